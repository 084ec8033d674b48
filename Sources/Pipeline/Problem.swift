/// A failure the user can act on: what happened, and what to do next.
package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    package var what: String
    package var hint: String
    package var exit: ExitCode

    package init(_ what: String, hint: String, exit: ExitCode) {
        self.what = what
        self.hint = hint
        self.exit = exit
    }

    package var description: String { "\(what)\n  hint: \(hint)" }
}
