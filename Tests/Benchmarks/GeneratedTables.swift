import Audit
import Formats
@preconcurrency import Glibc
import Pipeline

/// The tables that ../shared/bench/dynamodb/gen.py makes: one-minute sums of two weeks, the input that other tools are
/// measured on.
enum GeneratedTables {
    private static var folder: String {
        (getenv("BENCH_TABLES").map { String(cString: $0) } ?? "") + "/export"
    }

    /// The instant that the analysis speaks of: the midnight that the samples lead up to, or the next one.
    static func asOf() throws -> Timestamp {
        guard let text = try JSON(try bytes(of: "meta.json"))["now"]?.string else {
            throw DecodingFailure("meta.json tells no instant")
        }
        return try Timestamp(iso8601: text.replacing("+00:00", with: "Z"))
    }

    /// Loads the tables and their samples, and says how many samples there are.
    static func load(into estate: TableEstate) async throws -> Int {
        let resources = try JSON(try bytes(of: "resources.json")).elements ?? []
        try await estate.add(try tables())
        var loader = Loader(estate, resources.map(Resource.init))
        let file = try open("metrics.csv")
        defer { fclose(file) }
        var reader = CSVReader(.named(["resource_id", "metric", "epoch", "value"]))
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { break }
            try reader.read(Array(chunk[..<count]).span) { row in try loader.take(row) }
            try await loader.store(atLeast: 25)
        }
        try reader.finish { row in try loader.take(row) }
        loader.close()
        loader.addSilent()
        try await loader.store(atLeast: 1)
        return loader.count
    }

    private static func tables() throws -> [TableEstate.Table] {
        (try JSON(try bytes(of: "tables.json")).elements ?? []).map { entry in
            var table = TableEstate.Table(name: entry["table_name"]?.string ?? "")
            table.account = entry["account_id"]?.string ?? ""
            table.region = region(entry)
            table.isOnDemand = entry["billing_mode"]?.string == "PAY_PER_REQUEST"
            table.isInfrequentAccess = entry["table_class"]?.string == "STANDARD_INFREQUENT_ACCESS"
            table.bytes = entry["table_size_bytes"]?.number?.int ?? 0
            table.reads = entry["provisioned_read_capacity"]?.number?.int ?? 0
            table.writes = entry["provisioned_write_capacity"]?.number?.int ?? 0
            table.indexes = (entry["gsis"]?.elements ?? []).map { index in
                TableEstate.Table.Index(
                    name: index["gsi_name"]?.string ?? "",
                    reads: index["provisioned_read_capacity"]?.number?.int ?? 0,
                    writes: index["provisioned_write_capacity"]?.number?.int ?? 0)
            }
            return table
        }
    }

    /// us-west-2 is priced as us-east-1 there, and is told as it: the prices that the program carries lack it.
    private static func region(_ entry: JSON) -> String {
        let region = entry["region"]?.string ?? ""
        return region == "us-west-2" ? "us-east-1" : region
    }

    private struct Resource {
        var arn: String
        var index: String

        init(_ entry: JSON) {
            var table = TableEstate.Table(name: entry["table_name"]?.string ?? "")
            table.account = entry["account_id"]?.string ?? ""
            table.region = GeneratedTables.region(entry)
            arn = table.arn
            index = entry["gsi_name"]?.string ?? ""
        }
    }

    /// Puts the rows of one series after the other together.
    private struct Loader {
        private let estate: TableEstate
        private let resources: [Resource]
        private let days: Range<Int>
        private var key: (resource: Int, metric: String) = (-1, "")
        private var result = CloudWatch.MetricPage.Result()
        private var ready: [MeasuredSeries] = []
        private var seen: Set<String> = []
        private(set) var count = 0

        init(_ estate: TableEstate, _ resources: [Resource]) {
            (self.estate, self.resources) = (estate, resources)
            days = estate.asOf.day - 14..<estate.asOf.day
        }

        mutating func take(_ row: borrowing CSVRow) throws {
            let next = (resource: Int(row[0].string) ?? -1, metric: row[1].string)
            if next != key { close() }
            key = next
            result.times.append(Double(row[2].string) ?? 0)
            result.values.append(Double(row[3].string) ?? .nan)
            count += 1
        }

        /// Ends the series that is being read.
        mutating func close() {
            defer { result = CloudWatch.MetricPage.Result() }
            guard resources.indices.contains(key.resource), !result.times.isEmpty else { return }
            let resource = resources[key.resource]
            let isConsumed = key.metric.hasPrefix("C")
            seen.insert("\(key.resource) \(key.metric)")
            let name =
                (isConsumed ? "Consumed" : "Provisioned") + (key.metric.hasSuffix("R") ? "Read" : "Write")
            var measured = MeasuredSeries(
                WantedSeries(
                    Series(
                        resource: resource.arn, part: resource.index, metric: name + "CapacityUnits",
                        statistic: isConsumed ? "Sum" : "Average", period: isConsumed ? 60 : 300),
                    namespace: "AWS/DynamoDB", dimensions: [], days: days))
            if (try? measured.add(result)) != nil { ready.append(measured) }
        }

        /// Adds those that were asked for and had no value.
        mutating func addSilent() {
            for (number, resource) in resources.enumerated() {
                for (code, name) in [("CR", "Read"), ("CW", "Write")]
                where !seen.contains("\(number) \(code)") {
                    ready.append(
                        MeasuredSeries(
                            WantedSeries(
                                Series(
                                    resource: resource.arn, part: resource.index,
                                    metric: "Consumed\(name)CapacityUnits", statistic: "Sum", period: 60),
                                namespace: "AWS/DynamoDB", dimensions: [], days: days)))
                }
            }
        }

        mutating func store(atLeast count: Int) async throws {
            guard ready.count >= count else { return }
            _ = try await estate.store(ready)
            ready.removeAll(keepingCapacity: true)
        }
    }

    private static func open(_ name: String) throws -> UnsafeMutablePointer<FILE> {
        guard let file = fopen("\(folder)/\(name)", "r") else {
            throw DecodingFailure("no \(name) in \(folder)")
        }
        return file
    }

    private static func bytes(of name: String) throws -> [UInt8] {
        let file = try open(name)
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}
