import Capacity
import Formats

extension DynamoDB {
    /// What comes of the measurements of one table.
    struct TableReview: Sendable {
        var facts: Facts
        /// The table itself and its global indexes, as far as they were measured.
        var parts: [PartReview] = []
        /// The days that were looked at.
        var days: Range<Int>

        /// Whether the table and every one of its indexes was measured.
        var isWhole: Bool { parts.count == facts.parts.count }
        /// The least number of days that anything of it was measured.
        var measuredDays: Int { parts.map { min($0.reads.days, $0.writes.days) }.min() ?? 0 }
        /// Whether nothing was read or written at all.
        var isIdle: Bool {
            isWhole && parts.allSatisfy { $0.reads.statistics.sum + $0.writes.statistics.sum == 0 }
        }
    }

    /// What comes of the measurements of a table itself, or of one of its indexes.
    struct PartReview: Sendable {
        var part: Facts.Part
        var reads: UsageReview
        var writes: UsageReview
        var plan: CapacityPlan
    }

    /// How reads or writes were used.
    struct UsageReview: Sendable {
        var days: Int
        var period: Int
        var statistics: Statistics
        /// Nil where nothing is provisioned.
        var utilisation: Utilisation?
        /// What was provisioned in each minute, summed; nil where nothing is.
        var provisionedUnitMinutes: Int?
        /// The units of each hour of the days that were looked at; empty where nothing is provisioned.
        var hourlyUnits: [Int]
        /// The throttled requests; nil where nobody looked.
        var throttles: Double?
        var season: Season
    }
}

extension DynamoDB.TableReview {
    /// What is measured that a review takes.
    static let metrics: Set<String> = [
        "ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ProvisionedReadCapacityUnits",
        "ProvisionedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents",
    ]

    /// Reviews a table; what was not measured is left out, not taken for idle.
    init(_ facts: DynamoDB.Facts, _ measured: Measurements, on bench: inout Workbench) {
        self.facts = facts
        days = measured.days
        for part in facts.parts {
            guard let days = Self.days(of: part, facts, measured),
                let reads = Dimension(.read, of: part, facts, measured, days),
                let writes = Dimension(.write, of: part, facts, measured, days)
            else { continue }
            var options = CapacityOptions()
            (options.warmReads, options.warmWrites) = (part.warmReads, part.warmWrites)
            parts.append(
                DynamoDB.PartReview(
                    part: part, reads: reads.review(on: &bench), writes: writes.review(on: &bench),
                    plan: bench.plan(reads: reads.consumed, writes: writes.consumed, options)))
        }
    }

    /// The days of which both reads and writes are known, up to the last one; nil where they are not.
    ///
    /// What was known of some earlier days says nothing of a table today.
    private static func days(
        of part: DynamoDB.Facts.Part, _ facts: DynamoDB.Facts, _ measured: Measurements
    ) -> Range<Int>? {
        guard let reads = measured["ConsumedReadCapacityUnits", part: part.index],
            let writes = measured["ConsumedWriteCapacityUnits", part: part.index],
            reads.days.upperBound == measured.days.upperBound,
            writes.days.upperBound == measured.days.upperBound
        else { return nil }
        // Before it was made, another one may have had its name.
        let made = [facts.created?.day, part.firstSeen?.day].compactMap(\.self).max() ?? .min
        let first = max(reads.days.lowerBound, writes.days.lowerBound, made)
        return first < measured.days.upperBound ? first..<measured.days.upperBound : nil
    }

    private enum Kind: String {
        case read = "Read"
        case write = "Write"
    }

    /// The series of reads or of writes.
    private struct Dimension {
        let consumed: Samples
        let provisioned: Samples?
        let snapshot: Int
        private let isScaled: Bool
        let throttles: Double?
        let days: Int
        /// The steps before the table was there, or before anybody looked, are no idle ones.
        private let start: Int
        private let window: Range<Int>

        init?(
            _ kind: Kind, of part: DynamoDB.Facts.Part, _ facts: DynamoDB.Facts, _ measured: Measurements,
            _ known: Range<Int>
        ) {
            let name = kind.rawValue
            guard let values = measured["Consumed\(name)CapacityUnits", part: part.index] else { return nil }
            let slots = 86_400 / values.period
            let first = (known.lowerBound - measured.days.lowerBound) * slots
            let end = (known.upperBound - measured.days.lowerBound) * slots
            start = known.lowerBound * 86_400
            days = known.count
            window = measured.days
            consumed = Samples(period: values.period, start: start, values: Array(values.values[first..<end]))
            snapshot = kind == .read ? part.reads : part.writes
            isScaled = kind == .read ? part.readScaling != nil : part.writeScaling != nil
            provisioned =
                facts.isOnDemand
                ? nil
                : measured["Provisioned\(name)CapacityUnits", part: part.index].map { values in
                    Samples(
                        period: values.period, start: measured.days.lowerBound * 86_400, values: values.values
                    )
                }
            throttles = measured["\(name)ThrottleEvents", part: part.index].map { values in
                values.values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
            }
        }

        func review(on bench: inout Workbench) -> DynamoDB.UsageReview {
            let told = provisioned ?? Samples(period: consumed.period, start: start, values: [])
            let isProvisioned = provisioned != nil || snapshot > 0
            return DynamoDB.UsageReview(
                days: days, period: consumed.period, statistics: bench.statistics(of: consumed),
                utilisation: isProvisioned
                    ? bench.utilisation(of: consumed, provisioned: told, snapshot: Double(snapshot)) : nil,
                provisionedUnitMinutes: isProvisioned ? unitMinutes(told) : nil,
                hourlyUnits: isProvisioned ? hourlyUnits(told) : [], throttles: throttles,
                season: Season(of: consumed))
        }

        /// The largest capacity of each hour of all days: what a reservation would have to cover.
        private func hourlyUnits(_ told: Samples) -> [Int] {
            let hours = window.count * 24
            guard !told.values.isEmpty, told.period <= 3600 else {
                return days == window.count ? Array(repeating: snapshot, count: hours) : []
            }
            let perHour = 3600 / told.period
            // Nothing is told of the hours before it was provisioned.
            var (units, last) = ([Int](), 0.0)
            for hour in 0..<hours {
                var most = -1.0
                for index in hour * perHour..<(hour + 1) * perHour where index < told.values.count {
                    if told.values[index] >= 0 { most = max(most, told.values[index]) }
                }
                if most >= 0 { last = most }
                units.append(Int(last.rounded()))
            }
            return units
        }

        /// What was provisioned in each minute of the consumed series, summed.
        ///
        /// A step that tells nothing is as the one before told, and before the first as the table is now.
        private func unitMinutes(_ told: Samples) -> Int {
            let minutes = consumed.values.count * consumed.period / 60
            // What does not scale costs from now on what it is set to now, however it was set before.
            guard isScaled, !told.values.isEmpty else { return snapshot * minutes }
            var (sum, last) = (0.0, Double(snapshot))
            let first = (consumed.start - told.start) / told.period
            for step in 0..<(minutes * 60 / told.period) {
                let index = first + step
                if index >= 0, index < told.values.count, told.values[index] >= 0 {
                    last = told.values[index]
                }
                sum += last * Double(told.period / 60)
            }
            return Int(sum.rounded())
        }
    }
}
