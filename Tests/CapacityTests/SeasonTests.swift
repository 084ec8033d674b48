import Capacity
import Testing

struct SeasonTests {
    /// Monday, 1 June 2026, 00:00 UTC.
    static let monday = 1_780_272_000

    @Test func `a window of two hours a week is a weekly peak, and its hour is told`() {
        var traffic = Traffic(seed: 1)
        // The third day, from nine to eleven.
        let samples = traffic.samples(.weekly, steps: 20_160, scale: 1000, start: Self.monday)

        let season = Season(of: samples)

        #expect(season.pattern == .weekly)
        #expect(season.peak?.day == 2)
        #expect([9, 10].contains(season.peak?.hour))
        #expect(season.peakToAverage > 8)
        #expect(season.knowsWeek)
    }

    @Test func `a course of the day is a daily pattern`() {
        var traffic = Traffic(seed: 2)
        let season = Season(of: traffic.samples(.diurnal, steps: 20_160, scale: 1000, start: Self.monday))
        #expect(season.pattern == .daily)
        #expect(season.peak?.hour == 14 || season.peak?.hour == 13)
        #expect((season.dailyLikeness ?? 0) > 0.9)
    }

    @Test(arguments: 0..<20)
    func `chance is no pattern`(seed: Int) {
        var traffic = Traffic(seed: UInt64(seed))
        let season = Season(of: traffic.samples(.noise, steps: 4032, period: 300, scale: 10))
        #expect(season.pattern == .none)
    }

    @Test func `ten days cannot tell of a week`() {
        var traffic = Traffic(seed: 3)
        let season = Season(of: traffic.samples(.weekly, steps: 14_400, scale: 1000, start: Self.monday))
        #expect(!season.knowsWeek)
        #expect(season.weeklyLikeness == nil)
        #expect(season.pattern == .unknown)
    }

    @Test func `a series of nothing, or of days, tells of no hours`() {
        #expect(Season(of: Samples(period: 60, values: [])).pattern == .unknown)
        #expect(Season(of: Samples(period: 86_400, values: [1, 2, 3])).profile.isEmpty)
        let idle = Season(of: Samples(period: 3600, values: [Double](repeating: .nan, count: 400)))
        #expect(idle.peak == nil)
        #expect(idle.pattern == .none)
    }

    @Test func `an hour of the week begins on Monday in UTC`() {
        #expect(HourOfWeek(hourSinceEpoch: 0).day == 3)
        #expect(HourOfWeek(hourSinceEpoch: Self.monday / 3600).number == 0)
        #expect(HourOfWeek(hourSinceEpoch: -1).number == 71)
    }

    @Test func `growth is told by the median day, not by an odd one`() throws {
        var values: [Double] = []
        for day in 0..<14 {
            let level = day == 9 ? 100_000.0 : day < 7 ? 3600 : 7200
            values += [Double](repeating: level, count: 24)
        }
        let season = Season(of: Samples(period: 3600, start: Self.monday, values: values))
        let growth = try #require(season.growth)
        #expect(growth.halves == 2)
        #expect(growth.slope == 1.0 / 7)
    }

    @Test func `a window that ends on a quiet weekend does not shrink`() throws {
        var values: [Double] = []
        for day in 0..<14 { values += [Double](repeating: day % 7 >= 5 ? 36 : 3600, count: 24) }
        let season = Season(of: Samples(period: 3600, start: Self.monday, values: values))
        let growth = try #require(season.growth)
        #expect(growth.halves == 1)
        #expect(growth.slope == 0)
    }
}
