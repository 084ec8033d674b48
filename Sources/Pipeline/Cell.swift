/// The smallest piece of work that is either done or not.
///
/// A cell is a pure description: it can be stored, sent to another machine and run there.
package struct Cell: Hashable, Sendable {
    package var stage: StageName
    package var service: String
    package var step: String
    package var account: String
    package var region: String
    /// What the cell is about within the region, such as a table's name; empty where it is about all of it.
    package var scope: String

    package init(
        _ stage: StageName, _ service: String, _ step: String,
        account: String = "", region: String = "", scope: String = ""
    ) {
        self.stage = stage
        self.service = service
        self.step = step
        self.account = account
        self.region = region
        self.scope = scope
    }
}

extension Cell: CustomStringConvertible {
    package var description: String {
        ([stage.rawValue, service, step] + [account, region, scope].filter { !$0.isEmpty }).joined(
            separator: " ")
    }
}

/// The stages, in their order.
///
/// They never call each other: each reads tables and writes tables.
package enum StageName: String, CaseIterable, Comparable, Hashable, Sendable {
    case discover, collect, enrich, analyse, report

    package static func < (left: StageName, right: StageName) -> Bool { left.position < right.position }

    private var position: Int {
        switch self {
        case .discover: 1
        case .collect: 2
        case .enrich: 3
        case .analyse: 4
        case .report: 5
        }
    }
}

/// Where the next page of a cell starts.
///
/// Only the step that made it knows what it says.
package struct Cursor: Hashable, Sendable {
    package var text: String

    package init(_ text: String) { self.text = text }
}

/// How a cell stands, as the coverage ledger keeps it.
package enum CellState: String, CaseIterable, Sendable {
    /// Not yet run to its end.
    case pending
    /// Looked at, and something was there.
    case complete
    /// Looked at, and nothing was there.
    case empty
    case deniedByIAM = "denied-by-iam"
    case deniedBySCP = "denied-by-scp"
    /// The account has the region switched off.
    case regionOff = "region-off"
    /// The account is suspended or closed.
    case accountClosed = "account-closed"
    case unsupported
    case throttled
    case failed
    /// Never looked at, because the cell that leads to it could not be.
    case notReached = "not-reached"

    /// How a cell ends that could look.
    static func seen(rows: Int) -> CellState { rows > 0 ? .complete : .empty }

    /// Whether what the cell is about was really seen.
    package var isCovered: Bool { self == .complete || self == .empty }

    /// Whether the cell ended without having seen what it is about.
    package var isGap: Bool { !isCovered && self != .pending }

    /// Whether it is so because somebody wants it so: it is told, and nothing has to be mended.
    package var isByDesign: Bool { self == .regionOff || self == .accountClosed }
}
