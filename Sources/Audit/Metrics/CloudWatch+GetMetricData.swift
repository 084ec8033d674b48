import AWS
import Formats
import HTTP

/// What is measured.
package enum CloudWatch {
    /// The values of up to 500 series over one span of time.
    struct GetMetricData: PagedRequest {
        var wanted: [WantedSeries]
        /// The account whose series they are, where a monitoring account is asked.
        var owner: String?
        var start: Timestamp
        var end: Timestamp
        var token: String?

        static let operation = Operation(
            .cloudwatch, "GetMetricData", action: "cloudwatch:GetMetricData", rate: 20)
        /// How many series, and how many values, one request may ask for.
        static let mostSeries = 500
        static let mostValues = 100_800

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.key("MetricDataQueries")
                writer.array { writer in
                    for (number, series) in wanted.enumerated() {
                        writer.object { writer in write(series, "q\(number)", to: &writer) }
                    }
                }
                writer.field("StartTime", start)
                writer.field("EndTime", end)
                writer.field("ScanBy", "TimestampAscending")
                writer.field("MaxDatapoints", Self.mostValues)
                writer.field("NextToken", token)
            }
        }

        private func write(_ wanted: WantedSeries, _ id: String, to writer: inout JSONWriter) {
            writer.field("Id", id)
            writer.field("AccountId", owner)
            writer.key("MetricStat")
            writer.object { writer in
                writer.key("Metric")
                writer.object { writer in
                    writer.field("Namespace", wanted.namespace)
                    writer.field("MetricName", wanted.series.metric)
                    writer.key("Dimensions")
                    writer.array { writer in
                        for dimension in wanted.dimensions {
                            writer.object { writer in
                                writer.field("Name", dimension.name)
                                writer.field("Value", dimension.value)
                            }
                        }
                    }
                }
                writer.field("Period", wanted.series.period)
                writer.field("Stat", wanted.series.statistic)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> MetricPage {
            try MetricPage(response.body)
        }

        static func nextToken(in page: MetricPage) -> String? { page.next }
    }

    /// A page of the answer: some values of some of the series.
    package struct MetricPage: Equatable, Sendable {
        package var results: [Result] = []
        var next: String?

        package struct Result: Equatable, Sendable {
            /// The number of the series among those that were asked for.
            var number = -1
            /// `Complete`, `PartialData`, `InternalError` or `Forbidden`.
            var status = "Complete"
            var message: String?
            /// Seconds since 1970, in the order of the values.
            package var times: [Double] = []
            package var values: [Double] = []

            package init() {}
        }

        package init(_ bytes: [UInt8]) throws(DecodingFailure) {
            var (results, next): ([Result]?, String?) = (nil, nil)
            try JSONReader.read(bytes) { reader in
                try reader.members { key, reader in
                    switch key {
                    case "MetricDataResults": results = try reader.list { try Result(&$0) }
                    case "NextToken": next = try reader.string()
                    default: break
                    }
                }
            }
            guard let results else { throw DecodingFailure("no MetricDataResults") }
            (self.results, self.next) = (results, next)
        }
    }
}

extension CloudWatch.MetricPage.Result {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        try reader.members { key, reader in
            switch key {
            case "Id": number = Int(try reader.string().dropFirst()) ?? -1
            case "StatusCode": status = try reader.string()
            case "Timestamps": times = try reader.moments()
            case "Values": values = try reader.doubles()
            case "Messages":
                try reader.array { reader in
                    try reader.members { key, reader in
                        if key == "Value" { message = try reader.string() }
                    }
                }
            default: break
            }
        }
        guard times.count == values.count else {
            throw DecodingFailure("\(times.count) times for \(values.count) values")
        }
    }
}

extension JSONReader {
    /// Reads an array of moments as seconds: numbers mostly, texts from some servers.
    fileprivate mutating func moments() throws(DecodingFailure) -> [Double] {
        var moments: [Double] = []
        try array { reader in
            if try reader.kind() == .string {
                moments.append(Double(try reader.timestamp().seconds))
            } else {
                moments.append(try reader.double())
            }
        }
        return moments
    }
}
