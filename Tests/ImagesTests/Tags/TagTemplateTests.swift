import Formats
import Images
import Testing

struct TagTemplateTests {
    private func templates(_ tags: [String]) -> [TagTemplate] {
        TagTemplate.all(in: tags.map { TaggedImage(tag: $0, digest: ContentDigest(of: Array($0.utf8))) })
    }

    private func texts(of tags: [String]) -> [String] { templates(tags).map(\.text) }

    @Test func `schemes are found without being told`() {
        var tags = SplitMix64(state: 3)
        func hex(_ count: Int) -> String {
            "1a" + String((2..<count).map { _ in "0123456789abcdef".randomElement(using: &tags) ?? "0" })
        }
        var listed = ["latest"]
        for number in 0..<40 {
            listed += [
                "main-\(hex(7))", "pr-\(number)-\(hex(8))", "v1.\(number).0", "1.\(number).0-rc\(number % 7)",
            ]
            let word = String("abcdefghijklmnopqrstuvwxyz".shuffled(using: &tags))
            let branch = number % 3 == 0 ? word : "\(word)-\(String(word.reversed()))"
            listed += ["feature-\(branch)-20240\(number % 9 + 1)1\(number % 10)", "ci\(number)-amd64"]
        }

        let found = templates(listed)

        #expect(
            found.map(\.text) == [
                "ci{n}-amd64", "feature-{w}-{date}", "main-{hex}", "pr-{n}-{hex}", "v{semver}",
                "{semver}-rc{n}",
                "latest",
            ])
        #expect(found.map(\.tags.count) == [40, 40, 40, 40, 40, 40, 1])
        #expect(
            found.map { $0.proposals.first?.pattern } == [
                "ci*-amd64", "feature-*", "main-*", "pr-*", "v*", "*-rc*", nil,
            ])
    }

    @Test(arguments: [
        (["20240131", "20240201"], ["{date}"]), (["2024-01-31T1200", "2024-02-01T0900"], ["{date}"]),
        (["2024-01-31-7", "2024-02-01-8"], ["{date}-{n}"]), (["v1.2.3.4", "v2.3.4.5"], ["v{n}.{n}.{n}.{n}"]),
        (["1.2.3-g1a2b3c4", "1.2.4-gf00dbab3"], ["{semver}-g{hex}"]),
        (["sha256-a", "sha256-b"], ["sha256-{w}"]),
        (["rc1", "rc2"], ["rc{n}"]), (["a", "b"], ["{w}"]), (["a-b-c", "d-e", "f"], ["{w}"]), ([""], [""]),
        (["é-1", "é-2"], ["é-{n}"]), (["\u{1}", "\u{5}"], ["{w}"]), (["{n}", "{n}", "1"], ["{n}", "{n}"]),
        (["defaced-1", "decade-2"], ["{w}-{n}"]), (["prod", "1", "2"], ["{n}", "prod"]),
    ])
    func `what differs has a name`(tags: [String], texts: [String]) {
        #expect(templates(tags).map(\.text) == texts)
    }

    @Test func `hashes of digits alone are hashes where there are others`() {
        let hashes = (0..<30).map { "main-\($0 % 10)a2b3c\($0)" }

        #expect(texts(of: hashes + ["main-1234567", "main-12345678"]) == ["main-{hex}"])
        #expect(texts(of: ["main-1234567", "main-12345678", "main-7"]) == ["main-{n}"])
    }

    @Test func `a pattern is proposed with what else it would take`() {
        let builds = (10..<60).map { "v\($0)" }
        let found = templates(
            builds + ["v1.0.0", "v1.0.1", "vanilla", "prod", "other-1", "v2.0.0", "v2.0.1", "v2.0.2"])

        #expect(found.first?.text == "v{n}")
        #expect(found.first?.tags.count == 50)
        let proposal = found.first?.proposals.first
        #expect(proposal?.pattern == "v*")
        #expect(proposal?.caught == 50)
        #expect(proposal?.collateral == 6)
        #expect(proposal?.releases == 5)
        #expect(proposal?.examples == ["v1.0.0", "v1.0.1", "v2.0.0", "v2.0.1", "v2.0.2"])
    }

    @Test func `no pattern has more stars than ECR takes`() {
        let tags = (0..<50).map { "a\($0).b\($0).c\($0).d\($0).e\($0).f\($0)-x" } + ["a1"]

        let proposals = templates(tags).first?.proposals ?? []

        #expect(proposals.map(\.pattern) == ["a*-x"])
        #expect(proposals.allSatisfy { $0.caught == 50 && $0.collateral == 0 } as Bool)
    }

    @Test func `the facts of a template count each image once`() {
        let images = [
            TaggedImage(
                tag: "b-1", digest: ContentDigest(of: [1]), bytes: .max, pushed: Timestamp(day: 5),
                lastPulled: Timestamp(day: 9)),
            TaggedImage(tag: "b-2", digest: ContentDigest(of: [2]), bytes: 7, pushed: Timestamp(day: 3)),
            TaggedImage(tag: "b-3", digest: ContentDigest(of: [2]), bytes: 7, pushed: Timestamp(day: 3)),
            TaggedImage(tag: "b-4", digest: ContentDigest(of: [4])),
        ]

        let template = TagTemplate.all(in: images).first

        #expect(template?.text == "b-{n}")
        #expect(template?.images == 3)
        #expect(template?.bytes == .max)
        #expect(template?.oldest == Timestamp(day: 3))
        #expect(template?.newest == Timestamp(day: 5))
        #expect(template?.pulled == 1)
    }

    @Test func `no images have no templates`() {
        #expect(templates([]).isEmpty)
    }
}
