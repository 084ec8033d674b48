import AWS
import Formats
import HTTP
import Testing

@testable import Audit

/// Accounts that share their metrics with a monitoring account.
struct SharedMetricsTests {
    @Test func `the accounts that are linked are told by their links`() throws {
        let body =
            #"{"Items":[{"LinkArn":"arn:aws:oam:eu-west-1:111122223333:link/a","Label":"x"},"#
            + #"{"LinkArn":"arn:aws:oam:eu-west-1:444455556666:link/b"}],"NextToken":"n"}"#
        let page = try OAM.ListAttachedLinks.decode(HTTPResponse(status: 200, body: Array(body.utf8)))

        #expect(page.accounts == ["111122223333", "444455556666"])
        #expect(OAM.ListAttachedLinks.nextToken(in: page) == "n")
    }

    @Test func `an answer without its list does not say that nobody shares`() {
        #expect(throws: DecodingFailure.self) {
            try OAM.ListSinks.decode(HTTPResponse(status: 200, body: Array("{}".utf8)))
        }
    }

    @Test func `what is asked of a monitoring account names whose metrics are meant`() throws {
        let series = Series(resource: "arn", metric: "M", statistic: "Sum", period: 300)
        let wanted = WantedSeries(series, namespace: "AWS/DynamoDB", dimensions: [], days: 0..<1)
        func body(_ owner: String?) -> String {
            let question = CloudWatch.GetMetricData(
                wanted: [wanted], owner: owner, start: Timestamp(day: 0), end: Timestamp(day: 1))
            return String(decoding: question.encode().body, as: UTF8.self)
        }

        #expect(body("111122223333").contains(#""AccountId":"111122223333""#))
        #expect(!body(nil).contains("AccountId"))
    }
}
