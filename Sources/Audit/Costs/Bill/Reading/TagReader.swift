import Formats

/// Reads the cost allocation tags of a line that are asked for, as one text: a JSON object of them.
///
/// Legacy reports have a column for each tag, exports one with all of them as JSON. Most lines repeat what others
/// have, so that what was read is looked up by its bytes and not read again.
struct TagReader: Sendable {
    private let columns: BillColumns
    /// What lines said, by its bytes; and the number of what is kept of it.
    private var seen = TextTable()
    private var kept: [Int32] = []
    private var joined: [UInt8] = []

    init(_ columns: BillColumns) { self.columns = columns }

    mutating func forget() {
        seen = TextTable()
        kept = []
    }

    mutating func number(
        of row: borrowing CSVRow, in texts: inout TextTable
    ) throws(DecodingFailure) -> Int32 {
        joined.removeAll(keepingCapacity: true)
        switch columns.generation {
        case .export:
            joined.append(contentsOf: row[BillColumns.Slot.tags].bytes)
        case .legacy:
            for index in columns.tags.indices {
                joined.append(contentsOf: row[BillColumns.Slot.tags + index].bytes)
                joined.append(0)
            }
        }
        let number = joined.withUnsafeBufferPointer { seen.number(of: $0) }
        if number < kept.count { return kept[Int(number)] }
        let object = try object(line: row.line)
        let text = object.withUnsafeBufferPointer { texts.number(of: $0) }
        kept.append(text)
        return text
    }

    /// The tags that are there, in the order in which they are asked for.
    private func object(line: Int) throws(DecodingFailure) -> [UInt8] {
        let values: [String?]
        switch columns.generation {
        case .legacy:
            values = joined.split(separator: 0, omittingEmptySubsequences: false).map {
                $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self)
            }
        case .export:
            values = try Self.exported(columns.tags, joined, line: line)
        }
        var writer = JSONWriter()
        writer.object { writer in
            for (tag, value) in zip(columns.tags, values) {
                if let value { writer.field(tag, value) }
            }
        }
        return writer.bytes
    }

    private static func exported(
        _ tags: [String], _ text: [UInt8], line: Int
    ) throws(DecodingFailure) -> [String?] {
        guard !text.isEmpty else { return tags.map { _ in nil } }
        let map: JSON
        do {
            map = try JSON(text)
        } catch {
            throw DecodingFailure(error.reason, at: Place(line: line, column: 1), path: "resource_tags")
        }
        return tags.map { tag in
            let names = [tag, "user:" + tag, exportName(tag), "user_" + exportName(tag)]
            return names.lazy.compactMap { map[$0]?.string }.first { !$0.isEmpty }
        }
    }

    /// Names in exports are of lower-case letters, digits and underscores.
    private static func exportName(_ tag: String) -> String {
        String(tag.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
