import Formats
import Foundation
import Testing

struct CalendarTests {
    @Test func `every day from year 1 to 9999 follows the day before it`() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var (year, month, day) = (1, 1, 1)
        var wrong: [Int] = []
        for number in Timestamp.earliest.day...Timestamp.latest.day {
            let date = Timestamp(day: number).date
            if date != CivilDate(year: year, month: month, day: day) { wrong.append(number) }
            if Timestamp(date).day != number { wrong.append(number) }
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
            day += 1
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }

        #expect(wrong == [])
        #expect(year == 10_000)
    }

    @Test func `Foundation agrees about moments since 1600`() throws {
        var random = SplitMix64(state: 2)
        let formatter = ISO8601DateFormatter()
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -11_676_096_000...253_402_300_799, using: &random)
            let timestamp = Timestamp(seconds: seconds)
            let theirs = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))

            #expect(timestamp.description == theirs)
            #expect(try Timestamp(iso8601: theirs) == timestamp)
        }
    }

    @Test func `Foundation agrees about the dates of HTTP since 1600`() throws {
        var random = SplitMix64(state: 3)
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        for _ in 0..<500 {
            let seconds = Int64.random(in: -11_676_096_000...253_402_300_799, using: &random)
            let timestamp = Timestamp(seconds: seconds)

            #expect(
                timestamp.httpDate == formatter.string(from: Date(timeIntervalSince1970: Double(seconds))))
            #expect(try Timestamp(httpDate: timestamp.httpDate) == timestamp)
        }
    }

    @Test func `every style that is written is read again`() throws {
        var random = SplitMix64(state: 4)
        for _ in 0..<2000 {
            let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
            let timestamp = Timestamp(seconds: seconds)

            #expect(try Timestamp(iso8601: timestamp.description) == timestamp)
            #expect(try Timestamp(iso8601: timestamp.text(.basic)) == timestamp)
            #expect(try Timestamp(iso8601: timestamp.text(.date)) == timestamp.startOfDay)
            #expect(try Timestamp(iso8601: timestamp.text(.basicDate)) == timestamp.startOfDay)
            #expect(try Timestamp(httpDate: timestamp.httpDate) == timestamp)
        }
    }
}
