import AWS
import Formats
import Foundation
import HTTP
import Images
import Pipeline
import Support
import Synchronization
import Testing

@testable import Audit

/// The commands that act, on a registry that answers as it is told.
struct ActingTests {
    /// Answers each operation with the next of its answers, the last again and again.
    private final class Registry: Transport {
        private let state: Mutex<(answers: [String: [String]], asked: [String])>

        init(_ answers: [String: [String]]) { state = Mutex((answers, [])) }

        var asked: [String] { state.withLock { $0.asked } }

        func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
            if request.url.host.contains("sts") {
                let identity = """
                    <GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>\
                    <Arn>arn:aws:iam::111122223333:user/audit</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>
                    """
                return .init(status: 200, headers: [:], body: Array(identity.utf8))
            }
            let target = request.headers["X-Amz-Target"] ?? ""
            let operation = String(target.split(separator: ".").last ?? "")
            let answer = state.withLock { state -> String in
                state.asked.append(operation)
                let answers = state.answers[operation] ?? ["{}"]
                if answers.count > 1 { state.answers[operation] = Array(answers.dropFirst()) }
                return answers[0]
            }
            return .init(
                status: answer.hasPrefix("{\"__type\"") ? 400 : 200, headers: [:], body: Array(answer.utf8))
        }
    }

    private let folder: TemporaryFolder
    private let place = ECR.RepositoryPlace(account: "111122223333", region: "eu-west-1", name: "team/app")
    private let manifest = #"{"schemaVersion":2,"config":{"digest":"sha256:CCC","size":1},"layers":[]}"#

    init() throws { folder = try TemporaryFolder() }

    private var image: ContentDigest { ContentDigest(of: Array(manifest.utf8)) }
    private let another = ContentDigest(of: [9])

    private func access(_ registry: Registry) -> Access {
        Access.simulated(
            AWSScope(), by: registry,
            as: Credentials(accessKey: "AKIDEXAMPLE", secretKey: Secret("hidden-key")),
            now: { Timestamp(day: 20_000) })
    }

    private func log() throws -> ECR.ActionLog {
        try ECR.ActionLog(folder.file("acts.jsonl"), caller: "me", now: { Timestamp(day: 20_000) })
    }

    private func lines() throws -> [[String: Any]] {
        let text = try String(contentsOfFile: folder.file("acts.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }

    private func fetched() throws -> String {
        let answer: JSON = [
            "images": [
                ["imageId": ["imageDigest": .string(image.description)], "imageManifest": .string(manifest)]
            ]
        ]
        return String(decoding: answer.bytes(), as: UTF8.self)
    }

    private func holder(_ digest: ContentDigest?) -> String {
        guard let digest else { return #"{"__type":"ImageNotFoundException","message":"none"}"# }
        return #"{"imageDetails":[{"imageDigest":"\#(digest)"}]}"#
    }

    private func repository(_ mutability: String, _ exclusions: [String] = []) -> String {
        let filters = exclusions.map { #"{"filterType":"WILDCARD","filter":"\#($0)"}"# }.joined(
            separator: ",")
        return """
            {"repositories":[{"repositoryName":"team/app","imageTagMutability":"\(mutability)",\
            "imageTagMutabilityExclusionFilters":[\(filters)]}]}
            """
    }

    private func tag(_ registry: Registry, moving: Bool = false) async throws -> ECR.Tagging.Outcome {
        try await ECR.Tagging(place, access: access(registry), try log()).tag(image, "v1", moving: moving)
    }

    @Test func `a tag that the image has already is left as it is`() async throws {
        let registry = Registry(["DescribeImages": [holder(image)]])

        #expect(try await tag(registry) == .alreadySo)
        #expect(!registry.asked.contains("PutImage"))
    }

    @Test func `a tag that nobody has is given, and written down before and after`() async throws {
        let registry = Registry(["DescribeImages": [holder(nil)], "BatchGetImage": [try fetched()]])

        #expect(try await tag(registry) == .tagged)
        #expect(try lines().map { $0["event"] as? String } == ["IMAGE_TAGGING", "IMAGE_TAGGED"])
        let text = try String(contentsOfFile: folder.file("acts.jsonl"), encoding: .utf8)
        #expect(!text.contains("hidden-key"))
    }

    @Test(arguments: [
        ("MUTABLE", [String](), true), ("IMMUTABLE", [], false), ("IMMUTABLE_WITH_EXCLUSION", ["v*"], true),
        ("IMMUTABLE_WITH_EXCLUSION", ["dev*"], false), ("MUTABLE_WITH_EXCLUSION", ["v*"], false),
        ("MUTABLE_WITH_EXCLUSION", ["dev*"], true),
    ])
    func `a tag of another image is moved only where it may be, and only when asked to`(
        mutability: String, exclusions: [String], isMovable: Bool
    ) async throws {
        func registry() throws -> Registry {
            Registry([
                "DescribeImages": [holder(another)],
                "DescribeRepositories": [repository(mutability, exclusions)],
                "BatchGetImage": [try fetched()],
            ])
        }
        let asked = try registry()
        await #expect(throws: Problem.self) { try await tag(asked) }
        #expect(!asked.asked.contains("PutImage"))

        let moved = try registry()
        if isMovable {
            #expect(try await tag(moved, moving: true) == .moved(from: another))
        } else {
            await #expect(throws: Problem.self) { try await tag(moved, moving: true) }
        }
        #expect(moved.asked.contains("PutImage") == isMovable)
    }

    @Test func `a manifest that is not what its digest says is not put`() async throws {
        let answer = try fetched().replacingOccurrences(of: "CCC", with: "DDD")
        let registry = Registry(["DescribeImages": [holder(nil)], "BatchGetImage": [answer]])

        await #expect(throws: Problem.self) { try await tag(registry) }
        #expect(!registry.asked.contains("PutImage"))
    }

    private func scan(_ statuses: [String], timeout: Duration = .seconds(600)) async throws
        -> ECR.Scanning.Outcome
    {
        let answers = statuses.map { status in
            """
            {"imageScanStatus":{"status":"\(status)"},"imageScanFindings":{"findingSeverityCounts":{"CRITICAL":2,"HIGH":1}}}
            """
        }
        let registry = Registry(["DescribeImageScanFindings": answers])
        return try await ECR.Scanning(place, access: access(registry), try log()).wait(
            for: image, timeout: timeout, sleep: { _ in })
    }

    @Test(arguments: ["COMPLETE", "ACTIVE", "SCAN_ELIGIBILITY_EXPIRED"])
    func `a scan is waited for until it has ended`(_ end: String) async throws {
        let outcome = try await scan(["PENDING", "IN_PROGRESS", "IN_PROGRESS", end])

        #expect(outcome.status == end && outcome.critical == 2 && outcome.high == 1)
    }

    @Test(arguments: [
        "FAILED", "UNSUPPORTED_IMAGE", "FINDINGS_UNAVAILABLE", "LIMIT_EXCEEDED", "IMAGE_ARCHIVED",
    ])
    func `a scan that ends without findings says why`(_ end: String) async throws {
        await #expect(throws: Problem.self) { try await scan(["PENDING", end]) }
    }

    @Test func `a scan that does not end is given up after its time`() async throws {
        await #expect(throws: Problem.self) { try await scan(["IN_PROGRESS"], timeout: .seconds(100)) }
    }

    private func plan(_ digests: [ContentDigest]) throws -> (ECR.CleanupPlan, ECR.Prospect) {
        let items = digests.map { digest in
            #"{"digest":"\#(digest)","tags":[],"confidence":"A","reason":"x","frees":1}"#
        }
        let head =
            "{\n\"format\": \"stocktake-ecr-plan\",\n\"version\": 1,\n\"as_of\": \"2026-11-20T00:00:00Z\",\n"
        let line =
            "{\"account\":\"111122223333\",\"region\":\"eu-west-1\",\"repository\":\"team/app\",\"arn\":\"arn:x\","
        let text = head + line + "\"candidates\":[\(items.joined(separator: ","))]}\n],\n"
        let bytes = Array((text + "\"sha256\": \"\(SHA256.hash(of: text.utf8.span).hex)\"}\n").utf8)
        let plan = try #require(try ECR.CleanupPlan.read(bytes, of: ECR.CleanupPlan.Choice(name: "team/app")))
        let sights = digests.map { digest in
            ECR.SecondLook.Sight(
                image: ECR.StoredImage(digest: digest), kind: "candidate", confidence: "A", reason: "")
        }
        return (plan, ECR.Prospect(plan, upTo: "A", sights, doubt: nil))
    }

    @Test func `only what AWS says that it has deleted is deleted; the rest is tried once more, and told`()
        async throws
    {
        let digests = (0..<4).map { ContentDigest(of: [UInt8($0)]) }
        func deleted(_ digests: [ContentDigest], _ failures: [(ContentDigest, String)] = []) -> String {
            let ids = digests.map { #"{"imageDigest":"\#($0)"}"# }.joined(separator: ",")
            let failed = failures.map { digest, code in
                #"{"imageId":{"imageDigest":"\#(digest)"},"failureCode":"\#(code)","failureReason":"so"}"#
            }
            return "{\"imageIds\":[\(ids)],\"failures\":[\(failed.joined(separator: ","))]}"
        }
        let registry = Registry([
            "BatchDeleteImage": [
                deleted(
                    [digests[0]], [(digests[1], "ImageReferencedByManifestList"), (digests[2], "KmsError")]),
                deleted([digests[2]]), "{}",
            ]
        ])
        let (plan, prospect) = try plan(digests)

        let deletion = try await ECR.Deletion(plan, access: access(registry), try log())
        let outcome = try await deletion.carryOut(prospect) { _ in }

        #expect(outcome.deleted == 2)
        #expect(outcome.kept.map(\.digest) == [digests[1], digests[3]])
        let gone = try lines().filter { $0["event"] as? String == "IMAGE_DELETED" }.compactMap {
            $0["digest"] as? String
        }
        #expect(gone == [digests[0], digests[2]].map(\.description))
        #expect(try lines().allSatisfy { $0["plan"] as? String == plan.signature })
    }

    @Test func `a line that a kill has torn does not spoil the next one`() throws {
        try Data("{\"event\":\"IMAGE_DEL".utf8).write(to: URL(fileURLWithPath: folder.file("acts.jsonl")))

        try log().write(.tagged, place, [(image, ["v1"])], "")

        let text = try String(contentsOfFile: folder.file("acts.jsonl"), encoding: .utf8)
        #expect(text.split(separator: "\n").count == 2 && text.hasSuffix("}\n"))
    }

    @Test func `two cannot act at once`() throws {
        let first = try log()
        #expect(throws: Problem.self) { _ = try log() }
        _ = consume first
    }
}
