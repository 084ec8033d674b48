import Formats
import Images
import Testing

struct LifecyclePolicyTests {
    static func text(_ rules: String) -> String { "{\"rules\": [\(rules)]}" }

    static func rule(
        _ selection: String, priority: Int = 1, action: String = "{\"type\": \"expire\"}"
    ) -> String {
        "{\"rulePriority\": \(priority), \"selection\": {\(selection)}, \"action\": \(action)}"
    }

    @Test func `every member of a rule is read, and the lowest priority comes first`() throws {
        let policy = try LifecyclePolicy(
            """
            {"rules": [
                {"rulePriority": 20, "description": "old", "novelty": {"a": [1]},
                 "selection": {"tagStatus": "any", "storageClass": "archive",
                               "countType": "sinceImageTransitioned", "countUnit": "days", "countNumber": 90},
                 "action": {"type": "expire"}},
                {"rulePriority": 3,
                 "selection": {"tagStatus": "tagged", "tagPatternList": ["a*", "b"], "tagPrefixList": ["c"],
                               "countType": "sinceImagePulled", "countUnit": "days", "countNumber": 7},
                 "action": {"type": "transition", "targetStorageClass": "archive"}}
            ]}
            """)

        #expect(
            policy.rules == [
                LifecycleRule(
                    priority: 3, tagStatus: .tagged, patterns: ["a*", "b"], prefixes: ["c"],
                    countType: .sinceImagePulled, countUnit: "days", count: 7, action: .transition(.archive)),
                LifecycleRule(
                    priority: 20, description: "old", tagStatus: .any, storageClass: .archive,
                    countType: .sinceImageTransitioned, countUnit: "days", count: 90),
            ])
        #expect(policy.flaws == [LifecycleFlaw(rule: 3, .patternsAndPrefixes)])
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"rules\": {}}", "{\"rules\": [1]}", "{\"rules\": [{}]}",
        text(rule("\"tagStatus\": \"any\", \"countType\": \"imageCountMoreThan\"")),
        text(rule("\"countType\": \"imageCountMoreThan\", \"countNumber\": 1")),
        text(
            rule(
                "\"tagStatus\": \"any\", \"countType\": \"imageCountMoreThan\", \"countNumber\": 1e99"
            )),
        text(
            rule(
                "\"tagStatus\": \"any\", \"countType\": \"imageCountMoreThan\", \"countNumber\": 1",
                action: "{}")),
    ])
    func `what is no policy is refused`(text: String) {
        #expect(throws: DecodingFailure.self) { try LifecyclePolicy(text) }
    }

    private static let age = "\"countUnit\": \"days\", \"countNumber\": 90"
    private static let any = "\"tagStatus\": \"any\", "
    private static let keepOne = "\"countType\": \"imageCountMoreThan\", \"countNumber\": 1"
    private static let archive = "{\"type\": \"transition\", \"targetStorageClass\": \"archive\"}"

    struct Case: CustomTestStringConvertible {
        var rules: [String]
        var flaws: [LifecycleFlaw]
        var testDescription: String { flaws.description }

        init(_ rules: [String], _ flaws: [LifecycleFlaw.Kind], rule: Int? = 1) {
            self.rules = rules
            self.flaws = flaws.map { LifecycleFlaw(rule: rule, $0) }
        }
    }

    static let listCases = [
        Case([], [.noRules], rule: nil),
        Case(
            [rule("\"tagStatus\": \"tagged\", " + keepOne)], [.taggedWithoutList]),
        Case(
            [rule(any + "\"tagPrefixList\": [\"a\"], " + keepOne)], [.listWithoutTagged]),
        Case(
            [rule("\"tagStatus\": \"tagged\", \"tagPatternList\": [\"*a*b*c*d*\"], " + keepOne)],
            [.moreThanFourStars("*a*b*c*d*")]),
        Case([rule(any + keepOne), rule(any + keepOne, priority: 2)], [.anyIsNotLast]),
        Case([rule("\"tagStatus\": \"untagged\", " + keepOne), rule(any + keepOne)], [.equalPriorities]),
        Case(
            [
                rule("\"tagStatus\": \"untagged\", " + keepOne),
                rule("\"tagStatus\": \"untagged\", " + keepOne, priority: 5),
            ], [.secondUntagged(first: 1)], rule: 5),
        Case(
            [
                rule("\"tagStatus\": \"tagged\", \"tagPrefixList\": [\"a\", \"b\"], " + keepOne),
                rule("\"tagStatus\": \"tagged\", \"tagPrefixList\": [\"b\", \"a\"], " + keepOne, priority: 5),
            ], [.samePrefixes(first: 1)], rule: 5),
    ]

    static let countCases = [
        Case([rule(any + "\"countType\": \"imageCountMoreThan\", \"countNumber\": 0")], [.countNotPositive]),
        Case([rule(any + "\"countType\": \"sinceImagePushed\", \"countNumber\": 9")], [.ageWithoutDays]),
        Case([rule(any + "\"countType\": \"imageCountMoreThan\", " + age)], [.countWithUnit]),
        Case([rule(any + "\"storageClass\": \"archive\", " + keepOne)], [.wrongStorageClass]),
        Case([rule(any + "\"countType\": \"sinceImageTransitioned\", " + age)], [.wrongStorageClass]),
        Case([rule(any + "\"countType\": \"sinceImagePulled\", " + age)], [.wrongAction]),
        Case(
            [
                rule(
                    any + "\"storageClass\": \"archive\", \"countType\": \"sinceImageTransitioned\", "
                        + age.replacing("90", with: "89"))
            ], [.archivedTooShortly]),
        Case(
            [
                rule(
                    any + "\"storageClass\": \"archive\", \"countType\": \"sinceImageTransitioned\", " + age,
                    action: archive)
            ], [.wrongAction]),
        Case(
            [rule(any + "\"countType\": \"sinceImageScanned\", " + age)],
            [.unknown(member: "countType", word: "sinceImageScanned")]),
        Case(
            [rule(any + keepOne, action: "{\"type\": \"retain\"}")],
            [.unknown(member: "action", word: "retain")]),
    ]

    @Test(arguments: listCases + countCases)
    func `what ECR would refuse is told, rule by rule`(one: Case) throws {
        let policy = try LifecyclePolicy(Self.text(one.rules.joined(separator: ",")))

        #expect(policy.flaws == one.flaws)
    }

    @Test func `one rule for any image in each storage class is what ECR's guide shows`() throws {
        let archived = "\"storageClass\": \"archive\", \"countType\": \"sinceImageTransitioned\", "
        let policy = try LifecyclePolicy(
            Self.text(
                Self.rule(Self.any + "\"countType\": \"sinceImagePulled\", " + Self.age, action: Self.archive)
                    + "," + Self.rule(Self.any + archived + Self.age, priority: 2)))

        #expect(policy.flaws.isEmpty)
    }

    @Test func `fifty rules are a policy, and one more is too many`() {
        let rules = (1...51).map {
            LifecycleRule(
                priority: $0, tagStatus: .tagged, patterns: ["\($0)"], countType: .imageCountMoreThan,
                count: 1)
        }

        #expect(LifecyclePolicy(rules: Array(rules.dropLast())).flaws.isEmpty)
        #expect(LifecyclePolicy(rules: rules).flaws == [LifecycleFlaw(rule: nil, .moreThanFiftyRules)])
    }
}
