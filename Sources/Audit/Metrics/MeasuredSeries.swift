import Formats
import Pipeline

/// The samples of one series, in the slots of the days that were asked for; a slot without a sample holds NaN.
package struct MeasuredSeries: Sendable {
    let wanted: WantedSeries
    private var slots: [Double]
    private let start: Double

    package init(_ wanted: WantedSeries) {
        self.wanted = wanted
        slots = Array(repeating: .nan, count: wanted.samples)
        start = Double(Timestamp(day: wanted.days.lowerBound).seconds)
    }

    /// Takes the values of a page of the answer in.
    ///
    /// What lies outside of what was asked for, or between two slots, is no sample of this series.
    package mutating func add(_ result: CloudWatch.MetricPage.Result) throws(Gap) {
        let period = Double(wanted.series.period)
        for index in result.times.indices {
            let place = (result.times[index] - start) / period
            guard place >= 0, place < Double(slots.count), place == place.rounded(.down) else {
                throw Gap.unsteady("the answer has values of other times than were asked for")
            }
            slots[Int(place)] = result.values[index]
        }
    }

    func present(in range: Range<Int>) -> Int {
        var count = 0
        for index in range where !slots[index].isNaN { count += 1 }
        return count
    }

    func packed(_ range: Range<Int>) -> [UInt8] {
        SamplePacking.pack(slots.span.extracting(range))
    }
}
