import Formats

/// What a recording knows of one exchange, as one line of JSON.
///
///     {"request":"GET a.b/c","status":200,"headers":[["Date","…"]],"body":"…"}
///     {"request":"GET a.b/c","failure":"dropped","reason":"a.b broke the connection"}
///
/// A body that is not text stands under `bytes` instead, a character for each byte.
struct RecordedExchange: Equatable {
    var request: String
    var outcome: Result<HTTPResponse, HTTPFailure>

    init(_ request: String, _ outcome: Result<HTTPResponse, HTTPFailure>) {
        self.request = request
        self.outcome = outcome
    }

    /// The line, with its end.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("request", request)
            switch outcome {
            case .success(let response): Self.write(response, to: &writer)
            case .failure(let failure):
                writer.field("failure", failure.kind.rawValue)
                writer.field("reason", failure.reason)
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ response: HTTPResponse, to writer: inout JSONWriter) {
        writer.field("status", response.status)
        writer.key("headers")
        writer.array { writer in
            for field in response.headers.fields {
                writer.array { writer in
                    writer.string(field.name)
                    writer.string(field.value)
                }
            }
        }
        if let text = String(validating: response.body, as: UTF8.self) {
            writer.field("body", text)
        } else {
            let text = response.body.reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) }
            writer.field("bytes", text)
        }
    }
}

extension RecordedExchange {
    /// Reads a line.
    init(line: [UInt8]) throws(DecodingFailure) {
        var (request, reason) = ("", "")
        var kind: HTTPFailure.Kind?
        var response = HTTPResponse(status: 0)
        try JSONReader.read(line) { reader in
            try reader.object { key, reader in
                switch key {
                case "request": request = try reader.string()
                case "status": response.status = try reader.int()
                case "headers": response.headers = try Self.headers(&reader)
                case "body": response.body = Array(try reader.string().utf8)
                case "bytes": response.body = try Self.bytes(&reader)
                case "failure": kind = try Self.kind(&reader)
                case "reason": reason = try reader.string()
                default: break
                }
            }
        }
        guard !request.isEmpty, kind != nil || response.status != 0 else {
            throw DecodingFailure("it tells of no exchange")
        }
        self.init(request, kind.map { .failure(HTTPFailure($0, reason)) } ?? .success(response))
    }

    private static func headers(_ reader: inout JSONReader) throws(DecodingFailure) -> HTTPHeaders {
        let fields = try reader.list { reader in
            let parts = try reader.list { try $0.string() }
            guard parts.count == 2 else { throw DecodingFailure("a header is a name and a value") }
            return HTTPHeaders.Field(parts[0], parts[1])
        }
        return HTTPHeaders(fields)
    }

    private static func bytes(_ reader: inout JSONReader) throws -> [UInt8] {
        try reader.string().unicodeScalars.map { scalar in
            guard let byte = UInt8(exactly: scalar.value) else {
                throw DecodingFailure("a byte is too large")
            }
            return byte
        }
    }

    private static func kind(_ reader: inout JSONReader) throws -> HTTPFailure.Kind {
        guard let kind = HTTPFailure.Kind(rawValue: try reader.string()) else {
            throw DecodingFailure("it failed in a way that is not known")
        }
        return kind
    }
}
