/// Which columns of a file to read.
///
/// The others are passed over.
package struct CSVColumns: Sendable {
    enum Choice: Sendable {
        case all
        case named(required: [String], optional: [String])
    }

    let choice: Choice

    /// Every column, in the order of the file.
    package static let all = CSVColumns(choice: .all)

    /// Columns by their names in the header, in the order given here.
    ///
    /// A required column that the file lacks is a failure; an optional one, which follows the required, is
    /// null.
    package static func named(_ required: [String], optional: [String] = []) -> CSVColumns {
        precondition(Set(required + optional).count == required.count + optional.count, "a column twice")
        return CSVColumns(choice: .named(required: required, optional: optional))
    }
}

/// A test of one column that is made before the rest of a record is looked at.
package struct CSVCondition {
    let column: String
    let isMet: (Span<UInt8>) -> Bool

    /// Keeps the records in which `isMet` says yes to the bytes of the column.
    package init(_ column: String, _ isMet: @escaping (Span<UInt8>) -> Bool) {
        self.column = column
        self.isMet = isMet
    }
}

/// What a header makes of the columns that were asked for.
struct CSVPlan {
    struct Pick {
        /// The place in the record.
        var column: Int
        /// The place in the row.
        var slot: Int
    }

    /// By column, so that one walk over a record meets them all.
    let picks: [Pick]
    /// The names of the row's columns.
    let names: [String]
    /// How many fields each record must have.
    let width: Int
    /// The column to test before anything else.
    let condition: Int?

    init(header: [String], columns: CSVColumns, condition: String?) throws(DecodingFailure) {
        width = header.count
        if let condition {
            self.condition = try Self.find(condition, in: header)
        } else {
            self.condition = nil
        }
        guard case .named(let required, let optional) = columns.choice else {
            names = header
            picks = header.indices.map { Pick(column: $0, slot: $0) }
            return
        }
        names = required + optional
        var picks: [Pick] = []
        for (slot, name) in names.enumerated() where slot < required.count || header.contains(name) {
            picks.append(Pick(column: try Self.find(name, in: header), slot: slot))
        }
        self.picks = picks.sorted { $0.column < $1.column }
    }

    private static func find(_ name: String, in header: [String]) throws(DecodingFailure) -> Int {
        guard let column = header.firstIndex(of: name) else {
            throw DecodingFailure("a column is missing", at: Place(line: 1, column: 1), path: name)
        }
        guard header.lastIndex(of: name) == column else {
            throw DecodingFailure("a column appears twice", at: Place(line: 1, column: 1), path: name)
        }
        return column
    }
}
