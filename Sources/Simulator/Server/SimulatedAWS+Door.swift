import AWS
import Formats
import HTTP

extension SimulatedAWS {
    /// A request that is understood: who asks what, and where.
    struct Visit {
        var service: SimulatedService
        var region: Simulation.Region
        var caller: Caller
        var action: Action
        var question: Question
    }

    /// Which service a request is for; nil for one that is not simulated.
    func service(of request: HTTPRequest, _ authorization: Authorization?) -> SimulatedService? {
        if let authorization { return SimulatedService(rawValue: authorization.service) }
        let target = request.headers["X-Amz-Target"] ?? ""
        return SimulatedService.allCases.first { $0.target.map(target.hasPrefix) ?? false } ?? .sts
    }

    /// Lets a request in: the steps and their order are those of AWS.
    func admit(
        _ request: HTTPRequest, _ service: SimulatedService, _ authorization: Authorization?, _ now: Timestamp
    ) throws(Objection) -> Visit {
        guard let authorization else { throw .noCredentials }
        let region = try region(authorization, service, request.url.host)
        let token = request.headers["X-Amz-Security-Token"]
        guard let caller = simulation.caller(authorization.accessKey, token: token) else {
            throw .unknownKey
        }
        try checkTime(request, now)
        try checkSignature(request, caller, token)
        if let expires = caller.expires, expires <= now { throw .expired }
        // An account that never asked for a region has no keys there.
        guard simulation.state(of: region, in: caller.account).isOn else { throw .unknownKey }
        let (action, question) = try question(of: request, service)
        return Visit(service: service, region: region, caller: caller, action: action, question: question)
    }

    private func region(
        _ authorization: Authorization, _ service: SimulatedService, _ host: String
    ) throws(Objection) -> Simulation.Region {
        guard let region = simulation.region(named: authorization.region),
            service.onlyRegion ?? region.name == region.name,
            service.answers(at: host, in: region.name)
        else { throw .wrongScope("Credential should be scoped to a valid region.") }
        return region
    }

    /// Signatures are good for five minutes before and after they were made.
    private func checkTime(_ request: HTTPRequest, _ now: Timestamp) throws(Objection) {
        guard let header = request.headers["X-Amz-Date"], let signed = try? Timestamp(iso8601: header) else {
            throw .wrongSignature
        }
        let (earliest, latest) = (now.adding(seconds: -300), now.adding(seconds: 300))
        guard signed >= earliest else {
            throw .skewed(
                "Signature expired: \(header) is now earlier than \(earliest.text(.basic)) "
                    + "(\(now.text(.basic)) - 5 min.)")
        }
        guard signed <= latest else {
            throw .skewed(
                "Signature not yet current: \(header) is still later than \(latest.text(.basic)) "
                    + "(\(now.text(.basic)) + 5 min.)")
        }
    }

    private func checkSignature(
        _ request: HTTPRequest, _ caller: Caller, _ token: String?
    ) throws(Objection) {
        guard let verify else { return }
        let verdict = verify(request) { accessKey in
            Credentials(
                accessKey: accessKey, secretKey: Secret(caller.secret), sessionToken: token.map(Secret.init))
        }
        guard verdict == .valid else { throw .wrongSignature }
    }

    private func question(
        of request: HTTPRequest, _ service: SimulatedService
    ) throws(Objection) -> (Action, Question) {
        switch service.wire {
        case .json10, .json11:
            let target = request.headers["X-Amz-Target"] ?? ""
            let operation = target.dropFirst(service.target?.utf8.count ?? 0)
            guard target.hasPrefix(service.target ?? ""), let action = Action(service, operation) else {
                throw .unknownOperation(target)
            }
            return (action, try object(request.body))
        case .restJSON: return try route(of: request, service)
        case .restXML: return try bucketQuestion(of: request)
        case .query, .ec2:
            let form = Form(request.method == "GET" ? Array((request.url.query ?? "").utf8) : request.body)
            guard let action = Action(service, form["Action"] ?? "") else {
                throw .unknownOperation(form["Action"] ?? "")
            }
            return (action, .form(form))
        }
    }

    func object(_ body: [UInt8]) throws(Objection) -> Question {
        guard let object = try? JSON(body), object.members != nil else { throw .malformed }
        return .object(object)
    }

    /// What is asked of a bucket, whose name stands in the host or begins the path.
    private func bucketQuestion(of request: HTTPRequest) throws(Objection) -> (Action, Question) {
        guard request.method == "GET" else { throw .unknownOperation(request.method) }
        var members = Form(Array((request.url.query ?? "").utf8))
        var path = request.url.path.drop { $0 == "/" }
        if let end = request.url.host.endOfBucket {
            members.add("Bucket", String(request.url.host[..<end]))
        } else {
            let bucket = path.prefix { $0 != "/" }
            path = path.dropFirst(bucket.count + 1)
            members.add("Bucket", String(bucket))
        }
        members.add("Key", Form.text(Array(path.utf8)[...], plusIsSpace: false))
        guard path.isEmpty else { return (.getObject, .form(members)) }
        return (members["location"] == nil ? .listBucket : .getBucketLocation, .form(members))
    }
}

extension String {
    /// Where the name of a bucket ends that stands before the host of S3.
    fileprivate var endOfBucket: String.Index? {
        indices.first { self[$0...].hasPrefix(".s3.") }
    }
}
