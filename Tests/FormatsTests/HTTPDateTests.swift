import Formats
import Testing

struct HTTPDateTests {
    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func `the three formats of HTTP are read`(text: String) throws {
        #expect(try Timestamp(httpDate: text).description == "1994-11-06T08:49:37Z")
    }

    @Test func `a date is written as a header has it`() throws {
        #expect(try Timestamp(iso8601: "1994-11-06T08:49:37Z").httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(Timestamp(seconds: 0).httpDate == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(Timestamp.earliest.httpDate == "Mon, 01 Jan 0001 00:00:00 GMT")
        #expect(Timestamp.latest.httpDate == "Fri, 31 Dec 9999 23:59:59 GMT")
    }

    @Test func `two digits of a year mean 1970 to 2069`() throws {
        #expect(try Timestamp(httpDate: "Thursday, 01-Jan-70 00:00:00 GMT").seconds == 0)
        #expect(
            try Timestamp(httpDate: "Tuesday, 31-Dec-69 00:00:00 GMT").description == "2069-12-31T00:00:00Z")
        #expect(try Timestamp(httpDate: "Sat Nov 21 01:02:03 2026").description == "2026-11-21T01:02:03Z")
    }

    @Test(arguments: [
        "", "Sun", "Sun,", "Mon, 06 Nov 1994 08:49:37 GMT", "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nuv 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994", "Sun Nov 06 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT", "1994-11-06",
    ])
    func `text that is no date of HTTP is refused`(text: String) {
        #expect(throws: DecodingFailure.notTimestamp) { try Timestamp(httpDate: text) }
    }
}
