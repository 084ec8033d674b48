import Formats
import Pipeline
import SQLite

extension DynamoDB {
    /// Takes from the bill what each table cost in each month, what is reserved, and what discount an account has.
    ///
    /// The bill names indexes, streams and backups behind a table's ARN: they are the table's.
    struct BilledCosts: Step {
        let service = "dynamodb"
        let name = "costs"

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            Page { database in
                for table in ["dynamodb_cost", "dynamodb_reservation", "discount"] {
                    try database.execute("DELETE FROM \(name: table)")
                }
                var sums = BilledSums()
                try database.forEach(
                    """
                    SELECT month, account, region, usage_type, operation, line_type, resource, unblended,
                        unblended_rest, net, net_rest, amortised, amortised_rest, list, list_rest, usage, usage_rest,
                        net_amortised, net_amortised_rest
                    FROM cost WHERE service = 'AmazonDynamoDB' AND NOT is_split
                    -- By table: an index of `a` comes behind the table `a-b`, because '/' follows '-'.
                    ORDER BY substr(resource, 1, instr(resource, '/')
                        + instr(substr(resource, instr(resource, '/') + 1) || '/', '/') - 1), month
                    """
                ) { row in
                    let line = BilledLine(row)
                    if let full = sums.take(line) { try full.save(in: database) }
                }
                if let last = sums.finish() { try last.save(in: database) }
                return sums.lines + (try sums.saveReservations(in: database))
                    + (try sums.saveDiscounts(in: database))
            }
        }
    }

    /// What a kind of line is for.
    enum CostKind: String, CaseIterable, Sendable {
        case throughput, storage, recovery, backup, stream, reservation, other

        init(usageType: String) {
            self =
                switch Priced(usageType: usageType) {
                case .readRequest, .writeRequest, .readCapacity, .writeCapacity, .replicatedWriteRequest,
                    .replicatedWriteCapacity, .readRequestIA, .writeRequestIA, .readCapacityIA,
                    .writeCapacityIA,
                    .replicatedWriteRequestIA, .replicatedWriteCapacityIA:
                    .throughput
                case .storage, .storageIA: .storage
                case .continuousBackup: .recovery
                case .backup, .coldBackup, .restore, .export, .import: .backup
                case .streamRead: .stream
                case .reservedRead, .reservedWrite: .reservation
                case nil: .other
                }
        }
    }
}

/// One line of the bill about DynamoDB.
private struct BilledLine {
    let month: String
    let account: String
    let region: String
    let usageType: String
    let lineType: String
    /// The ARN of the table; empty where the line is about none.
    let table: String
    let unblended, net, amortised, netAmortised, list, usage: ExactAmount

    init(_ row: borrowing Row) {
        (month, account, region) = (row[0], row[1], row[2])
        (usageType, lineType) = (row[3], row[5])
        table = Self.table(of: row[6])
        unblended = ExactAmount(units: row[7], rest: row[8])
        net = ExactAmount(units: row[9], rest: row[10])
        amortised = ExactAmount(units: row[11], rest: row[12])
        list = row.isNull(13) ? .zero : ExactAmount(units: row[13], rest: row[14])
        usage = ExactAmount(units: row[15], rest: row[16])
        netAmortised = ExactAmount(units: row[17], rest: row[18])
    }

    private static func table(of resource: String) -> String {
        let parts = resource.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].hasSuffix(":table") else { return "" }
        return "\(parts[0])/\(parts[1])"
    }

    var isReserved: Bool { lineType == "DiscountedUsage" }
}

/// The costs of one table in one month, by what they are for.
private struct TableMonth {
    var table: String
    var month: String
    var byKind: [DynamoDB.CostKind: Amounts] = [:]

    struct Amounts {
        var lines = 0
        var unblended = ExactAmount.zero
        var net = ExactAmount.zero
        var amortised = ExactAmount.zero
        var netAmortised = ExactAmount.zero
        var list = ExactAmount.zero
        var usage = ExactAmount.zero
        var isReserved = false

        mutating func add(_ line: BilledLine) throws {
            lines += 1
            try unblended.add(line.unblended)
            try net.add(line.net)
            try amortised.add(line.amortised)
            try netAmortised.add(line.netAmortised)
            try list.add(line.list)
            try usage.add(line.usage)
            isReserved = isReserved || line.isReserved
        }
    }

