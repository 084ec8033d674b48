import Formats
import Images
import Testing

struct RepositoryAccessTests {
    private static let owner = "111111111111"
    private static let pull = "\"Action\": \"ecr:BatchGetImage\""
    private static let root = "\"Principal\": {\"AWS\": \"arn:aws:iam::222222222222:root\"}"
    private static let anybody = "\"Principal\": \"*\""
    private static let lambda = "\"Principal\": {\"Service\": \"lambda.amazonaws.com\"}"

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var statement: String
        var reach: RepositoryAccess.Reach

        init(_ name: String, _ members: [String], _ reach: RepositoryAccess.Reach) {
            testDescription = name
            statement = "{\"Effect\": \"Allow\", \(members.joined(separator: ", "))}"
            self.reach = reach
        }
    }

    private static func condition(_ operation: String, _ key: String, _ values: String) -> String {
        "\"Condition\": {\"\(operation)\": {\"\(key)\": \(values)}}"
    }

    static let principals = [
        Case("everyone", [pull, anybody], .everyone),
        Case("everyone in AWS", [pull, "\"Principal\": {\"AWS\": \"*\"}"], .everyone),
        Case(
            "everyone among others", [pull, "\"Principal\": {\"AWS\": [\"222222222222\", \"*\"]}"], .everyone),
        Case("an account's root", [pull, root], .accounts(["222222222222"])),
        Case(
            "a number, a role and a session",
            [
                pull,
                "\"Principal\": {\"AWS\": [\"444444444444\", \"arn:aws:iam::333333333333:role/a:b/c\", "
                    + "\"arn:aws-cn:sts::222222222222:assumed-role/x/y\"]}",
            ], .accounts(["222222222222", "333333333333", "444444444444"])),
        Case("the owner", [pull, "\"Principal\": {\"AWS\": \"111111111111\"}"], .nobody),
        Case(
            "roles of any account", [pull, "\"Principal\": {\"AWS\": \"arn:aws:iam::*:role/x\"}"], .everyone),
        Case(
            "a user that was deleted", [pull, "\"Principal\": {\"AWS\": \"AIDACKCEVSQ6C2EXAMPLE\"}"], .nobody),
        Case("all but one", [pull, "\"NotPrincipal\": {\"AWS\": \"222222222222\"}"], .everyone),
        Case("no principal", [pull], .nobody),
        Case("a service", [pull, lambda], .services(["lambda.amazonaws.com"])),
    ]

    static let actions = [
        Case("all actions", ["\"Action\": \"*\"", anybody], .everyone),
        Case("all of ECR's", ["\"Action\": [\"s3:*\", \"ECR:*\"]", anybody], .everyone),
        Case("a pattern", ["\"Action\": \"ecr:Get*UrlFor?ayer\"", anybody], .everyone),
        Case("pushes alone", ["\"Action\": [\"ecr:PutImage\", \"ecr:Describe*\"]", anybody], .nobody),
        Case("all but deletes", ["\"NotAction\": \"ecr:BatchDelete*\"", anybody], .everyone),
        Case("all but ECR's", ["\"NotAction\": \"ecr:*\"", anybody], .nobody),
        Case("all but one half of a pull", ["\"NotAction\": \"ecr:BatchGetImage\"", anybody], .everyone),
        Case("no action", [anybody], .nobody),
    ]

    static let conditions = [
        Case(
            "an organisation",
            [pull, anybody, condition("StringEquals", "aws:PrincipalOrgID", "\"o-a1b2c3d4e5\"")],
            .organizations(["o-a1b2c3d4e5"])),
        Case(
            "an organisation's unit",
            [
                pull, anybody,
                condition(
                    "ForAnyValue:StringLike", "aws:principalorgpaths", "[\"o-b/r-1/ou-2/*\", \"o-a/*\"]"),
            ], .organizations(["o-a", "o-b"])),
        Case(
            "organisations of any name",
            [pull, anybody, condition("StringLike", "aws:PrincipalOrgID", "\"o-*\"")], .everyone),
        Case(
            "one organisation or any",
            [pull, anybody, condition("StringLike", "aws:PrincipalOrgID", "[\"o-a\", \"*\"]")], .everyone),
        Case(
            "no organisation at all", [pull, anybody, condition("StringEquals", "aws:PrincipalOrgID", "[]")],
            .everyone),
        Case(
            "not an organisation",
            [pull, anybody, condition("StringNotEquals", "aws:PrincipalOrgID", "\"o-a\"")], .everyone),
        Case(
            "an organisation if there is one",
            [pull, anybody, condition("StringEqualsIfExists", "aws:PrincipalOrgID", "\"o-a\"")], .everyone),
        Case(
            "all of no values",
            [pull, anybody, condition("ForAllValues:StringEquals", "aws:PrincipalOrgID", "\"o-a\"")],
            .everyone),
        Case(
            "a network", [pull, anybody, condition("IpAddress", "aws:SourceIp", "\"10.0.0.0/8\"")], .everyone),
        Case(
            "accounts",
            [pull, anybody, condition("StringEquals", "aws:PrincipalAccount", "[\"222222222222\"]")],
            .accounts(["222222222222"])),
        Case(
            "the owner's account",
            [pull, anybody, condition("StringEquals", "aws:PrincipalAccount", "\"111111111111\"")], .nobody),
        Case(
            "an account of an organisation",
            [
                pull, anybody,
                "\"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-a\", "
                    + "\"aws:PrincipalAccount\": [\"222222222222\", \"333333333333\"]}}",
            ], .accounts(["222222222222", "333333333333"])),
        Case(
            "a role",
            [
                pull, anybody,
                condition("ArnLike", "aws:PrincipalArn", "\"arn:aws:iam::222222222222:role/*\""),
            ],
            .accounts(["222222222222"])),
        Case(
            "a function of an account",
            [
                pull, lambda,
                condition(
                    "StringLike", "aws:sourceARN", "\"arn:aws:lambda:eu-west-1:222222222222:function:*\""),
            ], .accounts(["222222222222"])),
        Case(
            "a service for an account",
            [pull, lambda, condition("StringEquals", "aws:SourceAccount", "\"333333333333\"")],
            .accounts(["333333333333"])),
        Case(
            "an account of whatever condition",
            [pull, root, condition("StringEquals", "aws:PrincipalOrgID", "\"o-a\"")],
            .accounts(["222222222222"])),
    ]

    @Test(arguments: principals + actions + conditions)
    func `who may pull is told from a statement`(one: Case) throws {
        let single = try RepositoryAccess("{\"Statement\": \(one.statement)}", owner: Self.owner)
        let listed = try RepositoryAccess("{\"Statement\": [\(one.statement)]}", owner: Self.owner)

        #expect(single.reach == one.reach)
        #expect(listed == single)
    }

    @Test func `a denial takes nothing away, and statements add up`() throws {
        let access = try RepositoryAccess(
            """
            {"Version": "2012-10-17", "Statement": [
                {"Effect": "Deny", \(Self.pull), "Principal": "*"},
                {"Effect": "Allow", \(Self.pull), \(Self.root)},
                {"Effect": "Allow", \(Self.pull), \(Self.lambda)},
                {"Effect": "Allow", \(Self.pull), "Principal": {"Federated": "accounts.google.com"}},
                {"Effect": "Allow", \(Self.pull), \(Self.anybody),
                 \(Self.condition("StringEquals", "aws:PrincipalOrgID", "\"o-a\""))}
            ]}
            """, owner: Self.owner)

        #expect(!access.isEveryone)
        #expect(access.organizations == ["o-a"])
        #expect(access.accounts == ["222222222222"])
        #expect(access.services == ["lambda.amazonaws.com"])
        #expect(access.others == ["accounts.google.com"])
        #expect(access.reach == .organizations(["o-a"]))
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"Statement\": 1}", "{\"Statement\": [{}]}",
        "{\"Statement\": {\"Effect\": \"allow\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": {}}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Principal\": 1}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Principal\": {\"AWS\": [1]}}}",
    ])
    func `what is no policy is refused`(text: String) {
        #expect(throws: DecodingFailure.self) { try RepositoryAccess(text, owner: Self.owner) }
    }
}
