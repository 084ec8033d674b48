/// One answer of GetMetricData in several formats: 500 series of 201 points, one every five minutes.
///
/// Three values of four are short decimals, such as consumed capacity; the fourth has 17 digits, as averages do.
enum MetricPage {
    static let seriesCount = 500
    static let pointCount = 201

    static func value(series: Int, point: Int) -> String {
        let seed = UInt64(series * pointCount + point) &* 0x9E37_79B9_7F4A_7C15
        if seed >> 62 == 0 { return (Double(seed >> 11) / 9.007e12 + 1.0 / 3).description }
        return "\(seed >> 50 & 0x3FF).\(seed >> 40 & 7)"
    }

    static func timestamp(point: Int) -> Int { 1_763_600_100 - 300 * point }

    static func json() -> [UInt8] {
        var page: [UInt8] = Array(#"{"Messages":[],"MetricDataResults":["#.utf8)
        for series in 0..<seriesCount {
            if series > 0 { page.append(UInt8(ascii: ",")) }
            let head =
                #"{"Id":"m\#(series)","Label":"table-\#(series) ConsumedReadCapacityUnits","StatusCode":"Complete","#
            page.append(contentsOf: head.utf8)
            page.append(contentsOf: #""Timestamps":["#.utf8)
            append(to: &page) { point in "\(timestamp(point: point))" }
            page.append(contentsOf: #"],"Values":["#.utf8)
            append(to: &page) { point in value(series: series, point: point) }
            page.append(contentsOf: "]}".utf8)
        }
        page.append(contentsOf: "]}".utf8)
        return page
    }

    private static func append(to page: inout [UInt8], _ text: (Int) -> String) {
        for point in 0..<pointCount {
            if point > 0 { page.append(UInt8(ascii: ",")) }
            page.append(contentsOf: text(point).utf8)
        }
    }
}
