import Formats

/// What scales by itself, as Application Auto Scaling tells it.
enum ScalingAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let targets = try targets(exchange)
        switch exchange.action {
        case .describeScalingPolicies:
            return try page(targets, "ScalingPolicies", exchange) { $1.policy($0, exchange) }
        case .describeScheduledActions:
            return try page(targets.filter(\.hasSchedule), "ScheduledActions", exchange) {
                $1.schedule($0, exchange)
            }
        default: return try page(targets, "ScalableTargets", exchange) { $1.target($0, exchange) }
        }
    }

    /// Those that are asked for; other services have none.
    private static func targets(_ exchange: Exchange) throws(Objection) -> [ScalableTarget] {
        guard try exchange.question.demanded("ServiceNamespace") == "dynamodb" else { return [] }
        var resources = try exchange.question.texts("ResourceIds")
        if let resource = try exchange.question.text("ResourceId") { resources = [resource] }
        let dimension = try exchange.question.text("ScalableDimension")
        guard dimension == nil || resources != nil else {
            throw .own(
                status: 400, code: "ValidationException",
                message: "A scalable dimension needs the resource that it is of.")
        }
        return ScalableTarget.all(of: exchange.account, in: exchange.region, exchange.simulation).filter {
            (resources?.contains($0.resource) ?? true) && dimension ?? $0.dimension == $0.dimension
        }
    }

    private static func page(
        _ targets: [ScalableTarget], _ name: String, _ exchange: Exchange,
        _ write: (ScalableTarget, inout JSONWriter) -> Void
    ) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("MaxResults", upTo: 50, default: 50)
        let slice = try exchange.paging("NextToken").slice(of: targets.count, size: size, exchange.oddity)
        return JSONWriter.page(name) { writer in
            for target in targets[slice.items] { write(target, &writer) }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func target(_ target: ScalableTarget, _ exchange: Exchange) {
        let role = "aws-service-role/dynamodb.application-autoscaling.amazonaws.com"
        object { writer in
            writer.time("CreationTime", target.created)
            writer.field("MaxCapacity", target.scaling.most)
            writer.field("MinCapacity", target.scaling.least)
            writer.field("ResourceId", target.resource)
            writer.field(
                "RoleARN",
                "arn:aws:iam::\(exchange.account.id):role/\(role)/"
                    + "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable")
            writer.field("ScalableDimension", target.dimension)
            writer.field("ScalableTargetARN", target.arn)
            writer.field("ServiceNamespace", "dynamodb")
            writer.key("SuspendedState")
            writer.object { writer in
                writer.field("DynamicScalingInSuspended", false)
                writer.field("DynamicScalingOutSuspended", false)
                writer.field("ScheduledScalingSuspended", false)
            }
        }
    }

    fileprivate mutating func policy(_ target: ScalableTarget, _ exchange: Exchange) {
        let place = "\(exchange.region.name):\(exchange.account.id)"
        let metric = "DynamoDB\(target.isReads ? "Read" : "Write")CapacityUtilization"
        object { writer in
            writer.key("Alarms")
            writer.array { _ in }
            writer.time("CreationTime", target.created)
            writer.field(
                "PolicyARN",
                "arn:aws:autoscaling:\(place):scalingPolicy:\(target.draw.uuid):resource/dynamodb/"
                    + "\(target.resource):policyName/\(target.policyName)")
            writer.field("PolicyName", target.policyName)
            writer.field("PolicyType", "TargetTrackingScaling")
            writer.field("ResourceId", target.resource)
            writer.field("ScalableDimension", target.dimension)
            writer.field("ServiceNamespace", "dynamodb")
            writer.key("TargetTrackingScalingPolicyConfiguration")
            writer.object { writer in
                writer.key("PredefinedMetricSpecification")
                writer.object { $0.field("PredefinedMetricType", metric) }
                writer.key("TargetValue")
                writer.double(Double(target.scaling.target))
            }
        }
    }

    fileprivate mutating func schedule(_ target: ScalableTarget, _ exchange: Exchange) {
        let place = "\(exchange.region.name):\(exchange.account.id)"
        object { writer in
            writer.time("CreationTime", target.created)
            writer.field("ResourceId", target.resource)
            writer.field("ScalableDimension", target.dimension)
            writer.key("ScalableTargetAction")
            writer.object { writer in
                writer.field("MaxCapacity", target.scaling.most)
                writer.field("MinCapacity", target.scaling.least)
            }
            writer.field("Schedule", "cron(0 6 * * ? *)")
            writer.field(
                "ScheduledActionARN",
                "arn:aws:autoscaling:\(place):scheduledAction:\(target.draw.at("schedule").uuid):"
                    + "resource/dynamodb/\(target.resource):scheduledActionName/morning")
            writer.field("ScheduledActionName", "morning")
            writer.field("ServiceNamespace", "dynamodb")
        }
    }
}
