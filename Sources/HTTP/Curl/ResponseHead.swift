import Formats

/// The status line and the headers of an answer, as they come in.
///
/// Lines are kept as bytes and read once, at the end: most answers are looked at by status alone before.
struct ResponseHead {
    private(set) var status = 0
    /// Whether the empty line behind the headers has come.
    private(set) var isWhole = false
    private var lines: [UInt8] = []

    /// Takes the next line, with its line end.
    ///
    /// A status line begins anew, because interim answers (100, 103) come before the real one. What follows the
    /// empty line are trailers, which nobody signed up for.
    mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
        if line.isPrefixed(by: "HTTP/") {
            status = Self.status(in: line)
            lines.removeAll(keepingCapacity: true)
            isWhole = false
        } else if line.first == UInt8(ascii: "\r") || line.first == UInt8(ascii: "\n") {
            isWhole = true
        } else if !isWhole {
            lines.append(contentsOf: line)
        }
    }

    mutating func clear() {
        status = 0
        isWhole = false
        lines.removeAll(keepingCapacity: true)
    }

    var headers: HTTPHeaders {
        var fields: [HTTPHeaders.Field] = []
        fields.reserveCapacity(16)
        lines.withUnsafeBufferPointer { lines in
            var rest = lines[...]
            while !rest.isEmpty {
                let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
                if let field = Self.field(in: rest[..<end]) { fields.append(field) }
                rest = rest[end...].dropFirst()
            }
        }
        return HTTPHeaders(fields)
    }

    /// The three digits after the first space.
    private static func status(in line: UnsafeBufferPointer<UInt8>) -> Int {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return 0 }
        return line[(space + 1)...].prefix { (0x30...0x39).contains($0) }.prefix(3)
            .reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func field(in line: Slice<UnsafeBufferPointer<UInt8>>) -> HTTPHeaders.Field? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var value = line[(colon + 1)...]
        while let first = value.first, isBlank(first) { value = value.dropFirst() }
        while let last = value.last, isBlank(last) { value = value.dropLast() }
        return HTTPHeaders.Field(
            String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
