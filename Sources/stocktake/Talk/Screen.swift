@preconcurrency import Glibc

/// What standard output is shown on.
struct Screen: Equatable, Sendable {
    /// How many characters fit a line; nil where nothing limits it, as in a file.
    var columns: Int?
    /// How many lines are seen at once; nil where standard output is no terminal.
    var lines: Int?

    static let unlimited = Screen()

    var isTerminal: Bool { lines != nil }

    /// The environment decides where it speaks, as in other programs; then the terminal, and then what terminals had.
    static func real(_ environment: [String: String]) -> Screen {
        guard isatty(STDOUT_FILENO) == 1 else { return .unlimited }
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        func measure(_ variable: String, _ told: UInt16, _ otherwise: Int) -> Int {
            if let chosen = environment[variable].flatMap(Int.init), chosen > 0 { return chosen }
            return isKnown && told > 0 ? Int(told) : otherwise
        }
        return Screen(
            columns: measure("COLUMNS", size.ws_col, 80), lines: measure("LINES", size.ws_row, 24))
    }
}
