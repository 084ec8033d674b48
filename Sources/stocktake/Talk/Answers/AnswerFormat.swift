import Audit

/// How an answer is written: for people, for spreadsheets or for programs.
enum AnswerFormat: String, CaseIterable, Sendable {
    case table, csv, json

    static func option(_ help: String) -> Option {
        Option(
            name: "--format", value: "FORMAT", help: help, choices: allCases.map(\.rawValue), preset: "table")
    }

    init(_ arguments: Arguments) {
        self = arguments.value("--format").flatMap(AnswerFormat.init(rawValue:)) ?? .table
    }
}
