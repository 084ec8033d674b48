import Formats
import SQLite

/// One pass over the estate.
package struct Run: Equatable, Sendable {
    package var id: Int
    /// The instant that the run speaks of.
    ///
    /// A resumed run keeps it, so that being interrupted changes nothing in the reports.
    package var asOf: Timestamp

    package init(id: Int, asOf: Timestamp) {
        self.id = id
        self.asOf = asOf
    }
}

/// How a run stands.
package enum RunState: String, Sendable {
    /// Under way, or killed: the lock tells which.
    case running
    /// Every cell was looked at, but for what is switched off or closed.
    case complete
    /// Every cell has ended, some of them in gaps that somebody could mend.
    case partial
    /// Stopped by the user.
    case interrupted
    /// Stopped by something that the user has to mend.
    case failed

    /// Whether running again goes on with it.
    package var isOpen: Bool { self != .complete && self != .partial }
}

extension Timestamp: Bindable {
    package var value: Value { .integer(seconds) }
}

extension Row {
    package subscript(column: Int) -> Timestamp { Timestamp(seconds: self[column]) }

    package subscript(column: Int) -> Timestamp? { (self[column] as Int64?).map(Timestamp.init) }
}
