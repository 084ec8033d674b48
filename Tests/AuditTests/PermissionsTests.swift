import Formats
import Foundation
import Testing

@testable import Audit

struct PermissionsTests {
    private func permissions(of services: Set<String>, role: String = "StocktakeReadOnly") -> Permissions {
        var scope = AuditScope()
        scope.services = services
        scope.aws.accounts = .organization(Organization(door: Door(role: role)))
        return Permissions(of: scope)
    }

    @Test func `a service that is not audited asks for nothing`() {
        let ecr = permissions(of: ["ecr"]).member

        #expect(ecr.contains("ecr:DescribeRepositories"))
        #expect(!ecr.contains { $0.hasPrefix("dynamodb:") })
    }

    @Test func `nothing is asked for that could change anything`() {
        let all = permissions(of: Set(Catalog.services.map(\.name)))

        for action in all.member + all.root {
            let verb = action.split(separator: ":").last.map(String.init) ?? ""
            #expect(["List", "Describe", "Get", "BatchGet"].contains { verb.hasPrefix($0) }, "\(action)")
        }
    }

    @Test(arguments: [("s3://reports/a/b", "reports/a/b/*"), ("s3://reports", "reports/*")])
    func `who uploads may put reports below their place, and nothing else there`(
        _ place: String, _ resource: String
    ) throws {
        var reports = ReportScope()
        reports.upload = UploadPlace(place)
        let all = Permissions(of: AuditScope(), reports: reports)

        #expect(all.puts == ["s3:AbortMultipartUpload", "s3:PutObject"])
        #expect(Permissions(of: AuditScope()).puts.isEmpty)
        let policy = String(decoding: all.rootPolicy.bytes(), as: UTF8.self)
        #expect(
            policy.contains(
                #"{"Sid":"StocktakePutsReports","Effect":"Allow","Action":["s3:AbortMultipartUpload","s3:PutObject"],"#
                    + #""Resource":["arn:*:s3:::\#(resource)"]}"#))
        #expect(!String(decoding: all.memberPolicy.bytes(), as: UTF8.self).contains("Put"))
    }

    @Test func `the policies are what IAM reads`() throws {
        let all = permissions(of: Set(Catalog.services.map(\.name)))

        for policy in [all.memberPolicy, all.rootPolicy] {
            let object = try JSONSerialization.jsonObject(with: Data(policy.bytes(.pretty)))
            let document = try #require(object as? [String: Any])
            #expect(document["Version"] as? String == "2012-10-17")
            let statements = try #require(document["Statement"] as? [[String: Any]])
            for statement in statements {
                #expect(statement["Effect"] as? String == "Allow")
                #expect((statement["Action"] as? [String])?.isEmpty == false)
                #expect((statement["Resource"] as? [String])?.isEmpty == false)
            }
        }
    }

    @Test func `every role that is named may be taken, as its ARN has it`() {
        var scope = AuditScope()
        scope.aws.accounts = .listed([
            ListedAccount(id: "111122223333", door: Door(role: "/finance/Audit")),
            ListedAccount(id: "444455556666", door: Door(role: "Other")),
        ])

        let policy = String(decoding: Permissions(of: scope).rootPolicy.bytes(), as: UTF8.self)

        #expect(policy.contains("role/finance/Audit") && policy.contains("role/Other"))
    }

    @Test func `templates carry every action and the role's name and path`() {
        let all = permissions(of: Set(Catalog.services.map(\.name)), role: "/audit/finance/Stocktake")

        for text in [all.cloudFormation, all.terraform] {
            for action in all.member { #expect(text.contains(action)) }
            #expect(text.contains("/audit/finance/"))
            #expect(text.contains("Stocktake"))
            #expect(!text.contains("audit/finance/Stocktake"))
        }
    }
}
