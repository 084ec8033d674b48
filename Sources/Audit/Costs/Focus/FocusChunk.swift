import Formats
import SQLite

/// The texts of one chunk of a bill's part, by their kinds and numbers.
struct FocusChunk {
    /// The kinds of texts, by the columns of the query that has their numbers.
    enum Kind: Int {
        case account = 1
        case service, usageType, operation, region, lineType, resource, tags, currency
    }

    let part: Int
    let chunk: Int
    /// The account that pays; nil where the bill does not tell it.
    let payer: String?
    /// `2026-10`, and the instants at which it begins and ends.
    let month: String
    let begin: String
    let end: String
    let charges: [FocusCharge]
    private let texts: [[String]]

    init(_ part: Int, _ chunk: Int, month: Int, payer: String?, in database: Database) throws {
        (self.part, self.chunk, self.payer) = (part, chunk, payer)
        var texts = [[String]](repeating: [], count: 9)
        // Numbers are given from zero, without a gap.
        try database.forEach(
            "SELECT kind, text FROM bill_text WHERE part = \(part) AND chunk = \(chunk) ORDER BY kind, id"
        ) { row in
            texts[row[0]].append(row[1])
        }
        self.texts = texts
        charges = texts[Kind.lineType.rawValue - 1].map(FocusCharge.init)
        let (year, number) = (month / 100, month % 100)
        self.month = Self.text(year, number)
        begin = Self.text(year, number) + "-01T00:00:00Z"
        end = (number == 12 ? Self.text(year + 1, 1) : Self.text(year, number + 1)) + "-01T00:00:00Z"
    }

    subscript(kind: Kind) -> [String] { texts[kind.rawValue - 1] }

    private static func text(_ year: Int, _ month: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
