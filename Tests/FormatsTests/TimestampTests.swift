import Formats
import Testing

struct TimestampTests {
    static let moment = Timestamp(seconds: 1_795_222_923)  // 2026-11-21T01:02:03Z

    @Test(arguments: [
        "2026-11-21T01:02:03Z", "20261121T010203Z", "2026-11-21T01:02:03.999Z",
        "2026-11-21T01:02:03.999999999999Z",
        "2026-11-21T02:02:03+01:00", "2026-11-21T02:02:03.000+0100", "2026-11-21T02:02:03+01",
        "20261121T020203+0100",
        "2026-11-20T23:32:03-01:30", "2026-11-21t01:02:03z", "2026-11-21T01:02:03-00:00",
        "2026-11-22T01:01:03+23:59",
    ])
    func `a date and time of ISO 8601 is read`(text: String) throws {
        #expect(try Timestamp(iso8601: text) == Self.moment)
    }

    @Test func `a date alone is the start of its day`() throws {
        #expect(try Timestamp(iso8601: "2026-11-21") == Self.moment.startOfDay)
        #expect(try Timestamp(iso8601: "20261121") == Self.moment.startOfDay)
        #expect(try Timestamp(iso8601: "1970-01-01").seconds == 0)
        #expect(try Timestamp(iso8601: "1969-12-31").seconds == -86_400)
    }

    @Test(arguments: [
        "", "2026", "2026-11", "202611", "2026-11-21T", "2026-11-21T01:02Z", "2026-11-21T01:02:03",
        "2026-11-21 01:02:03Z",
        "2026-11-21T01:02:03.Z", "2026-11-21T01:02:03+", "2026-11-21T01:02:03+1", "2026-11-21T01:02:03+01:",
        "2026-11-21T01:02:03+24:00", "2026-11-21T01:02:03+01:60", "2026-11-21T01:02:03Zx",
        "2026-11-21T010203Z",
        "20261121T01:02:03Z", "2026-1121", "202611-21", "2026-13-01", "2026-00-01", "2026-02-29",
        "2026-04-31",
        "2026-11-00", "2100-02-29", "0000-01-01", "2026-11-21T24:00:00Z", "2026-11-21T23:60:00Z",
        "2026-11-21T23:59:60Z", "+2026-11-21", "-2026-11-21", "12026-11-21", "2026-W47-6", "2026-325",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-11-21T01:02:03,5Z", " 2026-11-21",
        "２026-11-21",
    ])
    func `text that is no moment is refused`(text: String) {
        #expect(throws: DecodingFailure.notTimestamp) { try Timestamp(iso8601: text) }
    }

    @Test func `a moment is written in four styles`() {
        #expect(Self.moment.description == "2026-11-21T01:02:03Z")
        #expect(Self.moment.text(.basic) == "20261121T010203Z")
        #expect(Self.moment.text(.date) == "2026-11-21")
        #expect(Self.moment.text(.basicDate) == "20261121")
        #expect(Timestamp.earliest.description == "0001-01-01T00:00:00Z")
        #expect(Timestamp.latest.description == "9999-12-31T23:59:59Z")
    }

    @Test(
        arguments: [
            ("1732147200.123", 1_732_147_200), ("1.732e9", 1_732_000_000), ("0", 0), ("-0.5", -1), ("-1", -1),
            ("1732147200.9999999999999999999999999999999999999999999", 1_732_147_200),
            ("1.7321472E9", 1_732_147_200),
            ("253402300799.9", 253_402_300_799),
        ] as [(String, Int64)])
    func `seconds as a decimal are read without a double`(text: String, seconds: Int64) throws {
        #expect(try Timestamp(epoch: text).seconds == seconds)
    }

    @Test func `seconds outside the years are refused`() {
        #expect(throws: DecodingFailure.outOfRange) { try Timestamp(epoch: "253402300800") }
        #expect(throws: DecodingFailure.outOfRange) { try Timestamp(epoch: "-62135596800.5") }
        #expect(throws: DecodingFailure.outOfRange) { try Timestamp(epoch: "1e99") }
        #expect(throws: DecodingFailure.notDecimal) { try Timestamp(epoch: "now") }
    }

    @Test func `days and months start where they should`() throws {
        #expect(Self.moment.startOfDay.description == "2026-11-21T00:00:00Z")
        #expect(Self.moment.startOfMonth().description == "2026-11-01T00:00:00Z")
        #expect(Self.moment.startOfMonth(later: 1).description == "2026-12-01T00:00:00Z")
        #expect(Self.moment.startOfMonth(later: 2).description == "2027-01-01T00:00:00Z")
        #expect(Self.moment.startOfMonth(later: -11).description == "2025-12-01T00:00:00Z")
        #expect(Self.moment.adding(days: 10).description == "2026-12-01T01:02:03Z")
        #expect(Self.moment.adding(days: -21).description == "2026-10-31T01:02:03Z")
        #expect(Timestamp(seconds: -1).startOfDay.description == "1969-12-31T00:00:00Z")
        #expect(Timestamp(seconds: -1).day == -1)
        #expect(Timestamp(day: Self.moment.day) == Self.moment.startOfDay)
    }

    @Test func `arithmetic stops at the first and the last second`() {
        #expect(Timestamp.latest.adding(days: 1) == .latest)
        #expect(Timestamp.latest.startOfMonth(later: 1) == .latest)
        #expect(Timestamp.earliest.startOfMonth(later: -1) == .earliest)
        #expect(Self.moment.startOfMonth(later: .max) == .latest)
        #expect(Self.moment.startOfMonth(later: .min) == .earliest)
        #expect(Self.moment.adding(days: .max) == .latest)
        #expect(Self.moment.adding(days: .min) == .earliest)
        #expect(Self.moment.adding(seconds: .max) == .latest)
        #expect(Self.moment.adding(seconds: .min) == .earliest)
        #expect(Timestamp(day: .min) == .earliest)
        #expect(Timestamp(day: .max) == .latest)
    }
}
