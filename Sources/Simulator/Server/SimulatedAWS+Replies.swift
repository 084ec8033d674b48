import Formats
import HTTP

extension SimulatedAWS {
    /// What becomes of a request.
    struct Reply {
        var action: Action?
        var outcome: Counts.Outcome
        var delay: Duration = .zero
        var result: Result<HTTPResponse, HTTPFailure>
    }

    func reply(to request: HTTPRequest) -> Reply {
        let authorization = request.headers["Authorization"].flatMap { Authorization($0) }
        guard let service = service(of: request, authorization) else {
            let name = authorization?.service ?? ""
            return Reply(.unresolved, "the simulation has no service \(name)")
        }
        let now = now
        do throws(Objection) {
            let visit = try admit(request, service, authorization, now)
            return answer(visit, request, now)
        } catch {
            guard isKnown(request.url.host) else {
                return Reply(.unresolved, "there is no host \(request.url.host)")
            }
            let draw = simulation.draw.at("refusal").at(request.body)
            return refuse(error, nil, service, draw.at(Int(now.seconds)).uuid, now)
        }
    }

    /// Whether the name of a host leads anywhere.
    private func isKnown(_ host: String) -> Bool {
        SimulatedService.allCases.contains { service in
            simulation.regions.contains { service.answers(at: host, in: $0.name) }
        }
    }

    private func answer(_ visit: Visit, _ request: HTTPRequest, _ now: Timestamp) -> Reply {
        let key = callKey(visit, request)
        let repetition = faults.repetition(of: key)
        let mishaps = faults.mishaps(of: key, repetition: repetition)
        let exchange = Exchange(
            simulation: simulation, action: visit.action, caller: visit.caller, region: visit.region,
            question: visit.question, now: now, requestID: key.draw.at("request").at(repetition).uuid,
            lookups: lookups,
            repetition: repetition, oddity: mishaps.oddity, hasNullToken: mishaps.hasNullToken)
        var reply = obstructed(exchange, visit.service, mishaps) ?? answered(exchange, visit.service, mishaps)
        reply.action = visit.action
        reply.delay = mishaps.delay
        return reply
    }

    private func callKey(_ visit: Visit, _ request: HTTPRequest) -> CallKey {
        let account = visit.caller.account
        let draw = simulation.draw.at("call").at(text: visit.action.rawValue).at(account.index)
        return CallKey(
            action: visit.action, account: account.id, region: visit.region.name,
            draw: words(of: request, draw.at(text: visit.region.name)))
    }

    /// A request's own words; those of one that only fetches stand in its address.
    private func words(of request: HTTPRequest, _ draw: Draw) -> Draw {
        guard request.body.isEmpty else { return draw.at(request.body) }
        let address = request.url
        return draw.at(text: address.host).at(text: address.path).at(text: address.query ?? "")
    }

    private func answered(_ exchange: Exchange, _ service: SimulatedService, _ mishaps: Mishaps) -> Reply {
        do throws(Objection) {
            try authorize(exchange, service)
            var response = head(service, exchange.requestID, exchange.now)
            response.body = try service.body(exchange)
            if service == .s3 { S3Answers.dress(&response, exchange) }
            if mishaps.isTruncated { response.body.removeLast(response.body.count / 2 + 1) }
            if mishaps.hasWrongType { response.headers["Content-Type"] = "text/html; charset=utf-8" }
            return Reply(outcome: .answered, result: .success(response))
        } catch {
            return refuse(error, exchange.action, service, exchange.requestID, exchange.now)
        }
    }

    /// Denies what the account's role may not, and what its organisation forbids.
    private func authorize(_ exchange: Exchange, _ service: SimulatedService) throws(Objection) {
        if service.isRegional, simulation.isForbidden(exchange.region, in: exchange.account) {
            throw exchange.denied(.organization, on: exchange.resource)
        }
        if exchange.caller.isSession, exchange.account.lacks(exchange.action) {
            throw exchange.denied(.identity, on: exchange.resource)
        }
    }
}

extension SimulatedService {
    /// The body of a success.
    func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        switch self {
        case .sts: try STSAnswers.body(exchange)
        case .organizations: try OrganizationsAnswers.body(exchange)
        case .account: try AccountAnswers.body(exchange)
        case .ec2: try EC2Answers.body(exchange)
        case .dynamodb: try DynamoDBAnswers.body(exchange)
        case .ecr: try ECRAnswers.body(exchange)
        case .monitoring: try CloudWatchAnswers.body(exchange)
        case .scaling: try ScalingAnswers.body(exchange)
        case .lambda: try LambdaAnswers.body(exchange)
        case .pricing: try PricingAnswers.body(exchange)
        case .cur, .exports: try BillAnswers.body(exchange)
        case .s3: try S3Answers.body(exchange)
        case .ecs: try ECSAnswers.body(exchange)
        case .eks, .apprunner, .sagemaker, .batch, .codebuild: try ContainerUseAnswers.body(exchange)
        case .inspector2: try InspectorAnswers.body(exchange)
        }
    }
}

extension Exchange {
    /// What a denial names.
    var resource: String {
        let place = "\(region.name):\(account.id)"
        return switch action {
        case .listTables: "arn:aws:dynamodb:\(place):table/*"
        case .describeTable, .describeTimeToLive, .describeContinuousBackups, .describeStreaming:
            "arn:aws:dynamodb:\(place):table/" + (asked("TableName") ?? "*")
        case .listTableTags: asked("ResourceArn") ?? "*"
        case .describeRepositories: "arn:aws:ecr:\(place):repository/*"
        case .listRepositoryTags: asked("resourceArn") ?? "*"
        case .describeImages, .batchGetImage, .getLifecyclePolicy, .getLifecyclePreview, .getRepositoryPolicy,
            .describeScanFindings:
            "arn:aws:ecr:\(place):repository/" + (asked("repositoryName") ?? "*")
        default: "*"
        }
    }

    private func asked(_ name: String) -> String? {
        do { return try question.text(name) } catch { return nil }
    }
}
