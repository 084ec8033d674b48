import Foundation
import Formats
import Support
import Testing

/// The commands that ask AWS, or the organisation that is simulated in its place.
struct AWSCommandTests {
    private let folder: TemporaryFolder
    private let program: Program
    private let canary = "cAnArYsEcReT/wJalrXUtnFEMI"

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
    }

    private func write(_ text: String) throws {
        try text.write(toFile: folder.file("p.yaml"), atomically: true, encoding: .utf8)
    }

    /// Keys that look real, and an endpoint where nobody listens.
    private var nowhere: [String: String] {
        [
            "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": canary,
            "AWS_SESSION_TOKEN": canary + "Token", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            "AWS_REGION": "eu-west-1", "AWS_MAX_ATTEMPTS": "1", "HOME": folder.path,
        ]
    }

    @Test func `the demo ends with reports to look at`() throws {
        let demo = try program.run("demo", "--accounts", "6", "--log", "human", "--directory", "here")

        #expect(demo.code == 0 || demo.code == 3)
        #expect(demo.output.contains("6 accounts\n"))
        #expect(demo.output.contains(" dynamodb tables\n") && demo.output.contains(" ecr repositories\n"))
        for report in ["accounts", "resources", "coverage"] {
            #expect(FileManager.default.fileExists(atPath: folder.file("here/demo/1/\(report).csv")))
        }
        #expect(try program.run("demo", "--accounts", "many").code == 64)
    }

    @Test func `without credentials a run ends with 77 and says where it has looked`() throws {
        try write("estate: acme\nservices: { ecr: {} }")
        let bare = ["HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true"]

        let run = try program.run("run", "p.yaml", "--log", "human", environment: bare)

        #expect(run.code == 77)
        #expect(run.errors.contains("no credentials found; looked at: "))
        #expect(run.errors.contains("hint: "))
    }

    @Test func `without a network a run ends with 69, keeps what it has, and shows no secret`() throws {
        try write("estate: acme\nservices: { ecr: {} }")

        let run = try program.run("run", "p.yaml", "--log", "json", environment: nowhere)
        let doctor = try program.run("doctor", "p.yaml", environment: nowhere)

        #expect(run.code == 69)
        #expect(run.errors.contains("127.0.0.1"))
        #expect(doctor.code == 69)
        #expect(doctor.output.contains("ok      disk: ") && doctor.output.contains("FAILED  credentials: "))
        var seen = [run.output, run.errors, doctor.output, doctor.errors].map { Data($0.utf8) }
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            seen.append(FileManager.default.contents(atPath: folder.file(file)) ?? Data())
        }
        #expect(seen.count > 5)
        #expect(seen.allSatisfy { $0.range(of: Data(canary.utf8)) == nil })
        #expect(try program.run("status", "p.yaml").output.contains("stopped by a failure"))
    }

    @Test func `a profile that is not there is named, with what to do`() throws {
        try write("estate: acme\naws: { profile: audit }\nservices: { ecr: {} }")

        let run = try program.run("run", "p.yaml", "--log", "human", environment: ["HOME": folder.path])

        #expect(run.code == 77)
        #expect(run.errors.contains("audit") && run.errors.contains("hint: "))
    }

    @Test func `doctor enters every account, and names those that do not let it in`() throws {
        try write(
            """
            estate: acme
            aws: { simulation: { accounts: 60 }, organization: { role: StocktakeReadOnly } }
            services: { dynamodb: {}, ecr: {} }
            """)

        let doctor = try program.run("doctor", "p.yaml")

        #expect(doctor.code == 77)
        #expect(doctor.output.contains("entered; dynamodb and ecr answer\n"))
        #expect(doctor.output.contains("FAILED  account ") && doctor.output.contains("cannot assume role"))
        #expect(doctor.output.contains("closed or suspended"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("output/acme.db")))
    }

    @Test func `check tells what would be audited, and asks nobody`() throws {
        try write(
            """
            estate: acme
            aws:
              organization:
                role: StocktakeReadOnly
                include: { names: ["payments-*"], tags: { tier: prod } }
                exclude: { accounts: ["444455556666"] }
              regions: [eu-west-1]
            services: { ecr: {} }
            """)

        let check = try program.run("check", "p.yaml")

        #expect(check.code == 0)
        for part in [
            "those of the organisation, by role StocktakeReadOnly", "name payments-*, and tag tier=prod",
            "account 444455556666", "eu-west-1", "services   ecr",
        ] {
            #expect(check.output.contains(part), "\(part)")
        }
    }

    @Test func `reports that go to a bucket are told, with what that takes`() throws {
        try write("estate: acme\nreport: { upload: 's3://reports/nightly/' }")

        let check = try program.run("check", "p.yaml").output
        let root = try program.run("policy", "p.yaml", "--for", "root").output

        #expect(check.contains("output/acme, and then s3://reports/nightly\n"))
        #expect(root.contains(#""s3:PutObject""#) && root.contains(#""arn:*:s3:::reports/nightly/*""#))
        #expect(!(try program.run("policy", "p.yaml").output).contains("s3:"))
    }

    @Test func `reports that nobody may upload are whole all the same`() throws {
        try write("estate: acme\nreport: { upload: 's3://reports/nightly' }")

        let run = try program.run(
            "run", "p.yaml", "--log", "human", environment: ["AWS_EC2_METADATA_DISABLED": "true"])

        #expect(run.code == 3, "\(run.errors)")
        #expect(FileManager.default.fileExists(atPath: folder.file("output/acme/1/SHA256SUMS")))
        #expect(try program.run("status", "p.yaml").output.contains("the local reports are whole"))
    }

    @Test func `the pipeline files that ship are good`() throws {
        let folder = Vectors.checkout.appendingPathComponent("pipelines").path
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()

        #expect(files == ["demo.yaml", "nightly.yaml", "organisation-audit.yaml", "single-account.yaml"])
        for file in files {
            let check = try program.run("check", "\(folder)/\(file)")
            #expect(check.code == 0, "\(check.errors)")
        }
    }

    @Test func `policy prints what the services of the file ask, and no more`() throws {
        try write("estate: acme\nservices: { ecr: {} }")

        let own = try program.run("policy", "p.yaml")
        let all = try program.run("policy")
        let root = try program.run("policy", "--for", "root")

        #expect(own.output.contains("ecr:DescribeRepositories") && !own.output.contains("dynamodb:"))
        #expect(all.output.contains("dynamodb:DescribeTable"))
        #expect(root.output.contains("sts:AssumeRole") && root.output.contains("organizations:ListAccounts"))
        _ = try JSONSerialization.jsonObject(with: Data(own.output.utf8))
        #expect(try program.run("policy", "--for", "root", "--format", "terraform").code == 64)
        let template = try program.run("policy", "--format", "cloudformation").output
        #expect(template.hasPrefix("AWSTemplateFormatVersion"))
    }
}
