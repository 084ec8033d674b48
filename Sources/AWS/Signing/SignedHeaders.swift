import HTTP

/// The headers that a signature covers, sorted, their names in small letters.
struct SignedHeaders {
    private var fields: [HTTPHeaders.Field]

    /// What the signer leaves out: itself, and what a transport or a proxy adds or changes.
    private static let unsigned = [
        "authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
    ]

    /// All headers of a request that can be signed, and its host.
    init(of request: HTTPRequest) {
        fields = []
        fields.reserveCapacity(request.headers.fields.count + 1)
        for field in request.headers.fields {
            let name = field.name.lowercased()
            if !Self.unsigned.contains(name) { fields.append(HTTPHeaders.Field(name, field.value)) }
        }
        if !fields.contains(where: { $0.name == "host" }) {
            fields.append(HTTPHeaders.Field("host", request.url.canonicalAuthority))
        }
        sort()
    }

    /// The headers of a request that a signature names.
    init(_ names: [String], of request: HTTPRequest) {
        fields = request.headers.fields.map { HTTPHeaders.Field($0.name.lowercased(), $0.value) }
        fields.removeAll { !names.contains($0.name) }
        if names.contains("host"), !fields.contains(where: { $0.name == "host" }) {
            fields.append(HTTPHeaders.Field("host", request.url.canonicalAuthority))
        }
        sort()
    }

    /// By name; those of one name keep their order, which the library's sort does not promise.
    private mutating func sort() {
        for end in fields.indices.dropFirst() {
            var place = end
            while place > 0, fields[place].name < fields[place - 1].name {
                fields.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    /// As a signature lists them: `host;x-amz-date`.
    var names: String {
        var text: [UInt8] = []
        for (index, field) in fields.enumerated() where index == 0 || fields[index - 1].name != field.name {
            if index > 0 { text.append(UInt8(ascii: ";")) }
            text.append(contentsOf: field.name.utf8)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends a line for each name, with the values of that name after each other.
    func append(to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0, fields[index - 1].name == field.name {
                bytes.append(UInt8(ascii: ","))
            } else {
                if index > 0 { bytes.append(UInt8(ascii: "\n")) }
                bytes.append(contentsOf: field.name.utf8)
                bytes.append(UInt8(ascii: ":"))
            }
            Self.appendTrimmed(field.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends a value without white space around it, and with one space for each run of it within.
    private static func appendTrimmed(_ value: String, to bytes: inout [UInt8]) {
        var value = value
        value.withUTF8 { text in
            guard text.contains(where: isSpace) else { return bytes.append(contentsOf: text) }
            let words = text.split(whereSeparator: isSpace)
            for (index, word) in words.enumerated() {
                if index > 0 { bytes.append(0x20) }
                bytes.append(contentsOf: word)
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

extension HTTPURL {
    /// What the `Host` header says once a client has left out the scheme's own port.
    fileprivate var canonicalAuthority: String {
        port == (scheme == "https" ? 443 : 80) ? host : authority
    }
}
