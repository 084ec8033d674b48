import Audit
import Pipeline

/// The services that an answer is about: one that was named, or all that the pipeline file audits.
enum ServiceChoice {
    static let word = Word(
        name: "SERVICE", help: "the service, such as dynamodb; all without one", isOptional: true)

    static func services(_ name: String?, of pipeline: PipelineFile) throws(Problem) -> [AuditedService] {
        let audited = [AuditedService].audited(pipeline.scope)
        guard let name else { return audited }
        if let service = audited.first(where: { $0.name == name }) { return [service] }
        let names = audited.map(\.name)
        let isKnown = Catalog.services.contains { $0.name == name }
        let what = isKnown ? "the pipeline file does not audit \(name)" : "there is no service '\(name)'"
        let meant = Suggestion.hint(for: name, among: names).map { $0 + " " } ?? ""
        throw Problem(
            what, hint: meant + "it audits: \(names.isEmpty ? "none" : names.joined(separator: ", "))",
            exit: .usage)
    }
}