    func save(in database: Database) throws {
        for kind in DynamoDB.CostKind.allCases {
            guard let amounts = byKind[kind] else { continue }
            try database.execute(
                """
                INSERT INTO dynamodb_cost (table_arn, month, kind, lines, unblended, net, amortised, net_amortised, list,
                    usage, is_reserved)
                VALUES (\(table), \(month), \(kind.rawValue), \(amounts.lines), \(amounts.unblended.units),
                    \(amounts.net.units), \(amounts.amortised.units), \(amounts.netAmortised.units), \(amounts.list.units), \(amounts.usage.units),
                    \(amounts.isReserved))
                """)
        }
    }
}

/// What is added up while the lines of the bill go by, table after table.
private struct BilledSums {
    private var current: TableMonth?
    private var reserved: [String: (used: ExactAmount, unused: ExactAmount)] = [:]
    private var discounts: [String: (list: ExactAmount, net: ExactAmount)] = [:]
    private var failure: (any Error)?
    private(set) var lines = 0

    /// Takes a line in, and gives back the table and month that it ends.
    mutating func take(_ line: BilledLine) -> TableMonth? {
        lines += 1
        let kind = DynamoDB.CostKind(usageType: line.usageType)
        do {
            if line.isReserved || line.lineType == "RIFee" {
                let dimension = line.usageType.lowercased().contains("write") ? "write" : "read"
                let key = [line.month, line.region, dimension].joined(separator: "\t")
                var sum = reserved[key] ?? (.zero, .zero)
                // The unit hours that reservations paid for; and what was paid for units that nobody used.
                if line.isReserved {
                    try sum.used.add(line.usage)
                } else {
                    try sum.unused.add(line.amortised)
                }
                reserved[key] = sum
            }
            if line.lineType == "Usage", line.list.units > 0 {
                let key = [line.month, line.account].joined(separator: "\t")
                var sum = discounts[key] ?? (.zero, .zero)
                try sum.list.add(line.list)
                try sum.net.add(line.net)
                discounts[key] = sum
            }
        } catch { failure = failure ?? error }
        guard !line.table.isEmpty else { return nil }
        var full: TableMonth?
        if current.map({ $0.table != line.table || $0.month != line.month }) ?? false { full = finish() }
        if current == nil { current = TableMonth(table: line.table, month: line.month) }
        do {
            try current?.byKind[kind, default: TableMonth.Amounts()].add(line)
        } catch { failure = failure ?? error }
        return full
    }

    mutating func finish() -> TableMonth? {
        defer { current = nil }
        return current
    }

    /// The units that reservations gave in each hour of a month, and what they cost in vain.
    ///
    /// A month that is not over has fewer hours; it is not asked for.
    func saveReservations(in database: Database) throws -> Int {
        if let failure { throw failure }
        for (key, sum) in reserved.sorted(by: { $0.key < $1.key }) {
            let words = key.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard let hours = Self.hours(of: words[0]), hours > 0 else { continue }
            // Half a unit and more is one: a unit that is used in most hours is owned.
            let units = (Int(sum.used.units) + hours / 2) / hours
            try database.execute(
                """
                INSERT INTO dynamodb_reservation (month, region, dimension, units, unused)
                VALUES (\(words[0]), \(words[1]), \(words[2]), \(units), \(sum.unused.units))
                """)
        }
        return reserved.count
    }

    /// What an account pays for what the list would have it pay.
    func saveDiscounts(in database: Database) throws -> Int {
        for (key, sum) in discounts.sorted(by: { $0.key < $1.key }) {
            let words = key.split(separator: "\t").map(String.init)
            try database.execute(
                """
                INSERT INTO discount (service, month, account, list, net)
                VALUES ('dynamodb', \(words[0]), \(words[1]), \(sum.list.units), \(sum.net.units))
                """)
        }
        return discounts.count
    }

    private static func hours(of month: String) -> Int? {
        guard let start = try? Timestamp(iso8601: month + "-01T00:00:00Z") else { return nil }
        return Int(start.startOfMonth(later: 1).seconds - start.seconds) / 3600
    }
}
