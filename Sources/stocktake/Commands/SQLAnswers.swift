import Formats
import SQLite

/// A way of writing rows to standard output.
protocol Answer {
    mutating func write(_ query: SQL, of database: Database) throws
}

/// Bytes as SQLite's own shell would quote them, without the quotes.
private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Columns for people.
///
/// All rows are held, because the widest decides.
struct TableAnswer: Answer {
    private let world: World
    private let names: [String]

    init(_ names: [String], _ world: World) {
        (self.names, self.world) = (names, world)
    }

    mutating func write(_ query: SQL, of database: Database) throws {
        var table = Table(names)
        try database.forEach(query) { row in table.add((0..<row.columnCount).map { Self.text(row[$0]) }) }
        try world.print(table.text)
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .null: "-"
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .text(let text): text
        case .blob(let bytes): "(\(bytes.count) bytes)"
        }
    }
}

/// CSV, a row at a time.
struct CSVAnswer: Answer {
    private let world: World
    private let names: [String]

    init(_ names: [String], _ world: World) {
        (self.names, self.world) = (names, world)
    }

    mutating func write(_ query: SQL, of database: Database) throws {
        let world = world
        var csv = CSVWriter(names.map { .text($0) })
        try database.forEach(query) { row in
            for column in 0..<row.columnCount {
                switch row[column] as Value {
                case .null: csv.null()
                case .integer(let integer): csv.number(String(integer))
                case .real(let real): csv.number(String(real))
                case .text(let text): csv.text(text)
                case .blob(let bytes): csv.number(hexadecimal(bytes))
                }
            }
            csv.endRow()
            if csv.bytes.count >= 1 << 16 { try world.write(csv.take()) }
        }
        try world.write(csv.take())
    }
}

/// An array of objects, one a line.
struct JSONAnswer: Answer {
    private let world: World
    private let names: [String]

    init(_ names: [String], _ world: World) {
        (self.names, self.world) = (names, world)
    }

    mutating func write(_ query: SQL, of database: Database) throws {
        let (world, names) = (world, names)
        var separator = "["
        try database.forEach(query) { row in
            let members = names.indices.map { JSON.Member(names[$0], Self.json(row[$0])) }
            try world.write(Array((separator + "\n").utf8) + JSON.object(members).bytes())
            separator = ","
        }
        try world.print(separator == "[" ? "[]" : "\n]")
    }

    private static func json(_ value: Value) -> JSON {
        switch value {
        case .null: .null
        case .integer(let integer): .number(JSON.Number(Int(integer)))
        case .real(let real): JSON.Number(real).map { .number($0) } ?? .null
        case .text(let text): .string(text)
        case .blob(let bytes): .string(hexadecimal(bytes))
        }
    }
}
