import Formats

/// One page of an answer to GetMetricData, written number by number.
///
/// Places count the spans of all queries, one query behind the other, so that a page may end within a series.
struct MetricPage {
    private let question: MetricQuestion
    private let now: Timestamp
    private let end: Timestamp
    private var shelf: MetricShelf
    /// Where the spans of each query begin, and where the last end.
    private let borders: [Int]
    private(set) var bytes: [UInt8] = []
    private var left: Int
    private var times: [UInt8] = []
    private var values: [UInt8] = []

    init(_ question: MetricQuestion, _ exchange: Exchange) {
        self.question = question
        now = exchange.now
        // Nothing is younger than the instant that it all leads up to.
        end = min(question.end, exchange.simulation.settings.end, exchange.now)
        shelf = MetricShelf(exchange)
        left = question.size
        var borders = [0]
        for query in question.queries {
            let spans = query.spans(from: question.start, to: end, now: now)
            borders.append(borders[borders.count - 1] + spans.count)
        }
        self.borders = borders
    }

    var total: Int { borders[borders.count - 1] }

    /// Writes the results from a place on, until the page is full, and says where it ended.
    mutating func write(from start: Int) -> Int {
        var place = start
        for index in question.queries.indices {
            // A query without any spans is told on the page where it would stand.
            guard borders[index + 1] > place || borders[index] == place && borders[index + 1] == place else {
                continue
            }
            guard left > 0 else { break }
            place = result(index, from: place)
        }
        return place
    }

    private mutating func result(_ index: Int, from place: Int) -> Int {
        let query = question.queries[index]
        let spans = query.spans(from: question.start, to: end, now: now)
        let skipped = place - borders[index]
        times.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        var done = spans.count
        if query.isReturned, var series = shelf.series(query), !series.isSilent {
            done = points(of: query, &series, spans, from: skipped)
        }
        if query.isReturned { append(query, isComplete: done == spans.count) }
        return borders[index] + done
    }

    /// Writes the points of a series, and says how many of its spans were looked at.
    private mutating func points(
        of query: MetricQuery, _ series: inout MetricSeries, _ spans: Range<Int>, from skipped: Int
    ) -> Int {
        let hours = series.hours
        let alive = hours.lowerBound * 3600 / query.period..<(hours.upperBound * 3600 / query.period + 1)
        let room = 12 * min(left, spans.count)
        times.reserveCapacity(room)
        values.reserveCapacity(room)
        bytes.reserveCapacity(bytes.count + 2 * room)
        var place = skipped
        while place < spans.count {
            guard left > 0 else { return place }
            let span = question.isAscending ? spans.lowerBound + place : spans.upperBound - 1 - place
            place += 1
            guard alive.contains(span), let sample = Self.sample(of: &series, span, query.period) else {
                continue
            }
            left -= 1
            if !times.isEmpty {
                times.append(UInt8(ascii: ","))
                values.append(UInt8(ascii: ","))
            }
            times.append(digitsOf: span * query.period)
            append(sample, query.statistic, series.parts)
        }
        return place
    }

    private static func sample(of series: inout MetricSeries, _ span: Int, _ period: Int) -> MetricSample? {
        if period == Traffic.slotSeconds { return series.sample(ofSlot: span) }
        var sum: MetricSample?
        let isCoarse = period.isMultiple(of: Traffic.slotSeconds)
        let count = period / (isCoarse ? Traffic.slotSeconds : 60)
        for part in span * count..<(span + 1) * count {
            let sample = isCoarse ? series.sample(ofSlot: part) : series.sample(ofMinute: part)
            guard let sample else { continue }
            if sum == nil { sum = sample } else { sum?.add(sample) }
        }
        return sum
    }

    private mutating func append(_ sample: MetricSample, _ statistic: MetricQuery.Statistic, _ parts: Int) {
        switch statistic {
        case .sum: values.append(sample.sum, over: parts)
        case .average: values.append(sample.sum, over: sample.count * parts)
        case .maximum: values.append(sample.highest, over: parts)
        case .minimum: values.append(sample.lowest, over: parts)
        case .count: values.append(digitsOf: sample.count)
        }
    }

    private mutating func append(_ query: MetricQuery, isComplete: Bool) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("Id", query.id)
            writer.field("Label", query.label ?? query.metric)
            writer.field("StatusCode", isComplete ? "Complete" : "PartialData")
        }
        bytes.append(contentsOf: writer.bytes.dropLast())
        bytes.append(contentsOf: ",\"Timestamps\":[".utf8)
        bytes.append(contentsOf: times)
        bytes.append(contentsOf: "],\"Values\":[".utf8)
        bytes.append(contentsOf: values)
        bytes.append(contentsOf: "]}".utf8)
    }
}
