import Formats

extension Permissions {
    /// The policy of the role in each account.
    package var memberPolicy: JSON {
        Self.policy([Self.statement("StocktakeReads", member, on: ["*"])])
    }

    /// The policy of the credentials that the run starts with.
    package var rootPolicy: JSON {
        Self.policy(
            [
                Self.statement("StocktakeFindsAccounts", root, on: ["*"]),
                Self.statement(
                    "StocktakeEntersAccounts", ["sts:AssumeRole"],
                    on: roles.map { "arn:*:iam::*:role/\($0)" }),
            ] + (putPlace.map { [Self.statement("StocktakePutsReports", puts, on: [$0])] } ?? []))
    }

    /// The policy of whoever uses the commands that act, beside the one that reads: no night takes it.
    package static var actingPolicy: JSON {
        policy([
            statement("StocktakeActs", actions(of: ECR.actingOperations), on: ["arn:*:ecr:*:*:repository/*"])
        ])
    }

    private static func policy(_ statements: [JSON]) -> JSON {
        .object([JSON.Member("Version", "2012-10-17"), JSON.Member("Statement", .array(statements))])
    }

    private static func statement(_ id: String, _ actions: [String], on resources: [String]) -> JSON {
        .object([
            JSON.Member("Sid", id), JSON.Member("Effect", "Allow"),
            JSON.Member("Action", .array(actions.map { .string($0) })),
            JSON.Member("Resource", .array(resources.map { .string($0) })),
        ])
    }
}
