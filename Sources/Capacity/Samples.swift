/// What was measured at equal steps of time, one value a step; a step without a value holds NaN.
///
/// The values of a consumed series are sums of units a step, those of a provisioned series averages.
package struct Samples: Sendable {
    /// The seconds of one step: whole minutes, because DynamoDB has no finer measures.
    package let period: Int
    /// The first step's beginning, in seconds since the epoch.
    package var start: Int
    package var values: [Double]

    package init(period: Int, start: Int = 0, values: [Double]) {
        self.period = max(60, period / 60 * 60)
        self.start = start
        self.values = values
    }

    /// How many steps have a value.
    package var count: Int { values.reduce(0) { $0 + ($1.isNaN ? 0 : 1) } }

    /// The end of the last step, in seconds since the epoch.
    var end: Int { start + period * values.count }
}
