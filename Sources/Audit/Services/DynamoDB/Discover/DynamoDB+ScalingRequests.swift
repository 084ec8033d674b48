import AWS
import Formats
import HTTP

/// What Application Auto Scaling does with the capacity of tables and indexes.
extension DynamoDB {
    /// Whose capacity is scaled, and between what.
    struct DescribeScalableTargets: PagedRequest {
        var token: String?

        static let operation = Operation(
            .applicationAutoScaling, "DescribeScalableTargets",
            action: "application-autoscaling:DescribeScalableTargets", rate: 5)

        func encode() -> Call { .scaling(Self.operation, token) }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ScalingPage<ScalingTarget> {
            try ScalingPage(response, list: "ScalableTargets") { reader throws(DecodingFailure) in
                try ScalingTarget(&reader)
            }
        }

        static func nextToken(in page: ScalingPage<ScalingTarget>) -> String? { page.next }
    }

    /// By which rule.
    struct DescribeScalingPolicies: PagedRequest {
        var token: String?

        static let operation = Operation(
            .applicationAutoScaling, "DescribeScalingPolicies",
            action: "application-autoscaling:DescribeScalingPolicies", rate: 5)

        func encode() -> Call { .scaling(Self.operation, token) }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ScalingPage<ScalingPolicy> {
            try ScalingPage(response, list: "ScalingPolicies") { reader throws(DecodingFailure) in
                try ScalingPolicy(&reader)
            }
        }

        static func nextToken(in page: ScalingPage<ScalingPolicy>) -> String? { page.next }
    }

    /// At which hours something else holds.
    struct DescribeScheduledActions: PagedRequest {
        var token: String?

        static let operation = Operation(
            .applicationAutoScaling, "DescribeScheduledActions",
            action: "application-autoscaling:DescribeScheduledActions", rate: 5)

        func encode() -> Call { .scaling(Self.operation, token) }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> ScalingPage<ScalingAction> {
            try ScalingPage(response, list: "ScheduledActions") { reader throws(DecodingFailure) in
                try ScalingAction(&reader)
            }
        }

        static func nextToken(in page: ScalingPage<ScalingAction>) -> String? { page.next }
    }

    /// A page of any of them.
    struct ScalingPage<Item: Sendable>: Sendable {
        var items: [Item]
        var next: String?

        init(
            _ response: HTTPResponse, list: String,
            _ item: (inout JSONReader) throws(DecodingFailure) -> Item
        ) throws(DecodingFailure) {
            (items, next) = try JSONReader.read(response.body) { reader in
                var (items, next): ([Item]?, String?) = (nil, nil)
                try reader.members { key, reader in
                    if key == "NextToken" {
                        next = try reader.string()
                    } else if String(key) == list {
                        items = try reader.list { reader in try item(&reader) }
                    }
                }
                // Without its list it is no answer, and does not say that there are none.
                guard let items else { throw DecodingFailure("no \(list)") }
                return (items, next)
            }
        }
    }
}

extension Call {
    fileprivate static func scaling(_ operation: Operation, _ token: String?) -> Call {
        .json(operation) { writer in
            writer.field("ServiceNamespace", "dynamodb")
            writer.field("NextToken", token)
        }
    }
}
