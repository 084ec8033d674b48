import Formats

/// A month of the bill, as far as it has gone.
struct BillPeriod {
    let first: Timestamp
    let next: Timestamp
    /// The days that are billed, counted from 1970.
    let days: Range<Int>
    /// How many days the month has when it is over.
    let length: Int
    /// Known only some days after the month.
    let invoice: String
    /// The instants between its days, in the words of the report.
    private let edges: [[UInt8]]

    /// A month that began before the end; a delivery of earlier has fewer of its days.
    init?(startingAt first: Timestamp, of simulation: Simulation, daysLate: Int = 0) {
        let next = first.startOfMonth(later: 1)
        let seen = min(next.day, simulation.settings.end.day - daysLate)
        guard first.startOfMonth() == first, seen > first.day else { return nil }
        (self.first, self.next) = (first, next)
        days = first.day..<seen
        length = next.day - first.day
        let isFinal = daysLate == 0 && next.adding(days: 5) <= simulation.settings.end
        let number = simulation.draw.at("invoice").at(first.day).within(1_000_000_000...1_999_999_999)
        invoice = isFinal ? String(number) : ""
        edges = (first.day...next.day).map { Array("\(Timestamp(day: $0))".utf8) }
    }

    func start(of day: Int?) -> [UInt8] { edges[day ?? 0] }

    func end(of day: Int?) -> [UInt8] { edges[day.map { $0 + 1 } ?? edges.count - 1] }

    var hours: Int { days.count * 24 }
}
