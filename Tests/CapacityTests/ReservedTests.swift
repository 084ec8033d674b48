import Capacity
import Testing

struct ReservedTests {
    typealias Reduction = MarginalSaving.Reduction

    @Test func `only charged units are saved, the largest reduction first`() {
        var saving = MarginalSaving(hours: [20, 20], covered: 14)
        let saved = saving.savings(of: [Reduction(units: 3), Reduction(units: 5), Reduction(units: 2)])
        #expect(saved == [2, 10, 0])
    }

    @Test func `what cannot be covered saves always`() {
        var saving = MarginalSaving(hours: [10], covered: 100)
        let saved = saving.savings(of: [Reduction(units: 4, isCoverable: false), Reduction(units: 9)])
        #expect(saved == [4, 0])
    }

    @Test(arguments: 0..<50)
    func `savings are the difference of two bills, and never more than the bill`(seed: Int) {
        var traffic = Traffic(seed: UInt64(seed))
        let hours = (0..<traffic.integer(1...100)).map { _ in traffic.integer(0...2000) }
        let covered = traffic.integer(0...1500)
        let reductions = (0..<12).map { _ in Reduction(units: traffic.integer(0...400)) }
        var saving = MarginalSaving(hours: hours, covered: covered)

        let saved = saving.savings(of: reductions)

        func charged(less units: Int) -> Int { hours.reduce(0) { $0 + max(0, $1 - units - covered) } }
        let total = reductions.reduce(0) { $0 + $1.units }
        #expect(saved.reduce(0, +) == charged(less: 0) - charged(less: total))
        let order = reductions.indices.sorted { (-reductions[$0].units, $0) < (-reductions[$1].units, $1) }
        var given = 0
        for index in order {
            let before = charged(less: given)
            given += reductions[index].units
            #expect(saved[index] == before - charged(less: given))
        }
    }

    @Test(arguments: 0..<60)
    func `the purchase is the cheapest of all`(seed: Int) {
        var traffic = Traffic(seed: UInt64(100 + seed))
        let base = traffic.integer(0...3000)
        let hours = (0..<traffic.integer(1...744)).map { _ in
            base + traffic.integer(0...traffic.choice([1, 900]))
        }
        let term = traffic.choice([
            ReservedTerm(years: 1, upfront: 30, hourly: 0.0025),
            ReservedTerm(years: 3, upfront: 36, hourly: 0.0016),
        ])
        let owned = traffic.choice([0, 0, 150, 1000])

        let purchase = ReservedPurchase(hours: hours, onDemandHour: 0.00013, term: term, owned: owned)

        func cost(_ blocks: Int) -> Double {
            let units = blocks * 100
            let rest = hours.reduce(0) { $0 + max(0, max(0, $1 - owned) - units) }
            return Double(units * hours.count) * term.unitHour + Double(rest) * 0.00013
        }
        let costs = (0...40).map(cost)
        let least = costs.min() ?? 0
        #expect(cost(purchase.blocks) <= least * (1 + 1e-12))
        let saved = (cost(0) - cost(purchase.blocks)) / Double(hours.count)
        #expect(abs(purchase.savedPerHour - saved) < 1e-9)
    }

    @Test func `steady hours are reserved, and earn the payment back in months`() throws {
        let term = ReservedTerm(years: 1, upfront: 150, hourly: 0.0128)
        let hours = [Int](repeating: 1000, count: 720)

        let purchase = ReservedPurchase(hours: hours, onDemandHour: 0.00065, term: term)

        #expect(purchase.blocks == 10)
        #expect(purchase.unusedUnitHours == 0)
        let months = try #require(purchase.breakEvenMonths)
        // 150 through 730 hours of 0.065 less 0.0128.
        #expect(abs(months - 3.936) < 0.001)
        #expect(purchase.risk == .low)
    }

    @Test func `nothing is bought where it is not cheaper, or nothing is used`() {
        let dear = ReservedTerm(years: 1, upfront: 1000, hourly: 1)
        let fair = ReservedTerm(years: 1, upfront: 30, hourly: 0.0025)
        #expect(ReservedPurchase(hours: [500, 500], onDemandHour: 0.00013, term: dear).blocks == 0)
        #expect(ReservedPurchase(hours: [], onDemandHour: 0.00013, term: fair).blocks == 0)
        #expect(
            ReservedPurchase(hours: [90, 900], onDemandHour: 0.00013, term: fair, owned: 900).blocks == 0)
    }
}
