import Formats
import Testing

@testable import AWS

struct PaceBookTests {
    private static let tables = Operation(
        Service("dynamodb", id: "DynamoDB", .json(version: "1.0", target: "DynamoDB_20120810")), "ListTables",
        action: "dynamodb:ListTables", rate: 10)
    private static let tonight = Timestamp(seconds: 1_800_000_000)
    private static let time = Timepiece(now: { .seconds(100) }, sleep: { _ in })

    private func lane(_ account: Int, _ region: String = "eu-west-1") -> Lane {
        Lane(account: "\(111_100_000_000 + account)", region: region, service: "dynamodb")
    }

    private func row(_ lane: Lane, _ rate: Double, nights: Int) -> PaceRow {
        PaceRow(lane, operation: "ListTables", rate: rate, learned: Self.tonight.adding(days: -nights))
    }

    private func book(_ rows: [PaceRow] = [], capacity: Int = 4096) -> PaceBook {
        PaceBook(remembering: rows, time: Self.time, clock: { Self.tonight }, capacity: capacity)
    }

    @Test func `170,000 lanes that teach nothing leave no trace`() async throws {
        let book = book(capacity: 1000)
        var (largest, changed) = (0, 0)

        for account in 0..<10_000 {
            for region in 0..<17 {
                let lane = lane(account, "region-\(region)")
                if book[lane, Self.tables].rate != 10 { changed += 1 }
                largest = max(largest, book.count)
            }
        }

        #expect(largest <= 1000)
        #expect(changed == 0)
        #expect(book.snapshot().isEmpty)
    }

    @Test func `a pacer that somebody holds, that lacks tokens or that has learned something stays`()
        async throws
    {
        let book = book(capacity: 10)
        let held = book[lane(1), Self.tables]
        _ = try await book[lane(2), Self.tables].start(before: .never)
        let start = try await book[lane(3), Self.tables].start(before: .never)
        book[lane(3), Self.tables].throttled(start)

        for account in 100..<1000 { _ = book[lane(account), Self.tables] }

        #expect(book[lane(1), Self.tables] === held)
        #expect(book.count <= 10)
        for _ in 0..<9 { _ = try await book[lane(2), Self.tables].start(before: .never) }
        await #expect(throws: DeadlinePassed()) {
            try await book[lane(2), Self.tables].start(before: Deadline(at: .milliseconds(100_050)))
        }
        #expect(book[lane(3), Self.tables].rate < 10)
    }

    @Test func `of more lessons than the book holds, the oldest are forgotten`() async throws {
        let night = Shared(Duration.zero)
        let time = Timepiece(now: { night.change { $0 } }, sleep: { _ in })
        let book = PaceBook(time: time, clock: { Self.tonight }, capacity: 100)

        for account in 0..<10_000 {
            let pacer = book[lane(account), Self.tables]
            pacer.throttled(try await pacer.start(before: .never))
            night.change { $0 += .seconds(1) }
        }

        let lanes = book.snapshot().map(\.lane)
        #expect((200...400).contains(lanes.count))
        #expect(lanes == (10_000 - lanes.count..<10_000).map { lane($0) })
    }

    @Test func `a night's lessons are told in order, with those of former nights`() async throws {
        let book = book([row(lane(9), 3, nights: 2), row(lane(5), 2, nights: 1), row(lane(7), 1, nights: 8)])
        for account in [5, 1] {
            let pacer = book[lane(account), Self.tables]
            pacer.throttled(try await pacer.start(before: .never))
        }

        let rows = book.snapshot()

        #expect(rows.map(\.lane) == [lane(1), lane(5), lane(9)])
        #expect(rows.map(\.learned) == [Self.tonight, Self.tonight, Self.tonight.adding(days: -2)])
        #expect(zip(rows, [7, 4.2, 3]).allSatisfy { abs($0.rate - $1) < 1e-9 })
    }

    @Test(arguments: [(0, 2.0), (1, 6), (2, 8), (3, 9), (8, 10)])
    func `each night a lesson is half forgotten`(nights: Int, rate: Double) {
        let book = book([row(lane(1), 2, nights: nights)])

        #expect(abs(book[lane(1), Self.tables].rate - rate) < 1e-9)
    }

    @Test func `a rate that was learned may find back to the published one within the night, no further`() {
        var pace = Pace(published: 10, learned: 2, at: .zero)

        let begun = pace.limit
        for step in 1...3000 { pace.answered(at: .milliseconds(step * 20)) }

        #expect(abs(begun - 2) < 1e-9)
        #expect(pace.limit == 10)
        #expect(pace.lesson == nil)
    }

    @Test func `an operation begins at the rate that is known for it`() {
        let accounts = Service("account", id: "Account", .restJSON)
        let queues = Service("sqs", id: "SQS", .query(version: "2012-11-05"))

        #expect(Operation(accounts, "ListRegions", action: nil).rate == 5)
        #expect(Operation(queues, "ListQueues", action: nil).rate == 10)
    }
}
