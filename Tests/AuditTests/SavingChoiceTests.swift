import Testing

@testable import Audit

/// Which savings of one resource can be had together.
struct SavingChoiceTests {
    private func chosen(_ offers: [(String, Int64, [String])]) -> [String: String?] {
        let chosen = SavingChoice.chosen(
            offers.map { SavingChoice.Offer(id: $0.0, amount: $0.1, changes: $0.2) })
        return Dictionary(uniqueKeysWithValues: chosen.map { ($0.id, $0.instead) })
    }

    @Test func `of two that change the same, the larger counts and the other is its alternative`() {
        let chosen = chosen([("mode", 5, ["capacity"]), ("idle", 9, ["capacity", "storage"])])

        #expect(chosen == ["idle": nil, "mode": "idle"])
    }

    @Test func `what changes different parts can be had together`() {
        let chosen = chosen([
            ("reads", 5, ["capacity//read"]), ("writes", 4, ["capacity//write"]), ("backups", 1, ["backups"]),
        ])

        #expect(chosen.values.allSatisfy { $0 == nil })
    }

    @Test func `a part of what another changes is met by it`() {
        let chosen = chosen([
            ("index", 5, ["capacity/by-day", "storage/by-day"]), ("mode", 9, ["capacity"]),
            ("other", 1, ["storage/by-day-2"]),
        ])

        #expect(chosen == ["mode": nil, "index": "mode", "other": nil])
    }

    @Test func `an alternative keeps nothing else from counting`() {
        let chosen = chosen([
            ("large", 9, ["a"]), ("middle", 5, ["a", "b"]), ("small", 1, ["b"]),
        ])

        #expect(chosen == ["large": nil, "middle": "large", "small": nil])
    }

    @Test func `equals are told apart by their ids, the same every night`() {
        #expect(chosen([("b", 5, ["x"]), ("a", 5, ["x"])]) == ["a": nil, "b": "a"])
        #expect(chosen([("a", 5, ["x"]), ("b", 5, ["x"])]) == ["a": nil, "b": "a"])
    }
}
