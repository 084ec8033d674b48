import Formats

/// The pacer of each operation in each lane, and what former nights have taught.
///
/// It holds a bounded number of either: of more lessons than that the oldest are forgotten.
package final class PaceBook: Sendable {
    private struct Key: Hashable, Sendable {
        var lane: Lane
        var operation: String
    }

    private let book: Book<Key, Pacer>
    private let remembered: [Key: PaceRow]
    private let time: Timepiece
    private let clock: @Sendable () -> Timestamp

    /// Begins with what former nights have taught; the clock dates what this one will.
    package init(
        remembering rows: [PaceRow] = [], time: Timepiece, clock: @escaping @Sendable () -> Timestamp,
        capacity: Int = 4096
    ) {
        let now = clock()
        var remembered: [Key: PaceRow] = [:]
        for row in rows.sorted(by: { $0.learned > $1.learned }).prefix(4 * capacity)
        where !row.isForgotten(at: now) {
            remembered[Key(lane: row.lane, operation: row.operation)] = row
        }
        self.remembered = remembered
        self.time = time
        self.clock = clock
        book = Book(capacity: capacity, time: time)
    }

    package subscript(lane: Lane, operation: Operation) -> Pacer {
        let key = Key(lane: lane, operation: operation.name)
        return book.entry(key) {
            let learned = remembered[key]?.rate(at: clock(), published: operation.rate)
            return Pacer(Pace(published: operation.rate, learned: learned, at: time.now()), time: time)
        }
    }

    package var count: Int { book.count }

    /// What to remember for the next night, in order: this night's lessons, and older ones that still count.
    package func snapshot() -> [PaceRow] {
        let now = clock()
        let lessons = book.map { key, pacer -> (Key, PaceRow)? in
            guard let (rate, age) = pacer.lesson else { return nil }
            let learned = now.adding(seconds: -age.components.seconds)
            return (key, PaceRow(key.lane, operation: key.operation, rate: rate, learned: learned))
        }
        let rows = remembered.filter { !$0.value.isForgotten(at: now) }
        return rows.merging(lessons) { _, new in new }.values.sorted()
    }
}
