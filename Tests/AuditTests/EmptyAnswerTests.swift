import AWS
import Formats
import HTTP
import Testing

@testable import Audit

/// An answer without its list is no answer: it does not say that there is nothing.
struct EmptyAnswerTests {
    private func refuses<R: Request>(_ request: R.Type, _ body: String) -> Bool {
        let response = HTTPResponse(status: 200, body: Array(body.utf8))
        do {
            _ = try R.decode(response)
            return false
        } catch {
            return true
        }
    }

    @Test func `an answer of somebody else is not taken for an empty one`() {
        #expect(refuses(DynamoDB.ListTables.self, "{}"))
        #expect(refuses(DynamoDB.DescribeTable.self, "{}"))
        #expect(refuses(ECR.DescribeRepositories.self, "{}"))
        #expect(refuses(Organizations.ListAccounts.self, "{}"))
        #expect(refuses(Organizations.ListRoots.self, #"{"OrganizationalUnits": []}"#))
        #expect(refuses(AccountManagement.ListRegions.self, "{}"))
        #expect(refuses(EC2.DescribeRegions.self, "<html><body>welcome</body></html>"))
        #expect(refuses(STS.GetCallerIdentity.self, "<html><body>welcome</body></html>"))
    }

    @Test func `an empty list is one`() {
        #expect(!refuses(DynamoDB.ListTables.self, #"{"TableNames": []}"#))
        #expect(!refuses(ECR.DescribeRepositories.self, #"{"repositories": []}"#))
        #expect(!refuses(Organizations.ListAccounts.self, #"{"Accounts": [], "NextToken": "more"}"#))
    }
}
