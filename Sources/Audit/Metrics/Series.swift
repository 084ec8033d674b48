import Formats

/// What is measured: one statistic of one metric, at one period.
package struct Series: Hashable, Sendable {
    /// The ARN of the resource.
    package var resource: String
    /// What of the resource: the name of an index, an operation; empty where it is all of it.
    package var part: String
    package var metric: String
    package var statistic: String
    /// In seconds.
    package var period: Int

    package init(
        resource: String, part: String = "", metric: String, statistic: String, period: Int
    ) {
        self.resource = resource
        self.part = part
        self.metric = metric
        self.statistic = statistic
        self.period = period
    }
}

extension Series: Comparable {
    package static func < (left: Series, right: Series) -> Bool {
        (left.resource, left.part, left.metric, left.statistic, left.period)
            < (right.resource, right.part, right.metric, right.statistic, right.period)
    }
}

/// A series that is to be asked for, and how CloudWatch knows it.
package struct WantedSeries: Equatable, Sendable {
    package struct Dimension: Equatable, Sendable {
        package var name: String
        package var value: String
    }

    package var series: Series
    package var namespace: String
    package var dimensions: [Dimension]
    /// The days that the database lacks.
    package var days: Range<Int>

    package init(_ series: Series, namespace: String, dimensions: [Dimension], days: Range<Int>) {
        (self.series, self.namespace, self.dimensions, self.days) = (series, namespace, dimensions, days)
    }

    /// How many samples the answer may have.
    package var samples: Int { days.count * (86_400 / series.period) }
}

extension WantedSeries.Dimension {
    /// A dimension and its value.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
