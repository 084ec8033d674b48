import SQLite

/// One kind of work of a stage, such as "the images of one repository".
///
/// The engine runs its cells.
///
/// Resumption, order, width, retries and coverage live in the engine, once; a step is only *how for one
/// page*, and can be tested by calling it.
package protocol Step: Sendable {
    /// The words that its cells carry.
    var service: String { get }
    var name: String { get }
    /// When its cells come in their stage: those of turn 1 once those of turn 0 have ended, and so on.
    var turn: Int { get }

    /// Fetches one page of a cell.
    ///
    /// It writes nothing: what it returns is committed together with the cursor. It throws a `Gap` where it
    /// could not look, and a `Problem` only where the whole run has to stop.
    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page
}

extension Step {
    package var turn: Int { 0 }
}

/// What one cell has to say in one go.
///
/// It lands whole, or not at all.
package struct Page: Sendable {
    /// Writes the page's rows and says how many they are.
    ///
    /// Running it twice leaves the same rows: it runs again when another page of its transaction fails.
    package var write: @Sendable (Database) throws -> Int
    /// The work that this page discovered, of this stage or a later one.
    package var found: [Cell]
    /// Where the next page starts; nil ends the cell.
    package var next: Cursor?

    package init(
        found: [Cell] = [], next: Cursor? = nil, write: @escaping @Sendable (Database) throws -> Int
    ) {
        self.write = write
        self.found = found
        self.next = next
    }
}

/// Why a cell could not look.
///
/// It is recorded, and the run goes on.
package struct Gap: Error, Equatable, Sendable {
    package var state: CellState
    /// What happened, without secrets: it is shown in reports.
    package var reason: String
    /// Whether another try, a little later, may succeed.
    package var mayPass: Bool

    private init(_ state: CellState, _ reason: String, mayPass: Bool) {
        self.state = state
        self.reason = reason
        self.mayPass = mayPass
    }

    package static func deniedByIAM(_ reason: String) -> Gap { Gap(.deniedByIAM, reason, mayPass: false) }
    package static func deniedBySCP(_ reason: String) -> Gap { Gap(.deniedBySCP, reason, mayPass: false) }
    package static func regionOff(_ reason: String) -> Gap { Gap(.regionOff, reason, mayPass: false) }
    package static func closed(_ reason: String) -> Gap { Gap(.accountClosed, reason, mayPass: false) }
    package static func unsupported(_ reason: String) -> Gap { Gap(.unsupported, reason, mayPass: false) }
    /// Nobody has looked, because it was not meant to be asked.
    package static func notAsked(_ reason: String) -> Gap { Gap(.notReached, reason, mayPass: false) }
    package static func throttled(_ reason: String) -> Gap { Gap(.throttled, reason, mayPass: true) }
    package static func failed(_ reason: String) -> Gap { Gap(.failed, reason, mayPass: false) }
    /// A failure that may pass, such as a dropped connection.
    package static func unsteady(_ reason: String) -> Gap { Gap(.failed, reason, mayPass: true) }
}
