/// What was measured at equal steps of time, one value a step; a step without a value holds NaN.
package struct Samples: Sendable {
    /// The seconds of one step.
    package var period: Int
    package var values: [Double]

    package init(period: Int, values: [Double]) {
        self.period = period
        self.values = values
    }

    /// How many steps have a value.
    package var count: Int { values.reduce(0) { $0 + ($1.isNaN ? 0 : 1) } }
}
