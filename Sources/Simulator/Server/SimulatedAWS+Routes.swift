import Formats
import HTTP

extension SimulatedAWS {
    /// What is asked of a service whose operations are paths.
    ///
    /// What stands in the path is put among the members.
    func route(of request: HTTPRequest, _ service: SimulatedService) throws(Objection) -> (Action, Question) {
        let path = request.url.path
        if request.method == "POST" {
            let action: Action? =
                switch (service, path) {
                case (.account, "/listRegions"): .listRegions
                case (.batch, "/v1/describejobdefinitions"): .describeJobDefinitions
                case (.inspector2, "/coverage/list"): .listCoverage
                default: nil
                }
            guard let action else { throw .unknownOperation(path) }
            return (action, try object(request.body))
        }
        guard request.method == "GET" else { throw .unknownOperation(path) }
        var members = Form(Array((request.url.query ?? "").utf8))
        if service == .eks, path == "/clusters" { return (.listKubernetesClusters, .form(members)) }
        guard service == .lambda else { throw .unknownOperation(path) }
        if path.hasPrefix("/2015-03-31/event-source-mappings") { return (.listEventSources, .form(members)) }
        let prefix = "/2015-03-31/functions"
        guard path.hasPrefix(prefix) else { throw .unknownOperation(path) }
        let words = path.dropFirst(prefix.count).split(separator: "/")
        guard let name = words.first else { return (.listFunctions, .form(members)) }
        members.add("FunctionName", Form.text(Array(name.utf8)[...], plusIsSpace: false))
        switch words.dropFirst().first {
        case nil: return (.getFunction, .form(members))
        case "aliases" where words.count == 2: return (.listAliases, .form(members))
        default: throw .unknownOperation(path)
        }
    }
}
