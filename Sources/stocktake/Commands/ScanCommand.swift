import Audit
import Images
import Pipeline

/// Lets ECR look for holes in an image.
struct ScanCommand: Command {
    private let file: String
    private let target: ActingTarget
    private let waits: Bool
    private let timeout: Duration

    static let verb = Verb(
        name: "ecr scan", summary: "Let ECR scan an image, and wait for what it finds.",
        words: [.file, ActingTarget.repository, ActingTarget.digest],
        options: [
            ActingTarget.account, ActingTarget.region,
            Option(name: "--wait", help: "Wait until the scan has ended, and show what it found."),
            Option(name: "--timeout", value: "MINUTES", help: "How long to wait.", preset: "10"),
        ],
        example: "stocktake ecr scan acme.yaml team/app sha256:1a2b... --region eu-west-1 --wait",
        make: { arguments throws(Problem) in try ScanCommand(arguments) })

    private init(_ arguments: Arguments) throws(Problem) {
        file = arguments.word("FILE")
        target = try ActingTarget(arguments)
        waits = arguments.has("--wait")
        guard let minutes = Int(arguments.value("--timeout") ?? "10"), (1...1440).contains(minutes) else {
            throw Problem(
                "--timeout is a number of minutes from 1 to 1440", hint: "write --timeout 10", exit: .usage)
        }
        timeout = .seconds(minutes * 60)
    }

    func run(in world: World) async throws -> ExitCode {
        let pipeline = try PipelineFile.read(file, in: world)
        let access = try Connection(to: pipeline, in: world, asOf: world.now()).access
        let place = try await target.place(access, world)
        let log = try await ActingLog.open(pipeline, access, world)
        let scanning = ECR.Scanning(place, access: access, log)
        let hasBegun = try await Acting.answer(place) { try await scanning.begin(target.image) }
        try world.print(
            hasBegun ? "the scan has begun" : "it was scanned within a day: what that found counts")
        guard waits else { return .complete }
        let outcome = try await Acting.answer(place) {
            try await scanning.wait(for: target.image, timeout: timeout) { try await Task.sleep(for: $0) }
        }
        try world.print(
            "\(outcome.status.lowercased()): \(outcome.critical) critical, \(outcome.high) high, "
                + "\(outcome.medium) medium, \(outcome.low) low, \(outcome.others) others")
        return .complete
    }
}
