import Formats
import Pipeline
import SQLite

/// Chooses the savings that can be had together, so that they can be added up.
///
/// Of two findings that change the same of one resource, the larger counts, and the other is told as its alternative.
struct SavingChoice: Step {
    let store: Store
    let service = "finding"
    let name = "savings"
    /// Once all findings are there.
    let turn = 3

    static let first = Cell(.analyse, "finding", "savings")
    private static let some = 1024

    /// A saving that a finding promises.
    struct Offer: Equatable, Sendable {
        var id: String
        var amount: Int64
        /// What of the resource it changes.
        var changes: [String]
        /// The larger one in whose place it could be had.
        var instead: String?
    }

    /// The offers about one resource, each with what it would take the place of.
    static func chosen(_ offers: [Offer]) -> [Offer] {
        var counted: [Offer] = []
        return offers.sorted { ($1.amount, $0.id) < ($0.amount, $1.id) }.map { offer in
            var offer = offer
            offer.instead = counted.first { Self.meet($0.changes, offer.changes) }?.id
            if offer.instead == nil { counted.append(offer) }
            return offer
        }
    }

    /// Whether one of the paths leads to or through one of the others.
    private static func meet(_ left: [String], _ right: [String]) -> Bool {
        left.contains { left in
            right.contains { right in
                left == right || left.hasPrefix(right + "/") || right.hasPrefix(left + "/")
            }
        }
    }

    func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        let behind = cursor?.text ?? ""
        let resources = try await store.read { database in
            try database.rows(
                """
                SELECT DISTINCT resource FROM finding
                WHERE run = \(run.id) AND saving > 0 AND resource > \(behind) ORDER BY resource LIMIT \(Self.some)
                """
            ) { row in row[0] as String }
        }
        let chosen = try await store.read { database in
            try resources.flatMap { resource in
                Self.chosen(
                    try database.rows(
                        """
                        SELECT id, saving, changes FROM finding
                        WHERE resource = \(resource) AND run = \(run.id) AND saving > 0
                        """
                    ) { row in
                        Offer(
                            id: row[0], amount: row[1],
                            changes: (row[2] as String).split(separator: " ").map(String.init))
                    })
            }
        }
        let last = resources.count < Self.some ? nil : resources.last
        return Page(next: last.map(Cursor.init)) { database in
            if cursor == nil { try database.execute("DELETE FROM saving") }
            for offer in chosen {
                try database.execute(
                    """
                    INSERT OR REPLACE INTO saving (finding, run, amount, instead)
                    VALUES (\(offer.id), \(run.id), \(offer.amount), \(offer.instead))
                    """)
            }
            return chosen.count
        }
    }
}
