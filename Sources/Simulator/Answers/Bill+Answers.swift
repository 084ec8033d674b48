import Formats

/// Which reports and exports of the bill there are.
enum BillAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        switch exchange.action {
        case .describeReports: try reports(exchange)
        case .listExports: try exports(exchange)
        default: try export(exchange)
        }
    }

    /// Only who pays has defined reports; everybody may ask.
    private static func isPayer(_ exchange: Exchange) -> Bool { exchange.account.index == 0 }

    private static func reports(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("MaxResults", upTo: 5, default: 5)
        let count = isPayer(exchange) ? 1 : 0
        let slice = try exchange.paging("NextToken").slice(of: count, size: size, exchange.oddity)
        return JSONWriter.page("ReportDefinitions") { writer in
            for _ in slice.items { writer.reportDefinition(exchange.simulation) }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }

    private static let exportName = "halvorsen-recommendations"

    /// The one export is not of the bill: the bill comes as a report of the older kind.
    private static func exportARN(_ exchange: Exchange) -> String {
        let id = exchange.simulation.draw.at("export").uuid
        return "arn:aws:bcm-data-exports:us-east-1:\(exchange.account.id):export/\(exportName)-\(id)"
    }

    private static func exports(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("MaxResults", upTo: 100, default: 100)
        let count = isPayer(exchange) ? 1 : 0
        let slice = try exchange.paging("NextToken").slice(of: count, size: size, exchange.oddity)
        return JSONWriter.page("Exports") { writer in
            for _ in slice.items {
                writer.object { writer in
                    writer.field("ExportArn", exportARN(exchange))
                    writer.field("ExportName", exportName)
                    writer.key("ExportStatus")
                    writer.object { $0.field("StatusCode", "HEALTHY") }
                }
            }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }

    private static func export(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let arn = try exchange.question.demanded("ExportArn")
        guard isPayer(exchange), arn == exportARN(exchange) else {
            throw .own(
                status: 400, code: "ResourceNotFoundException", message: "The export \(arn) was not found.")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Export")
            writer.object { writer in
                writer.key("DataQuery")
                writer.object { writer in
                    writer.field("QueryStatement", "SELECT * FROM COST_OPTIMIZATION_RECOMMENDATIONS")
                }
                writer.key("DestinationConfigurations")
                writer.object { $0.destination(exchange.simulation) }
                writer.field("ExportArn", arn)
                writer.field("Name", exportName)
                writer.key("RefreshCadence")
                writer.object { $0.field("Frequency", "SYNCHRONOUS") }
            }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func reportDefinition(_ simulation: Simulation) {
        object { writer in
            writer.key("AdditionalArtifacts")
            writer.array { _ in }
            writer.key("AdditionalSchemaElements")
            writer.array { $0.string("RESOURCES") }
            writer.field("Compression", "GZIP")
            writer.field("Format", "textORcsv")
            writer.field("RefreshClosedReports", true)
            writer.field("ReportName", BillDelivery.reportName)
            writer.field("ReportVersioning", "CREATE_NEW_REPORT")
            writer.field("S3Bucket", simulation.billBucket)
            writer.field("S3Prefix", BillDelivery.prefix)
            writer.field("S3Region", "us-east-1")
            writer.field("TimeUnit", "DAILY")
        }
    }

    fileprivate mutating func destination(_ simulation: Simulation) {
        key("S3Destination")
        object { writer in
            writer.field("S3Bucket", simulation.billBucket)
            writer.key("S3OutputConfigurations")
            writer.object { writer in
                writer.field("Compression", "PARQUET")
                writer.field("Format", "PARQUET")
                writer.field("OutputType", "CUSTOM")
                writer.field("Overwrite", "OVERWRITE_REPORT")
            }
            writer.field("S3Prefix", "exports")
            writer.field("S3Region", "us-east-1")
        }
    }
}
