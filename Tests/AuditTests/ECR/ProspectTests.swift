import Formats
import Images
import Testing

@testable import Audit

/// What of a plan may still go, once everything was looked at again.
struct ProspectTests {
    private func digest(_ number: Int) -> ContentDigest { ContentDigest(of: [UInt8(number)]) }

    private func plan(_ candidates: [(number: Int, tags: [String], confidence: String)]) throws
        -> ECR.CleanupPlan
    {
        let items = candidates.map { candidate in
            """
            {"digest":"\(digest(candidate.number))","tags":[\(candidate.tags.map { "\"\($0)\"" }.joined(separator: ","))],\
            "pushed":null,"confidence":"\(candidate.confidence)","waste":"untagged","reason":"x","bytes":1,"frees":1}
            """
        }
        let text = Self.document(
            "{\"account\":\"111122223333\",\"region\":\"eu-west-1\",\"repository\":\"team/app\",\"arn\":\"arn:x\",\"images\":9,"
                + "\"candidates\":[\(items.joined(separator: ","))]}")
        return try #require(try ECR.CleanupPlan.read(text, of: ECR.CleanupPlan.Choice(name: "team/app")))
    }

    private static func document(_ lines: String, format: String = "stocktake-ecr-plan", version: Int = 1)
        -> [UInt8]
    {
        let text = """
            {
            "format": "\(format)",
            "version": \(version),
            "estate": "acme",
            "run": 12,
            "as_of": "2026-11-20T00:00:00Z",
            "repositories": [
            \(lines)
            ],

            """
        return Array((text + "\"sha256\": \"\(SHA256.hash(of: text.utf8.span).hex)\"}\n").utf8)
    }

    private func sight(
        _ number: Int, _ tags: [String] = [], kind: String = "candidate", children: [Int] = [],
        subject: Int? = nil
    ) -> ECR.SecondLook.Sight {
        var image = ECR.StoredImage(digest: digest(number))
        image.tags = tags
        image.subject = subject.map(digest)
        image.manifest = Manifest(
            kind: children.isEmpty ? .image : .index,
            children: children.map { .init(digest: digest($0), size: 1) })
        return ECR.SecondLook.Sight(image: image, kind: kind, reason: "because")
    }

    private func going(_ prospect: ECR.Prospect) -> [ContentDigest] { prospect.going.map(\.digest) }

    @Test func `what is as it was goes, in the order of the plan`() throws {
        let plan = try plan([(1, [], "A"), (2, ["pr-1"], "B"), (3, [], "A")])

        let sights = [sight(1), sight(2, ["pr-1"]), sight(3), sight(4, ["v1"], kind: "release")]
        #expect(
            going(ECR.Prospect(plan, upTo: "B", sights, doubt: nil)) == [digest(1), digest(2), digest(3)])
        #expect(going(ECR.Prospect(plan, upTo: "A", sights, doubt: nil)) == [digest(1), digest(3)])
    }

    @Test func `what has got a tag, is used by now, or is not certain, stays`() throws {
        let plan = try plan([(1, [], "A"), (2, [], "A"), (3, [], "A")])
        let sights = [sight(1, ["v2"]), sight(2, kind: "in_use"), sight(3)]

        let prospect = ECR.Prospect(plan, upTo: "A", sights, doubt: nil)
        #expect(going(prospect) == [digest(3)])
        #expect(
            prospect.refused.map(\.reason) == [
                "its tags have changed since the plan was made", "it is needed now: because",
            ])
        let doubtful = ECR.Prospect(plan, upTo: "A", [], doubt: "nobody looked")
        #expect(
            going(doubtful).isEmpty && doubtful.gone.isEmpty && doubtful.refused.count == 3,
            "nothing is told as gone")
    }

    @Test func `what belongs to one that stays, stays as well`() throws {
        let plan = try plan([(1, [], "A"), (2, [], "A"), (3, [], "A")])
        // An index that got a tag: neither what it lists nor its signature may go.
        let sights = [sight(1, ["v2"], children: [2]), sight(2), sight(3, subject: 1)]

        let prospect = ECR.Prospect(plan, upTo: "A", sights, doubt: nil)

        #expect(going(prospect).isEmpty)
        #expect(prospect.refused.count == 3)
    }

    @Test func `what is gone is told as gone, so that a second call goes on`() throws {
        let plan = try plan([(1, [], "A"), (2, [], "A")])

        let prospect = ECR.Prospect(plan, upTo: "A", [sight(2)], doubt: nil)

        #expect(prospect.gone == [digest(1)])
        #expect(going(prospect) == [digest(2)])
    }

    @Test func `a batch has a hundred at most, and never an index with what it lists`() throws {
        let plan = try plan((0..<250).map { (number: $0, tags: [], confidence: "A") })
        let sights = (0..<250).map { sight($0, children: $0 == 0 ? [1, 120] : []) }

        let batches = ECR.Prospect(plan, upTo: "A", sights, doubt: nil).batches

        #expect(batches.map(\.count) == [100, 100, 50])
        #expect(Set(batches.joined().map(\.digest)) == Set((0..<250).map(digest)))
        let first = Set(batches[0].map(\.digest))
        #expect(first.contains(digest(0)) && !first.contains(digest(1)) && !first.contains(digest(120)))
    }

    @Test func `a document that is not whole, not ours or changed is refused`() throws {
        let choice = ECR.CleanupPlan.Choice(name: "team/app")
        let whole = Self.document("{\"repository\":\"team/app\",\"candidates\":[]}")
        #expect(try ECR.CleanupPlan.read(whole, of: choice) != nil)
        #expect(try ECR.CleanupPlan.read(whole, of: ECR.CleanupPlan.Choice(name: "other")) == nil)

        func read(_ bytes: [UInt8]) throws { _ = try ECR.CleanupPlan.read(bytes, of: choice) }
        #expect(throws: DecodingFailure.self) { try read([]) }
        #expect(throws: DecodingFailure.self) { try read(Array(whole.dropLast(10))) }
        #expect(throws: DecodingFailure.self) { try read(Self.document("", format: "another")) }
        #expect(throws: DecodingFailure.self) { try read(Self.document("", version: 2)) }
        for place in stride(from: 3, to: whole.count - 1, by: 7) {
            var changed = whole
            changed[place] ^= 1
            #expect(throws: DecodingFailure.self, "byte \(place)") { try read(changed) }
        }
        let twice =
            "{\"repository\":\"team/app\",\"candidates\":[]},\n{\"repository\":\"team/app\",\"candidates\":[]}"
        #expect(throws: DecodingFailure.self) { try read(Self.document(twice)) }
    }
}
