import Formats

/// CSV in the most obvious way: one character at a time, everything in memory.
///
/// It judges the fast reader.
enum SlowCSV {
    struct Broken: Error {}

    /// All records of a text, the header first; nil for a field that was left empty.
    static func records(in bytes: [UInt8]) throws -> [[String?]] {
        var text = bytes
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        let end = lineEnd(of: text)
        var records: [[String?]] = []
        var index = 0
        while index < text.count {
            var record: [String?] = []
            while true {
                record.append(try field(in: text, &index, end))
                guard index < text.count, text[index] == UInt8(ascii: ",") else { break }
                index += 1
            }
            index += index < text.count ? lineEndLength(in: text, index, end) : 0
            if record == [nil], let width = records.first?.count, width > 1 { continue }
            guard record.count == records.first?.count ?? record.count else { throw Broken() }
            records.append(record)
        }
        guard !records.isEmpty else { throw Broken() }
        return records
    }

    private static func field(in text: [UInt8], _ index: inout Int, _ end: UInt8) throws -> String? {
        var bytes: [UInt8] = []
        guard index < text.count, text[index] == UInt8(ascii: "\"") else {
            while index < text.count, text[index] != UInt8(ascii: ","),
                lineEndLength(in: text, index, end) == 0
            {
                guard text[index] != UInt8(ascii: "\"") else { throw Broken() }
                bytes.append(text[index])
                index += 1
            }
            return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
        }
        index += 1
        while true {
            guard index < text.count else { throw Broken() }
            if text[index] == UInt8(ascii: "\"") {
                index += 1
                guard index < text.count, text[index] == UInt8(ascii: "\"") else { break }
            }
            bytes.append(text[index])
            index += 1
        }
        let isAtEnd = index == text.count || lineEndLength(in: text, index, end) > 0
        guard isAtEnd || text[index] == UInt8(ascii: ",") else { throw Broken() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// CR if the first line end outside quotes is a lone CR, else LF.
    private static func lineEnd(of text: [UInt8]) -> UInt8 {
        var isQuoted = false
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, byte == UInt8(ascii: "\n") { return byte }
            if !isQuoted, byte == UInt8(ascii: "\r"), index + 1 < text.count {
                return text[index + 1] == UInt8(ascii: "\n") ? UInt8(ascii: "\n") : byte
            }
        }
        return UInt8(ascii: "\n")
    }

    private static func lineEndLength(in text: [UInt8], _ index: Int, _ end: UInt8) -> Int {
        if text[index] == end { return 1 }
        guard end == UInt8(ascii: "\n"), text[index] == UInt8(ascii: "\r") else { return 0 }
        if index + 1 == text.count { return 1 }
        return text[index + 1] == UInt8(ascii: "\n") ? 2 : 0
    }
}

/// Whole files through the reader under test, in chunks of one size.
enum ChunkedCSV {
    static func rows(
        of bytes: [UInt8], chunk: Int, _ columns: CSVColumns = .all, where condition: CSVCondition? = nil
    ) throws -> [[String?]] {
        var reader = CSVReader(columns, where: condition)
        var rows: [[String?]] = []
        func take(_ row: borrowing CSVRow) {
            var fields: [String?] = []
            for column in 0..<row.count { fields.append(row[column].isNull ? nil : row[column].string) }
            rows.append(fields)
        }
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try reader.read(Array(bytes[start..<min(start + chunk, bytes.count)]).span, take)
        }
        try reader.finish(take)
        return [reader.header] + rows
    }
}
