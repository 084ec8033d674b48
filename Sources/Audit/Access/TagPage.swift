import Formats
import HTTP

/// A page of tags, as most services answer: a list of objects with `Key` and `Value`.
struct TagPage: Equatable, Sendable {
    var tags: [String: String] = [:]
    var next: String?

    init(_ response: HTTPResponse, tags list: String, next token: String) throws(DecodingFailure) {
        self = try JSONReader.read(response.body) { reader in
            var page = TagPage()
            try reader.object { key, reader in
                let key = String(key)
                if key == list {
                    try reader.array { reader in try page.add(&reader) }
                } else if key == token {
                    page.next = try reader.optional { try $0.string() }
                }
            }
            return page
        }
    }

    private init() {}

    private mutating func add(_ reader: inout JSONReader) throws {
        var (key, value) = ("", "")
        try reader.object { member, reader in
            switch member {
            case "Key": key = try reader.string()
            case "Value": value = try reader.optional { try $0.string() } ?? ""
            default: break
            }
        }
        tags[key] = value
    }
}
