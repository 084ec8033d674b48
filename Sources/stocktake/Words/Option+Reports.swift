import Audit

/// How reports are written, whatever the pipeline file says.
extension Option {
    static let csv = Option(
        name: "--csv", value: "DIALECT",
        help: "Who reads the CSV; it goes before `csv` in the pipeline file. Excel gets a byte order mark.",
        choices: ReportScope.Dialect.allCases.map(\.rawValue))
}

extension ReportScope.Dialect {
    /// The one that the command line asks for; nil leaves it to the pipeline file.
    init?(_ arguments: Arguments) {
        guard let word = arguments.value("--csv") else { return nil }
        self.init(rawValue: word)
    }
}
