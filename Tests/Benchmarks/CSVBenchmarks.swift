import Formats

extension Benchmark {
    static let csv: [Benchmark] = [
        Benchmark(name: "csv.bill") {
            let block = bill()
            return { try read(block) { $0 == "AmazonDynamoDB" || $0 == "AmazonECR" } }
        },
        Benchmark(name: "csv.bill.all") {
            let block = bill()
            return { try read(block, where: nil) }
        },
        Benchmark(name: "csv.write") {
            { writtenRows() }
        },
    ]

    /// A twentieth of a bill of a million lines, read twenty times.
    private static let blockLines = 50_000
    private static let blocks = 20

    private static func bill() -> [UInt8] {
        var bill = Bill()
        return bill.lines(blockLines)
    }

    private static func read(_ block: [UInt8], where isMet: ((Span<UInt8>) -> Bool)?) throws -> Amount {
        let condition = isMet.map { CSVCondition("lineItem/ProductCode", $0) }
        var reader = CSVReader(.named(Bill.picked), where: condition)
        var rows = 0
        var costBytes = 0
        func take(_ row: borrowing CSVRow) {
            rows += 1
            costBytes += row[10].bytes.count
        }
        let header = Bill.header
        try reader.read(header.span, take)
        for _ in 0..<blocks {
            // As an inflater would hand them over.
            for start in stride(from: 0, to: block.count, by: 1 << 17) {
                let chunk = block.span.extracting(start..<min(start + 1 << 17, block.count))
                try reader.read(chunk, take)
            }
        }
        try reader.finish(take)
        let isPlausible = isMet == nil ? rows == blocks * blockLines : (170_000...190_000).contains(rows)
        guard isPlausible, costBytes > 10 * rows else { throw DecodingFailure("read \(rows) rows") }
        return Amount(count: Double(block.count * blocks), unit: "B")
    }

    private static func read(_ block: [UInt8], isMet: @escaping (Span<UInt8>) -> Bool) throws -> Amount {
        try read(block, where: isMet)
    }

    /// A million rows of ten fields, half of them text.
    private static func writtenRows() -> Amount {
        var csv = CSVWriter([
            .text("account"), .text("region"), .text("table"), .text("owner"), .text("note"),
            .number("reads"),
            .number("writes"), .number("cost"), .number("from"), .number("to"),
        ])
        var size = 0
        for row in 0..<1_000_000 {
            csv.text("111122223333")
            csv.text("eu-west-1")
            csv.text("service-orders-history-prod")
            csv.text("team-17")
            csv.text(row & 7 == 0 ? "big, and \"quoted\"" : nil)
            csv.int(row)
            csv.int(row * 13)
            csv.text("1234.5600000000")
            csv.text("2025-10-01T00:00:00Z")
            csv.text("2025-10-02T00:00:00Z")
            csv.endRow()
            if csv.bytes.count > 1 << 16 { size += csv.take().count }
        }
        return Amount(count: size > 0 ? 1_000_000 : 0, unit: "rows")
    }
}
