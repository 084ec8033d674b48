extension XMLReader {
    /// Moves to the root element.
    mutating func readProlog() throws(DecodingFailure) {
        try refuseOtherEncodings()
        if rest.isPrefixed(by: "\u{FEFF}") { cursor += 3 }
        try readDeclaration()
        try skipMiscellany()
        guard cursor < end else { throw failure("the text has no element") }
        guard cursor.pointee == UInt8(ascii: "<") else { throw failure("expected an element") }
    }

    /// Checks that only comments and white space follow the root.
    mutating func readEpilog() throws(DecodingFailure) {
        try skipMiscellany()
        guard cursor == end else { throw failure("text after the root element") }
    }

    /// What has not been read.
    var rest: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: cursor, count: end - cursor) }

    private mutating func skipMiscellany() throws(DecodingFailure) {
        skipWhitespace()
        while rest.isPrefixed(by: "<!") || rest.isPrefixed(by: "<?") {
            try skipMiscellaneous()
            skipWhitespace()
        }
    }

    /// UTF-16 and UTF-32 have a mark, or a zero next to the first `<`.
    private func refuseOtherEncodings() throws(DecodingFailure) {
        let first = rest.prefix(2)
        let isMarked = first.elementsEqual([0xFE, 0xFF]) || first.elementsEqual([0xFF, 0xFE])
        guard !isMarked, !first.contains(0) else { throw failure("an encoding that is not UTF-8") }
    }

    /// Reads `<?xml version="1.0" encoding="UTF-8"?>`, if it is there.
    private mutating func readDeclaration() throws(DecodingFailure) {
        guard rest.count > 5, rest.isPrefixed(by: "<?xml"), rest[5] <= 0x20 else { return }
        cursor += 5
        var names: [String] = []
        var isUTF8 = true
        while true {
            let isSeparated = cursor < end && cursor.pointee <= 0x20
            skipWhitespace()
            if rest.isPrefixed(by: "?>") { break }
            guard isSeparated else { throw failure("expected white space") }
            let (name, value) = try scanAttribute()
            names.append(String(decoding: name, as: UTF8.self))
            if name.span == "encoding" { isUTF8 = Self.isUTF8(value) }
        }
        // The order is fixed, and only the version must be there (XML 1.0, production 23).
        let orders = [
            ["version"], ["version", "encoding"], ["version", "standalone"],
            ["version", "encoding", "standalone"],
        ]
        guard orders.contains(names) else { throw failure("a wrong XML declaration") }
        guard isUTF8 else { throw failure("an encoding that is not UTF-8") }
        cursor += 2
    }

    private static func isUTF8(_ encoding: XMLText) -> Bool {
        let name = String(decoding: encoding.bytes, as: UTF8.self).lowercased()
        return name == "utf-8" || name == "us-ascii"
    }
}
