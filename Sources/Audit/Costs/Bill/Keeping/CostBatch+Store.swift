import Formats
import SQLite

extension CostBatch {
    /// Adds the batch to what earlier batches of its part have left, and says how many rows it has.
    ///
    /// Adding twice would count twice: it is right because a page lands in the transaction that moves its cursor on.
    func save(in database: Database, part: Int) throws(SQLiteError) -> Int {
        try saveTexts(in: database, part)
        let statement = try database.prepare(Self.addLine)
        var values = [Value](repeating: .null, count: 26)
        values[0] = .integer(Int64(part))
        values[1] = .integer(Int64(chunk))
        for group in groups {
            put(group.key, &values)
            put(group, &values)
            try statement.run(values)
        }
        return groups.count
    }

    private static let sums = ["unblended", "net", "amortised", "net_amortised", "list", "usage"]

    /// A rest that is a whole unit is carried over.
    ///
    /// Sums beyond 64 bits are no integers, and the table refuses them.
    private static let addLine: String = {
        let whole = ExactAmount.restsPerUnit
        let additions = sums.map { sum in
            """
            \(sum) = \(sum) + excluded.\(sum) + (\(sum)_rest + excluded.\(sum)_rest) / \(whole),
            \(sum)_rest = (\(sum)_rest + excluded.\(sum)_rest) % \(whole)
            """
        }
        return """
            INSERT INTO bill_line (part, chunk, day, account, service, usage_type, operation, region, line_type,
                resource, tags, currency, is_split, lines, unblended, unblended_rest, net, net_rest, amortised,
                amortised_rest, net_amortised, net_amortised_rest, list, list_rest, usage, usage_rest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET lines = lines + excluded.lines, \(additions.joined(separator: ", "))
            """
    }()

    private func saveTexts(in database: Database, _ part: Int) throws(SQLiteError) {
        let statement = try database.prepare(
            "INSERT INTO bill_text (part, chunk, kind, id, text) VALUES (?, ?, ?, ?, ?)")
        var values: [Value] = [.integer(Int64(part)), .integer(Int64(chunk)), .null, .null, .null]
        for table in texts {
            values[2] = .integer(Int64(table.kind))
            for (index, text) in table.texts.enumerated() {
                values[3] = .integer(Int64(table.first + index))
                values[4] = .text(text)
                try statement.run(values)
            }
        }
    }

    private func put(_ key: CostKey, _ values: inout [Value]) {
        values[2] = .integer(Int64(key.day))
        values[3] = .integer(Int64(key.account))
        values[4] = .integer(Int64(key.service))
        values[5] = .integer(Int64(key.usageType))
        values[6] = .integer(Int64(key.operation))
        values[7] = .integer(Int64(key.region))
        values[8] = .integer(Int64(key.lineType))
        values[9] = .integer(Int64(key.resource))
        values[10] = .integer(Int64(key.tags))
        values[11] = .integer(Int64(key.currency))
        values[12] = .integer(splits[Int(key.operation)] ? 1 : 0)
    }

    private func put(_ sums: CostGroup, _ values: inout [Value]) {
        let group = completed(sums)
        values[13] = .integer(Int64(group.lines))
        Self.put(group.unblended, at: 14, &values)
        Self.put(group.net, at: 16, &values)
        Self.put(group.amortised, at: 18, &values)
        Self.put(group.netAmortised, at: 20, &values)
        if hasList {
            Self.put(group.list, at: 22, &values)
        } else {
            values[22] = .null
            values[23] = .null
        }
        Self.put(group.usage, at: 24, &values)
    }

    private static func put(_ amount: ExactAmount, at place: Int, _ values: inout [Value]) {
        values[place] = .integer(amount.units)
        values[place + 1] = .integer(amount.rest)
    }
}
