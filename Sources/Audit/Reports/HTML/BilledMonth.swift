import Formats
import Pipeline
import SQLite

/// What a month cost in one currency, as it was billed, by what a page tells apart.
struct BilledMonth {
    /// As `2026-10`.
    let month: String
    let currency: String
    /// When the bill was looked at.
    let asOf: Timestamp
    private(set) var total = ExactSum()
    /// What lies where services of ours have looked in this run.
    private(set) var covered = ExactSum()
    private(set) var services: [String: ExactSum] = [:]
    private(set) var accounts: [String: BilledAccount] = [:]
    private var places: [Place: ExactSum] = [:]

    /// Where money was spent on a service that is audited.
    private struct Place: Hashable {
        var service: String
        var account: String
        var region: String
    }

    /// The services that are audited, by what the bill calls them.
    static let products = Dictionary(
        uniqueKeysWithValues: Catalog.services.flatMap { service in
            service.products.map { ($0, service.name) }
        })

    init(month: String, currency: String, asOf: Timestamp) {
        self.month = month
        self.currency = currency
        self.asOf = asOf
    }

    mutating func add(_ line: SpendLine) {
        total += line.amount
        services[line.service, default: ExactSum()] += line.amount
        accounts[line.account, default: BilledAccount()].add(line)
        guard let service = Self.products[line.service] else { return }
        let place = Place(service: service, account: line.account, region: line.region)
        places[place, default: ExactSum()] += line.amount
    }

    /// Takes what costs.csv has of it.
    mutating func findReported(by run: Run, in database: Database) throws(SQLiteError) {
        let rows = try database.rows(
            """
            SELECT account, unblended, unblended_rest FROM cost_control
            WHERE run = \(run.id) AND month = \(month) AND currency = \(currency)
            """
        ) { row in (row[0] as String, ExactAmount(units: row[1], rest: row[2])) }
        for (account, amount) in rows { accounts[account]?.reported = ExactSum(amount) }
    }

    /// Finds out what of it lies where this run has looked.
    mutating func findCovered(by run: Run, in database: Database) throws(SQLiteError) {
        let listings = Dictionary(uniqueKeysWithValues: Catalog.services.map { ($0.name, $0.listing) })
        for (place, amount) in places {
            guard let listing = listings[place.service] else { continue }
            let state = try database.row(
                """
                SELECT state FROM cell WHERE run = \(run.id) AND stage = 'discover' AND service = \(place.service)
                    AND step = \(listing) AND account = \(place.account) AND region = \(place.region) AND scope = ''
                """
            ) { row in CellState(rawValue: row[0]) }
            guard let state, state?.isCovered == true else { continue }
            covered += amount
            accounts[place.account]?.covered += amount
        }
    }
}

/// What one account was billed in a month.
struct BilledAccount {
    private(set) var total = ExactSum()
    fileprivate(set) var covered = ExactSum()
    /// What costs.csv has of it; nil for nothing.
    fileprivate(set) var reported: ExactSum?
    /// By what the bill calls the kind of a line: `Usage`, `Tax`, `Credit`.
    private(set) var kinds: [String: ExactSum] = [:]
    private(set) var splitLines = 0

    mutating func add(_ line: SpendLine) {
        total += line.amount
        kinds[line.kind, default: ExactSum()] += line.amount
        splitLines += line.splitLines
    }
}

/// A row of the bill.
struct SpendLine {
    var account: String
    var service: String
    var region: String
    var kind: String
    /// Lines that tell once more what others tell.
    var splitLines: Int
    var amount: ExactAmount
}
