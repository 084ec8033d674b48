import AWS
import Formats
import HTTP
import Pipeline
import SQLite

extension DynamoDB {
    /// The functions that are called for what happens in queues and streams.
    struct ListEventSourceMappings: PagedRequest {
        var token: String?

        static let operation = Operation(
            .lambda, "ListEventSourceMappings", action: "lambda:ListEventSourceMappings", rate: 10)

        func encode() -> Call {
            .rest(
                "GET", "/2015-03-31/event-source-mappings/", query: ["Marker": token, "MaxItems": "100"])
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> StreamReaders {
            try JSONReader.read(response.body) { reader in
                var (readers, next): ([StreamReader]?, String?) = (nil, nil)
                try reader.members { key, reader in
                    switch key {
                    case "EventSourceMappings":
                        readers = try reader.list { reader in try StreamReader(&reader) }
                    case "NextMarker": next = try reader.string()
                    default: break
                    }
                }
                guard let readers else { throw DecodingFailure("no EventSourceMappings") }
                return StreamReaders(readers: readers, next: next)
            }
        }

        static func nextToken(in page: StreamReaders) -> String? { page.next }
    }

    struct StreamReaders: Equatable, Sendable {
        var readers: [StreamReader]
        var next: String?
    }

    /// A function that reads a stream, or a queue.
    struct StreamReader: Equatable, Sendable {
        var id = ""
        var source = ""
        var function = ""
        var state = ""

        init(_ reader: inout JSONReader) throws(DecodingFailure) {
            try reader.members { key, reader in
                switch key {
                case "UUID": id = try reader.string()
                case "EventSourceArn": source = try reader.string()
                case "FunctionArn": function = try reader.string()
                case "State": state = try reader.string()
                default: break
                }
            }
        }
    }

    /// Lists the functions that read the streams of tables.
    struct StreamReaderListing: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "stream-readers"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ListEventSourceMappings(), of: cell, at: cursor, client) { answer in
                // One listing of a place, not a question for each stream: the queues among them are passed over.
                let readers = answer.readers.filter { $0.source.contains(":dynamodb:") }
                return Listed { database in
                    var count = 0
                    for reader in readers {
                        count += try database.execute(
                            """
                            INSERT INTO dynamodb_stream_reader (id, stream_arn, account, region, function, state, run)
                            VALUES (\(reader.id), \(reader.source), \(cell.account), \(cell.region),
                                \(reader.function), \(reader.state), \(run.id))
                            ON CONFLICT (id) DO UPDATE SET state = excluded.state, function = excluded.function,
                                run = excluded.run
                            WHERE dynamodb_stream_reader.run <> excluded.run
                            """)
                    }
                    if answer.next == nil {
                        try database.forget("dynamodb_stream_reader", of: cell, unseenBy: run)
                    }
                    return count
                }
            }
        }
    }
}
