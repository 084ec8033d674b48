import Audit

/// The words of a command that runs something: how it talks, what it leaves for others, and how it ends.
struct NightOptions: Sendable {
    private let format: Log.Format?
    private let isQuiet: Bool
    /// Where metrics are written for Prometheus; nil writes none.
    let metrics: String?
    /// The severity from which a finding ends the command with 1.
    let failOn: Finding.Severity?

    static let all =
        Log.options + [
            Option(
                name: "--metrics", value: "FILE",
                help: "Write how the run went for node_exporter's textfile collector, such as nightly.prom."),
            Option(
                name: "--fail-on", value: "SEVERITY",
                help: "End with 1 where the run found something of this severity or a higher one.",
                choices: Finding.Severity.allCases.map(\.rawValue)),
        ]

    init(_ arguments: Arguments) {
        format = arguments.value("--log").flatMap(Log.Format.init)
        isQuiet = arguments.has("--quiet")
        metrics = arguments.value("--metrics")
        failOn = arguments.value("--fail-on").flatMap(Finding.Severity.init)
    }

    func log(in world: World) -> Log { Log(world, format: format, isQuiet: isQuiet) }
}
