import Formats

/// What GetMetricData was asked for.
struct MetricQuestion {
    let queries: [MetricQuery]
    let start: Timestamp
    let end: Timestamp
    let size: Int
    let isAscending: Bool

    private static let mostQueries = 500
    private static let mostPoints = 100_800

    init(_ question: Question) throws(Objection) {
        guard case .object(let object) = question else { throw .malformed }
        start = try Self.time("StartTime", object)
        end = try Self.time("EndTime", object)
        guard start < end else {
            throw Self.wrong("The parameter StartTime must be less than the parameter EndTime.")
        }
        guard let elements = object["MetricDataQueries"]?.elements, !elements.isEmpty else {
            throw .absent("MetricDataQueries")
        }
        guard elements.count <= Self.mostQueries else {
            throw Self.wrong("The collection MetricDataQueries must not have a size greater than 500.")
        }
        var queries: [MetricQuery] = []
        var ids: Set<String> = []
        for element in elements {
            let query = try MetricQuery(element)
            guard ids.insert(query.id).inserted else {
                throw Self.wrong("The values for parameter id in MetricDataQueries are not unique.")
            }
            queries.append(query)
        }
        self.queries = queries
        size = try question.pageSize("MaxDatapoints", upTo: Self.mostPoints, default: Self.mostPoints)
        let order = try question.text("ScanBy") ?? "TimestampDescending"
        guard order == "TimestampAscending" || order == "TimestampDescending" else {
            throw Self.wrong("The value \(order) for parameter ScanBy is not supported.")
        }
        isAscending = order == "TimestampAscending"
    }

    /// What the listing is of, and so whose tokens it takes.
    var subject: String {
        "\(start.seconds) \(end.seconds) \(isAscending) \(queries.count) \(queries[0].id) \(queries[0].period)"
    }

    static func wrong(_ sentence: String) -> Objection {
        .own(status: 400, code: "ValidationError", message: sentence)
    }

    private static func time(_ name: String, _ object: JSON) throws(Objection) -> Timestamp {
        guard let value = object[name], !value.isNull else { throw .absent(name) }
        guard let text = value.number?.text, let time = try? Timestamp(epoch: text) else { throw .malformed }
        return time
    }
}

/// One series that was asked for.
struct MetricQuery {
    let id: String
    let label: String?
    let metric: String
    let namespace: String
    let dimensions: [String: String]
    let period: Int
    let statistic: Statistic
    let isReturned: Bool

    enum Statistic: String {
        case sum = "Sum"
        case average = "Average"
        case maximum = "Maximum"
        case minimum = "Minimum"
        case count = "SampleCount"
    }

    init(_ query: JSON) throws(Objection) {
        guard let id = query["Id"]?.string, let stat = query["MetricStat"], let metric = stat["Metric"] else {
            throw MetricQuestion.wrong("The parameter MetricDataQueries.member.MetricStat is required.")
        }
        guard let first = id.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
            throw MetricQuestion.wrong(
                "The value \(id) for parameter Id is not matching the expected pattern.")
        }
        guard let period = stat["Period"]?.number?.int, period > 0, period.isMultiple(of: 60) else {
            throw MetricQuestion.wrong("The parameter Period must be a multiple of 60.")
        }
        let word = stat["Stat"]?.string ?? ""
        guard let statistic = Statistic(rawValue: word) else {
            throw MetricQuestion.wrong("The value \(word) for parameter Stat is not supported.")
        }
        (self.id, self.period, self.statistic) = (id, period, statistic)
        label = query["Label"]?.string
        isReturned = query["ReturnData"] != .bool(false)
        self.metric = metric["MetricName"]?.string ?? ""
        namespace = metric["Namespace"]?.string ?? ""
        var dimensions: [String: String] = [:]
        for dimension in metric["Dimensions"]?.elements ?? [] {
            dimensions[dimension["Name"]?.string ?? ""] = dimension["Value"]?.string ?? ""
        }
        self.dimensions = dimensions
    }

    /// For how many days CloudWatch keeps samples of this period.
    private var daysKept: Int {
        period.isMultiple(of: 3600) ? 455 : period.isMultiple(of: 300) ? 63 : 15
    }

    /// The spans of the period, counted from 1970, that lie in some time and are kept.
    func spans(from start: Timestamp, to end: Timestamp, now: Timestamp) -> Range<Int> {
        let oldest = now.adding(days: -daysKept)
        let first = start < oldest ? (Int(oldest.seconds) + period - 1) / period : Int(start.seconds) / period
        return first..<max(first, (Int(end.seconds) + period - 1) / period)
    }
}
