import Formats

extension Benchmark {
    static let xml: [Benchmark] = [
        Benchmark(name: "xml.metrics") {
            let page = MetricPage.xml()
            return {
                let points = try decodedPoints(of: page)
                guard points == MetricPage.seriesCount * MetricPage.pointCount else {
                    throw DecodingFailure("read \(points) points")
                }
                return Amount(count: Double(page.count), unit: "B")
            }
        },
        Benchmark(name: "xml.skip") {
            let page = MetricPage.xml()
            return {
                try XMLReader.read(page) { _, reader in try reader.skip() }
                return Amount(count: Double(page.count), unit: "B")
            }
        },
    ]

    private static func decodedPoints(of page: [UInt8]) throws -> Int {
        try XMLReader.read(page) { _, reader in
            var points = 0
            try reader.children { name, reader in
                guard name == "GetMetricDataResult" else { return }
                try reader.children { name, reader in
                    guard name == "MetricDataResults" else { return }
                    try reader.children { _, reader in
                        let series = try Series(&reader)
                        points += series.timestamps.count == series.values.count ? series.values.count : 0
                    }
                }
            }
            return points
        }
    }

    private struct Series {
        var id = ""
        var label = ""
        var timestamps: [Int] = []
        var values: [Double] = []

        init(_ reader: inout XMLReader) throws(DecodingFailure) {
            try reader.children { name, reader in
                switch name {
                case "Id": id = try reader.text()
                case "Label": label = try reader.text()
                case "Timestamps":
                    try reader.children { _, reader in
                        timestamps.append(try reader.withText(Self.seconds))
                    }
                case "Values": try reader.children { _, reader in values.append(try reader.double()) }
                default: break
                }
            }
        }

        /// Enough of a clock to make the bytes of `2025-10-01T00:05:00Z` into a number.
        private static func seconds(_ text: Span<UInt8>) throws -> Int {
            guard text.count == 20 else { throw DecodingFailure("expected a time") }
            func number(_ index: Int) -> Int { Int(text[index]) * 10 + Int(text[index + 1]) - 528 }
            let days = number(2) * 372 + number(5) * 31 + number(8)
            return days * 86_400 + number(11) * 3600 + number(14) * 60 + number(17)
        }
    }
}

extension MetricPage {
    /// The same page in the query protocol, which CloudWatch has spoken since 2009.
    static func xml() -> [UInt8] {
        var page: [UInt8] = Array(
            "<GetMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\">\n".utf8)
        page.append(contentsOf: "  <GetMetricDataResult>\n    <MetricDataResults>\n".utf8)
        for series in 0..<seriesCount {
            let label = "table-\(series) ConsumedReadCapacityUnits"
            page.append(contentsOf: "      <member>\n        <Id>m\(series)</Id>\n".utf8)
            page.append(contentsOf: "        <Label>\(label)</Label>\n        <Timestamps>\n".utf8)
            for point in 0..<pointCount { page.append(contentsOf: member(time(point: point)).utf8) }
            page.append(contentsOf: "        </Timestamps>\n        <Values>\n".utf8)
            for point in 0..<pointCount {
                page.append(contentsOf: member(value(series: series, point: point)).utf8)
            }
            page.append(contentsOf: "        </Values>\n        <StatusCode>Complete</StatusCode>\n".utf8)
            page.append(contentsOf: "      </member>\n".utf8)
        }
        page.append(contentsOf: "    </MetricDataResults>\n  </GetMetricDataResult>\n".utf8)
        page.append(contentsOf: "</GetMetricDataResponse>\n".utf8)
        return page
    }

    private static func member(_ text: String) -> String { "          <member>\(text)</member>\n" }

    private static func time(point: Int) -> String {
        let minutes = (pointCount - point) * 5
        return "2025-11-20T\(pad(minutes / 60)):\(pad(minutes % 60)):00Z"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
