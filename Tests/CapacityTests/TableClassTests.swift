import Capacity
import Formats
import Testing

struct TableClassTests {
    typealias Prices = TableClassSaving.Prices

    /// us-east-1, November 2026: storage a gigabyte, writes a million.
    static let storage = Prices(present: money("0.25"), other: money("0.10"))
    static let writes = Prices(present: money("0.625"), other: money("0.78125"))

    static func money(_ text: String) -> Money { (try? Money(text)) ?? .zero }

    @Test(arguments: [
        ("100", "100", "35"), ("100", "300", "-15"), ("0", "100", "-25"), ("1", "0", "0.6"),
        ("41.6666666666", "100", "-0.0000000001"),
    ])
    func `the saving is sixty percent of storage less a quarter of throughput`(
        storage: String, throughput: String, saving: String
    ) {
        let found = TableClassSaving(
            storage: Self.money(storage), throughput: Self.money(throughput),
            storagePrices: Self.storage, throughputPrices: Self.writes)
        #expect(found?.saving == Self.money(saving))
        #expect(abs((found?.breakEven ?? 0) - 0.25 / 0.6) < 1e-12)
    }

    @Test func `the way back has its own break-even`() throws {
        let found = TableClassSaving(
            storage: Self.money("10"), throughput: Self.money("100"),
            storagePrices: Prices(present: Self.storage.other, other: Self.storage.present),
            throughputPrices: Prices(present: Self.writes.other, other: Self.writes.present))
        // A fifth of the throughput less one and a half of the storage.
        #expect(found?.saving == Self.money("5"))
        #expect(abs((found?.breakEven ?? 0) - 0.2 / 1.5) < 1e-12)
        #expect(found?.ratio == 0.1)
    }

    @Test func `a class that is cheaper in both has no break-even, and no price no answer`() {
        let cheaper = Prices(present: Self.money("2"), other: Self.money("1"))
        let none = Prices(present: .zero, other: Self.money("1"))
        let both = TableClassSaving(
            storage: Self.money("4"), throughput: .zero, storagePrices: cheaper, throughputPrices: cheaper)
        #expect(both?.saving == Self.money("2"))
        #expect(both?.breakEven == nil)
        #expect(both?.ratio == nil)
        #expect(
            TableClassSaving(
                storage: Self.money("4"), throughput: .zero, storagePrices: none, throughputPrices: cheaper)
                == nil)
    }
}
