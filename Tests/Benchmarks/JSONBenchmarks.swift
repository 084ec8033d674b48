import Formats

extension Benchmark {
    static let json: [Benchmark] = [
        Benchmark(name: "json.metrics") {
            let page = MetricPage.json()
            return {
                let points = try decodedPoints(of: page)
                guard points == MetricPage.seriesCount * MetricPage.pointCount else {
                    throw DecodingFailure("read \(points) points")
                }
                return Amount(count: Double(page.count), unit: "B")
            }
        },
        Benchmark(name: "json.metrics.python") {
            let page = MetricPage.json()
            let python = try PythonBenchmark(input: page)
            return {
                let seconds = try python.seconds("import json", "json.loads(data)")
                return Amount(count: Double(page.count), unit: "B", seconds: seconds)
            }
        },
        Benchmark(name: "json.skip") {
            let page = MetricPage.json()
            return {
                try JSONReader.read(page) { reader in try reader.skip() }
                return Amount(count: Double(page.count), unit: "B")
            }
        },
        Benchmark(name: "json.tree") {
            let page = tablePage()
            return {
                let tables = try JSON(page)["Tables"]?.elements?.count
                guard tables == 1000 else { throw DecodingFailure("read \(tables ?? 0) tables") }
                return Amount(count: Double(page.count), unit: "B")
            }
        },
        Benchmark(name: "json.write") {
            let tree = try JSON(tablePage())
            return { Amount(count: Double(tree.bytes().count), unit: "B") }
        },
    ]

    private static func decodedPoints(of page: [UInt8]) throws -> Int {
        try JSONReader.read(page) { reader in
            var points = 0
            try reader.object { key, reader in
                guard key == "MetricDataResults" else { return }
                try reader.array { result in
                    var series = Series()
                    try result.object { key, reader in try series.read(key, &reader) }
                    points += series.timestamps.count == series.values.count ? series.values.count : 0
                }
            }
            return points
        }
    }

    private struct Series {
        var id = ""
        var label = ""
        var timestamps: [Double] = []
        var values: [Double] = []

        mutating func read(_ key: Span<UInt8>, _ reader: inout JSONReader) throws(DecodingFailure) {
            switch key {
            case "Id": id = try reader.string()
            case "Label": label = try reader.string()
            case "Timestamps": timestamps = try reader.doubles()
            case "Values": values = try reader.doubles()
            default: break
            }
        }
    }

    /// What 1,000 calls of DescribeTable answer, as one array.
    private static func tablePage() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Tables")
            writer.array { writer in
                for number in 0..<1000 { writer.value(table(number)) }
            }
        }
        return writer.bytes
    }

    private static func table(_ number: Int) -> JSON {
        let name = "service-\(number)-prod"
        let arn = "arn:aws:dynamodb:eu-west-1:111122223333:table/\(name)"
        let throughput: JSON = [
            "NumberOfDecreasesToday": 0, "ReadCapacityUnits": .number(JSON.Number(number * 5)),
            "WriteCapacityUnits": 25,
        ]
        let index: JSON = [
            "IndexName": "by-owner", "IndexStatus": "ACTIVE", "IndexSizeBytes": 123_456_789,
            "ItemCount": 54321,
            "IndexArn": .string(arn + "/index/by-owner"), "ProvisionedThroughput": throughput,
            "KeySchema": [["AttributeName": "owner", "KeyType": "HASH"]],
            "Projection": ["ProjectionType": "ALL"],
        ]
        return [
            "AttributeDefinitions": [
                ["AttributeName": "id", "AttributeType": "S"],
                ["AttributeName": "owner", "AttributeType": "S"],
            ],
            "TableName": .string(name), "TableStatus": "ACTIVE",
            "CreationDateTime": .number(creation(number)),
            "KeySchema": [["AttributeName": "id", "KeyType": "HASH"]], "ProvisionedThroughput": throughput,
            "TableSizeBytes": .number(JSON.Number(number * 1_234_567)), "ItemCount": 987_654,
            "TableArn": .string(arn), "TableId": "0a1b2c3d-1111-2222-3333-444455556666",
            "GlobalSecondaryIndexes": [index], "DeletionProtectionEnabled": false,
            "BillingModeSummary": ["BillingMode": "PROVISIONED"],
            "TableClassSummary": ["TableClass": "STANDARD"],
        ]
    }

    private static func creation(_ number: Int) -> JSON.Number {
        JSON.Number(1_700_000_000.5 + Double(number)) ?? JSON.Number(0)
    }
}
