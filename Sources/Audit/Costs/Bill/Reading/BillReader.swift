import Formats

/// Reads a part of a bill as it arrives, packed, and gives it back in batches of sums.
struct BillReader: ~Copyable {
    private var inflater = Inflater()
    private var csv: CSVReader
    private var table: CostTable
    /// Lines that an earlier reading has stored, up to the end of a batch.
    private let stored: Int
    private var position = 0
    private var ready: [CostBatch] = []

    /// Reads all, and gives the batches behind the first `stored` lines: what those hold decides the numbers of texts.
    init(_ columns: BillColumns, keepingDays: Bool, behind stored: Int) {
        csv = CSVReader(columns.csv)
        table = CostTable(columns, keepingDays: keepingDays)
        self.stored = stored
    }

    /// Reads the next packed bytes, and gives the batches that became full.
    mutating func read(_ packed: Span<UInt8>) throws(DecodingFailure) -> [CostBatch] {
        try Self.pour(packed, &inflater, &csv, &table, &position, stored, &ready)
        return takeReady()
    }

    /// Gives the last batch, which may be empty; a failure if the bytes end before their time.
    mutating func finish() throws(DecodingFailure) -> [CostBatch] {
        try inflater.finish()
        try Self.end(&csv, &table, &position, stored, &ready)
        var last = table.take()
        last.position = position
        last.isLast = true
        ready.append(last)
        return takeReady()
    }

    private mutating func takeReady() -> [CostBatch] {
        defer { ready = [] }
        return ready
    }

    // Each part of the reader is handed over by itself, so that the closures hold no more than they change.

    private static func pour(
        _ packed: Span<UInt8>, _ inflater: inout Inflater, _ csv: inout CSVReader,
        _ table: inout CostTable, _ position: inout Int, _ stored: Int, _ ready: inout [CostBatch]
    ) throws(DecodingFailure) {
        try inflater.feed(packed) { plain throws(DecodingFailure) in
            var rest = plain
            while !csv.hasHeader, let end = lineEnd(in: rest) {
                try csv.read(rest.extracting(first: end + 1)) { _ in }
                rest = rest.extracting(droppingFirst: end + 1)
                if csv.hasHeader { table.header = BillHeader { csv.hasColumn($0) } }
            }
            try csv.read(rest) { row in try take(row, &table, &position, stored, &ready) }
        }
    }

    private static func end(
        _ csv: inout CSVReader, _ table: inout CostTable, _ position: inout Int, _ stored: Int,
        _ ready: inout [CostBatch]
    ) throws(DecodingFailure) {
        try csv.finish { row in try take(row, &table, &position, stored, &ready) }
    }

    @inline(__always)
    private static func take(
        _ row: borrowing CSVRow, _ table: inout CostTable, _ position: inout Int, _ stored: Int,
        _ ready: inout [CostBatch]
    ) throws(DecodingFailure) {
        position += 1
        try table.add(row)
        guard table.isFull else { return }
        var batch = table.take()
        batch.position = position
        if position > stored { ready.append(batch) }
    }

    private static func lineEnd(in text: Span<UInt8>) -> Int? {
        text.indices.first { text[$0] == UInt8(ascii: "\n") }
    }
}
