import AWS
import Audit
import Formats
import HTTP
import Glibc
import Images
import Pipeline

/// What the commands have in common that act on one image.
struct ActingTarget: Sendable {
    let image: ContentDigest
    private let name: String
    private let account: String?
    private let region: String?

    static let repository = Word(name: "REPOSITORY", help: "the repository, by its ARN, or by its name")
    static let digest = Word(name: "DIGEST", help: "the image: sha256: and 64 digits")
    static let account = Option(
        name: "--account", value: "ID", help: "The account of a repository that is given by its name.",
        preset: "the caller's")
    static let region = Option(
        name: "--region", value: "NAME", help: "The region of a repository that is given by its name.",
        preset: "AWS_REGION")

    init(_ arguments: Arguments) throws(Problem) {
        name = arguments.word("REPOSITORY")
        account = arguments.value("--account")
        region = arguments.value("--region")
        guard let digest = ContentDigest(arguments.word("DIGEST")) else {
            throw Problem(
                "'\(arguments.word("DIGEST"))' is no digest", hint: "it is sha256: and 64 digits from 0 to f",
                exit: .usage)
        }
        image = digest
    }

    /// Where the repository is.
    func place(_ access: Access, _ world: World) async throws -> ECR.RepositoryPlace {
        if let place = ECR.RepositoryPlace(arn: name) { return place }
        guard ImageName.isRepository(name) else {
            throw Problem("'\(name)' is no repository", hint: "give its name, or its ARN", exit: .usage)
        }
        guard let region = region ?? world.environment["AWS_REGION"] else {
            throw Problem(
                "the region of \(name) is not known", hint: "say --region, or give its ARN", exit: .usage)
        }
        let own = try await access.caller().account
        return ECR.RepositoryPlace(account: account ?? own, region: region, name: name)
    }
}

/// The log of what was done.
enum ActingLog {
    static func path(_ pipeline: PipelineFile) -> String {
        "\(pipeline.state)/\(pipeline.estate).actions.jsonl"
    }

    static func open(
        _ pipeline: PipelineFile, _ access: Access, _ world: World
    ) async throws -> ECR.ActionLog {
        do { try Folder.make(pipeline.state) } catch { throw Problem(error) }
        return try ECR.ActionLog(path(pipeline), caller: try await access.caller().arn, now: world.now)
    }
}

/// What AWS says to an act, as the user is told.
enum Acting {
    static func answer<Answer>(
        _ place: ECR.RepositoryPlace, _ ask: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await ask()
        } catch let error as AWSError where error.denial != nil {
            throw Problem(
                "AWS denies it: \(error.message)",
                hint: "`stocktake policy --with ecr-write` prints what acting takes", exit: .noCredentials)
        } catch let error as AWSError {
            throw Problem(
                "\(place.name) in \(place.account) \(place.region): \(error.code): \(error.message)",
                hint: "look at the repository and the digest, and try again", exit: .unavailable)
        } catch let failure as HTTPFailure {
            throw Problem(
                "AWS cannot be reached: \(failure.reason)", hint: "try again later", exit: .unavailable)
        } catch let gap as Gap {
            throw Problem(
                gap.reason, hint: "`stocktake doctor FILE` tells whether accounts can be entered",
                exit: .noCredentials)
        }
    }
}

/// A file that is read whole.
enum WholeFile {
    static func bytes(of path: String) throws(Problem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }

    private static func unreadable(_ path: String) -> Problem {
        Problem(
            FileFailure("read", path).description,
            hint: "name a plan, such as output/acme/latest/ecr_cleanup_plan.json",
            exit: .unavailable)
    }
}
