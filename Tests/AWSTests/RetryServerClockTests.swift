import Formats
import HTTP
import Testing

@testable import AWS

struct RetryServerClockTests {
    private static let own = Timestamp(seconds: 1_800_000_000)
    private static let host = "dynamodb.eu-west-1.amazonaws.com"
    private let clock = ServerClock { own }

    private func date(_ lead: Int64) -> HTTPHeaders { ["Date": Self.own.adding(seconds: lead).httpDate] }

    @Test func `the machine's time is good until a server refuses it`() {
        #expect(clock.read(for: Self.host).time == Self.own)
    }

    @Test(arguments: [-86_400, -1200, 1200, 86_400])
    func `a server that refuses the time is signed for by its own`(lead: Int64) throws {
        try clock.correct(clock.read(for: Self.host), by: date(lead))

        #expect(clock.read(for: Self.host).time == Self.own.adding(seconds: lead))
        #expect(clock.read(for: "sts.amazonaws.com").time == Self.own)
    }

    @Test func `a second disagreement of the same server is an error`() throws {
        try clock.correct(clock.read(for: Self.host), by: date(1200))

        #expect(throws: ServerClock.Failure.stillSkewed(host: Self.host)) {
            try clock.correct(clock.read(for: Self.host), by: date(-1200))
        }
    }

    @Test func `many requests refused together learn once`() throws {
        let readings = (0..<64).map { _ in clock.read(for: Self.host) }

        for (index, reading) in readings.enumerated() {
            try clock.correct(reading, by: date(1200 + Int64(index)))
        }

        #expect(clock.read(for: Self.host).time == Self.own.adding(seconds: 1200))
    }

    @Test(arguments: [HTTPHeaders(), ["Date": "yesterday"]])
    func `a refusal without a time teaches nothing`(headers: HTTPHeaders) {
        #expect(throws: ServerClock.Failure.unknown(host: Self.host)) {
            try clock.correct(clock.read(for: Self.host), by: headers)
        }
        #expect(clock.read(for: Self.host) == ServerClock { Self.own }.read(for: Self.host))
    }
}
