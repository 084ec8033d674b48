import Formats

/// One statement of a resource policy, as far as it lets somebody pull.
struct PolicyStatement {
    /// Those who may pull by it; conditions are taken in.
    private(set) var pullers = Set<PolicyPrincipal>()

    /// Either is enough to be named: together they are a pull, and the other may stand elsewhere.
    private static let pullActions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    init(_ statement: JSON) throws(DecodingFailure) {
        guard statement.members != nil else { throw DecodingFailure("a statement that is no object") }
        switch statement["Effect"]?.string {
        case "Allow": break
        case "Deny": return
        default: throw DecodingFailure("a statement that neither allows nor denies")
        }
        guard try Self.allowsPull(statement) else { return }
        let limit = PolicyLimit(statement["Condition"])
        for principal in try Self.principals(of: statement) {
            pullers.formUnion(limit.members(of: principal))
        }
    }

    private static func allowsPull(_ statement: JSON) throws(DecodingFailure) -> Bool {
        if let actions = statement["Action"] {
            let allowed = try wildcards(actions)
            return pullActions.contains { action in allowed.contains { $0.matches(action) } }
        }
        guard let exceptions = statement["NotAction"] else { return false }
        let excepted = try wildcards(exceptions)
        return pullActions.contains { action in !excepted.contains { $0.matches(action) } }
    }

    private static func wildcards(_ actions: JSON) throws(DecodingFailure) -> [Wildcard] {
        try actions.policyStrings().map { Wildcard($0, .starsAndMarks, .ignoringCase) }
    }

    private static func principals(of statement: JSON) throws(DecodingFailure) -> [PolicyPrincipal] {
        // All but a few is nearly everyone.
        if statement["NotPrincipal"] != nil { return [.everyone] }
        guard let element = statement["Principal"] else { return [] }
        return try PolicyPrincipal.all(in: element)
    }
}
