import Audit
import Images
import Pipeline

/// Gives an image of ECR a tag.
struct TagCommand: Command {
    private let file: String
    private let target: ActingTarget
    private let tag: String
    private let moves: Bool

    static let verb = Verb(
        name: "ecr tag", summary: "Give an image a tag, and take it from no other by mistake.",
        details: """
            Where the image has the tag already, nothing is done. A tag that another image has is moved with --move only,
            and never where the repository does not let it.
            """,
        words: [.file, ActingTarget.repository, ActingTarget.digest, Word(name: "TAG", help: "the tag")],
        options: [
            ActingTarget.account, ActingTarget.region,
            Option(name: "--move", help: "Take the tag from the image that has it."),
        ],
        example: "stocktake ecr tag acme.yaml team/app sha256:1a2b... v1.2.3 --region eu-west-1",
        make: { arguments throws(Problem) in
            TagCommand(
                file: arguments.word("FILE"), target: try ActingTarget(arguments), tag: arguments.word("TAG"),
                moves: arguments.has("--move"))
        })

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let access = try Connection(to: pipeline, in: world, asOf: world.now()).access
        let place = try await target.place(access, world)
        let log = try await ActingLog.open(pipeline, access, world)
        let outcome = try await Acting.answer(place) {
            try await ECR.Tagging(place, access: access, log).tag(target.image, tag, moving: moves)
        }
        switch outcome {
        case .alreadySo: try world.print("\(target.image) has the tag \(tag) already")
        case .tagged: try world.print("\(target.image) has the tag \(tag) now")
        case .moved(let other):
            try world.print("\(target.image) has the tag \(tag) now, and \(other) has not")
        }
        return .complete
    }
}
