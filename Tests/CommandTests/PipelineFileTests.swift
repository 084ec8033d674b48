import Audit
import Foundation
import Pipeline
import Support
import Testing

@testable import stocktake

struct PipelineFileTests {
    private func read(_ text: String, _ environment: [String: String] = [:]) throws(Problem) -> PipelineFile {
        try PipelineFile(Array(text.utf8), path: "nightly.yaml", environment: environment)
    }

    @Test func `a name is enough`() throws {
        let file = try read("estate: acme")

        #expect(file.estate == "acme")
        #expect(file.state == "output")
        #expect(file.reports == "output/acme")
        #expect(file.concurrency == 64)
    }

    @Test func `under systemd the state is where systemd says`() throws {
        #expect(
            try read("estate: acme", ["STATE_DIRECTORY": "/var/lib/stocktake"]).state == "/var/lib/stocktake")
        #expect(try read("estate: acme", ["STATE_DIRECTORY": "/a:/b"]).reports == "/a/acme")
        #expect(try read("estate: acme\nstate: here", ["STATE_DIRECTORY": "/var/lib/x"]).state == "here")
    }

    @Test func `variables and dollar signs are expanded`() throws {
        let file = try read(
            "estate: ${NAME}-x\nstate: '/a/$$b/${NAME}'\nconcurrency: ${WIDTH}",
            ["NAME": "acme", "WIDTH": "8"])

        #expect(file.estate == "acme-x")
        #expect(file.state == "/a/$b/acme")
        #expect(file.concurrency == 8)
    }

    @Test func `costs say where the bill is, and how it is told apart`() throws {
        let file = try read(
            "estate: a\ncosts: { source: 's3://bills/cur', months: 6, days: true, tags: [team, cost-centre] }"
        )

        #expect(file.scope.costs.source == .bucket("s3://bills/cur"))
        #expect(file.scope.costs.months == 6)
        #expect(file.scope.costs.keepsDays)
        #expect(file.scope.costs.tags == ["team", "cost-centre"])
    }

    @Test func `the tags that name an owner are the organisation's own`() throws {
        #expect(try read("estate: a").scope.ownerTags == ["owner", "team"])
        #expect(try read("estate: a\nowner-tags: [squad, Owner]").scope.ownerTags == ["squad", "Owner"])
    }

    @Test(arguments: [
        ("estate: a", CostScope.Source.none), ("estate: a\ncosts: {}", .auto),
        ("estate: a\nservices: { ecr: {} }", .auto), ("estate: a\ncosts: { source: none }", .none),
        ("estate: a\nservices: { ecr: {} }\naws: { simulation: {} }", .auto),
        ("estate: a\ncosts: { source: /srv/bills }", .folder("/srv/bills")),
    ])
    func `the bill is looked for where anything is audited`(
        _ text: String, _ source: CostScope.Source
    ) throws {
        #expect(try read(text).scope.costs.source == source)
    }

    @Test func `reports are flat and plain, and otherwise as the file says`() throws {
        let plain = try read("estate: a").reporting
        let file = try read(
            "estate: a\nreport: { directory: /r, compress: gzip, layout: hive, csv: excel, upload: 's3://b-c/d/' }"
        )

        #expect(plain == ReportScope())
        #expect(file.reports == "/r/a")
        #expect(file.reporting.compression == .gzip)
        #expect(file.reporting.layout == .hive)
        #expect(file.reporting.dialect == .excel)
        #expect(file.reporting.upload?.description == "s3://b-c/d")
    }

    @Test func `what is kept has defaults, never less than services look back for`() throws {
        let plain = try read("estate: a").retention
        let far = try read("estate: a\nservices: { dynamodb: { days: 400, period: 1h } }").retention
        let few = try read("estate: a\nkeep: { runs: 3, metrics: 20, backups: 0 }").retention

        #expect((plain.runs, plain.cells, plain.metrics, plain.backups) == (400, 7, 90, 7))
        #expect(far.metrics == 400)
        #expect((few.runs, few.cells, few.metrics, few.backups) == (3, 3, 20, 0))
    }

    @Test(arguments: [
        ("state: x\nconcurrency: 2", "1:1: `estate` is missing", "add a line `estate: …`"),
        ("estat: acme", "1:1: unknown key 'estat'", "did you mean 'estate'?"),
        ("estate: acme\nstat: x", "2:1: unknown key 'stat'", "did you mean 'state'?"),
        (
            "estate: acme\nzzz: x", "2:1: unknown key 'zzz'",
            "the keys here are estate, state, concurrency, aws, services, owner-tags, metrics-budget, costs, report, ping, keep"
        ),
        ("estate: acme\nreport:\n  dirctory: x", "3:3: unknown key 'dirctory'", "did you mean 'directory'?"),
        ("estate: acme\nreport: x", "2:9: `report` is not a mapping", "write `key: value` lines"),
        ("estate: 12", "1:9: `estate` is not a text", "write one value; put quotes around numbers"),
        ("estate: a/b", "1:9: `estate` is a name of letters", "write another value"),
        (
            "estate: acme\nconcurrency: 0", "2:14: `concurrency` is not a number from 1 to 1024",
            "write a number"
        ),
        ("estate: acme\nconcurrency: lots", "2:14: `concurrency` is not a number", "write a number"),
        ("estate: ${NOWHERE}", "1:9: the environment has no variable NOWHERE", "set NOWHERE"),
        ("estate: ${NAME", "1:9: `${` has no `}`", "write ${NAME}"),
        ("estate: a\naws: { regoins: enabled }", "2:8: unknown key 'regoins'", "did you mean 'regions'?"),
        ("estate: a\naws: { regions: [mars] }", "2:17: `regions` has 'mars', which is no region", "write"),
        ("estate: a\naws: { accounts: [{ id: 12 }] }", "2:25: `id` is not a text", "put quotes"),
        (
            "estate: a\naws: { accounts: [{ id: '12' }] }", "2:25: `id` is an account's id of twelve digits",
            ""
        ),
        ("estate: a\naws: { accounts: [] }", "`accounts` is empty", "name accounts"),
        ("estate: a\naws: { organization: { } }", "`role` is missing", "add a line `role: …`"),
        (
            "estate: a\naws: { organization: { role: R }, accounts: [] }",
            "`organization` and `accounts` exclude each other", "include"
        ),
        (
            "estate: a\naws: { organization: { role: R, include: { units: [x] } } }",
            "`units` holds 'x', which is no unit", ""
        ),
        ("estate: a\nservices: { dynamo: {} }", "unknown key 'dynamo'", "did you mean 'dynamodb'?"),
        ("estate: a\nservices: { dynamodb: { period: 2m } }", "`period` is one of 1m, 5m, 1h", ""),
        ("estate: a\nkeep: { run: 4 }", "unknown key 'run'", "did you mean 'runs'?"),
        ("estate: a\nkeep: { runs: 1 }", "`runs` is not a number from 2 to 10000", "`runs: 400`"),
        ("estate: a\nkeep: { runs: 10, cells: 11 }", "2:26: `cells` is not a number from 2 to 10", ""),
        (
            "estate: a\nkeep: { metrics: 13 }", "2:18: `metrics` is not a number from 14 to 3650",
            "`metrics: 90`"
        ),
        (
            "estate: a\nservices: { dynamodb: { days: 300, period: 1h } }\nkeep: { metrics: 299 }",
            "`metrics` is not a number from 300 to 3650", "`metrics: 300`"
        ),
        ("estate: a\nkeep: { backups: -1 }", "`backups` is not a number from 0 to 1000", ""),
        ("estate: a\nping: hc-ping.com/x", "2:7: `ping` is no address", "write another value"),
        ("estate: a\nping: https://u:p@hc-ping.com/x", "`ping` is no address", ""),
        ("estate: a\ncosts: { months: 0 }", "`months` is not a number from 1 to 36", ""),
        (
            "estate: a\ncosts: { days: often }", "2:16: `days` is neither true nor false",
            "write `days: true`"
        ),
        ("estate: a\nreport: { layout: tree }", "2:19: `layout` is one of flat, hive", ""),
        ("estate: a\nreport: { csv: numbers }", "2:16: `csv` is one of plain, excel", ""),
        ("estate: a\nreport: { upload: reports/x }", "2:19: `upload` is no place in S3", ""),
        ("estate: a\nreport: { upload: 's3://Reports/x' }", "`upload` names no bucket: that is 3 to 63", ""),
        ("estate: a\nreport: { upload: 's3://reports/x//y' }", "`upload` has a prefix that is long, or", ""),
        (
            "estate: a\naws: { simulation: {} }\nreport: { upload: 's3://reports' }",
            "3:19: `upload` and `simulation` exclude each other", "leave `upload` out"
        ),
        ("- estate", "1:1: the file is not a mapping", "write `key: value` lines"),
        ("estate: a\nestate: b", "2:1: ", "the file has to be YAML"),
        ("estate: [a", "", "the file has to be YAML"),
    ])
    func `a mistake is told with its place and what to do, and ends with 78`(
        _ text: String, _ what: String, _ hint: String
    ) {
        let problem = #expect(throws: Problem.self) { try read(text) }

        #expect(problem?.exit == .badPipelineFile)
        #expect(problem?.what.hasPrefix("nightly.yaml:") == true, "\(problem as Any)")
        #expect(what.isEmpty || problem?.what.contains(what) == true, "\(problem as Any)")
        #expect(hint.isEmpty || problem?.hint.contains(hint) == true, "\(problem as Any)")
    }

    @Test func `every pipeline file that is shipped is right`() throws {
        let folder = Vectors.checkout.appendingPathComponent("pipelines")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }

        #expect(!files.isEmpty)
        for file in files {
            #expect(throws: Never.self) {
                try PipelineFile(
                    [UInt8](Data(contentsOf: file)), path: file.lastPathComponent, environment: [:])
            }
        }
    }
}
