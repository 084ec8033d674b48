import Formats
import SQLite

extension CostBatch {
    /// Stores the batch as a chunk of a part, in place of whatever the chunk held, and says how many rows it has.
    func save(part: Int, chunk: Int, in database: Database) throws(SQLiteError) -> Int {
        try database.execute("DELETE FROM bill_text WHERE part = \(part) AND chunk = \(chunk)")
        try database.execute("DELETE FROM bill_line WHERE part = \(part) AND chunk = \(chunk)")
        let bases = try saveTexts(part, chunk, in: database)
        let statement = try database.prepare(Self.insertLine)
        var values = [Value](repeating: .null, count: 27)
        values[0] = .integer(Int64(part))
        values[1] = .integer(Int64(chunk))
        for (number, group) in groups.enumerated() {
            values[2] = .integer(Int64(number))
            put(group.key, bases, &values)
            put(group, &values)
            try statement.run(values)
        }
        return groups.count
    }

    private static let insertLine = """
        INSERT INTO bill_line (part, chunk, number, day, account, service, usage_type, operation, region,
            line_type, resource, tags, currency, is_split, lines, unblended, unblended_rest, net, net_rest,
            amortised, amortised_rest, net_amortised, net_amortised_rest, list, list_rest, usage, usage_rest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// The tables of texts, one behind the other: where each begins in the numbers of the chunk.
    private var tables: [TextTable] {
        [
            texts.account, texts.service, texts.usageType, texts.operation, texts.region, texts.lineType,
            texts.resource, texts.tags, texts.currency,
        ]
    }

    private func saveTexts(
        _ part: Int, _ chunk: Int, in database: Database
    ) throws(SQLiteError) -> [Int64] {
        let statement = try database.prepare(
            "INSERT INTO bill_text (part, chunk, id, text) VALUES (?, ?, ?, ?)")
        var values: [Value] = [.integer(Int64(part)), .integer(Int64(chunk)), .null, .null]
        var bases: [Int64] = []
        var next: Int64 = 0
        for table in tables {
            bases.append(next)
            for number in 0..<table.count {
                values[2] = .integer(next)
                values[3] = .text(table[number])
                try statement.run(values)
                next += 1
            }
        }
        return bases
    }

    private func put(_ key: CostKey, _ bases: [Int64], _ values: inout [Value]) {
        values[3] = key.day > 0 ? .integer(Int64(key.day)) : .null
        values[4] = .integer(bases[0] + Int64(key.account))
        values[5] = .integer(bases[1] + Int64(key.service))
        values[6] = .integer(bases[2] + Int64(key.usageType))
        values[7] = .integer(bases[3] + Int64(key.operation))
        values[8] = .integer(bases[4] + Int64(key.region))
        values[9] = .integer(bases[5] + Int64(key.lineType))
        values[10] = .integer(bases[6] + Int64(key.resource))
        values[11] = texts.tags.count > 0 ? .integer(bases[7] + Int64(key.tags)) : .null
        values[12] = .integer(bases[8] + Int64(key.currency))
        values[13] = .integer(splits[Int(key.operation)] ? 1 : 0)
    }

    private func put(_ sums: CostGroup, _ values: inout [Value]) {
        let group = completed(sums)
        values[14] = .integer(Int64(group.lines))
        Self.put(group.unblended, at: 15, &values)
        Self.put(group.net, at: 17, &values)
        Self.put(group.amortised, at: 19, &values)
        Self.put(group.netAmortised, at: 21, &values)
        if hasList {
            Self.put(group.list, at: 23, &values)
        } else {
            values[23] = .null
            values[24] = .null
        }
        Self.put(group.usage, at: 25, &values)
    }

    private static func put(_ amount: ExactAmount, at place: Int, _ values: inout [Value]) {
        values[place] = .integer(amount.units)
        values[place + 1] = .integer(amount.rest)
    }
}
