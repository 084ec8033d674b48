extension XMLReader {
    /// What stands at a `<`.
    enum Markup {
        case startTag, endTag
        case data(XMLText)
        /// A comment or a processing instruction, which is behind the cursor already.
        case nothing
    }

    @inline(__always)
    mutating func nextMarkup() throws(DecodingFailure) -> Markup {
        guard end - cursor >= 2 else { throw failure("the text ends too early") }
        switch cursor[1] {
        case UInt8(ascii: "/"): return .endTag
        case UInt8(ascii: "?"), UInt8(ascii: "!"): return try scanSpecialMarkup()
        default: return .startTag
        }
    }

    private mutating func scanSpecialMarkup() throws(DecodingFailure) -> Markup {
        let rest = rest
        if rest.isPrefixed(by: "<![CDATA[") {
            cursor += 9
            return .data(XMLText(bytes: try skip(behind: "]]>"), form: .data))
        }
        try skipMiscellaneous()
        return .nothing
    }

    /// Moves behind a comment or a processing instruction.
    mutating func skipMiscellaneous() throws(DecodingFailure) {
        let rest = rest
        if rest.isPrefixed(by: "<!--") {
            cursor += 4
            _ = try skip(behind: "--")
            return try expect(UInt8(ascii: ">"), "'--' in a comment")
        }
        guard rest.isPrefixed(by: "<?") else {
            throw failure(
                rest.isPrefixed(by: "<!DOCTYPE") ? "a DOCTYPE, which is not read" : "unknown markup")
        }
        cursor += 2
        let target = try scanName()
        guard String(decoding: target, as: UTF8.self).lowercased() != "xml" else {
            throw failure("an XML declaration that is not at the start")
        }
        let begin = cursor
        let content = try skip(behind: "?>")
        guard content.first ?? 0x20 <= 0x20 else { throw failure("expected white space", at: begin) }
    }

    /// Moves behind the name of a start tag, whose element is now open.
    @inline(__always)
    mutating func openElement() throws(DecodingFailure) -> UnsafeBufferPointer<UInt8> {
        try expect(UInt8(ascii: "<"), "expected an element")
        let name = try scanName()
        openName = name
        return name
    }

    /// Takes the open element: moves behind its start tag.
    ///
    /// It answers its name, or nil if the element has no content and is behind the cursor already.
    @inline(__always)
    mutating func enter() throws(DecodingFailure) -> UnsafeBufferPointer<UInt8>? {
        guard let name = openName else { throw failure("an element that was read before") }
        openName = nil
        if cursor < end, cursor.pointee == UInt8(ascii: ">") {
            cursor += 1
        } else {
            try skipAttributes { _, _ in }
            if cursor.pointee == UInt8(ascii: "/") {
                cursor += 1
                try expect(UInt8(ascii: ">"), "expected '>'")
                return nil
            }
            cursor += 1
        }
        guard depth < Self.depthLimit else { throw failure("nested too deeply") }
        depth += 1
        return name
    }

    /// Moves behind the end tag of an element.
    @inline(__always)
    mutating func leave(_ name: UnsafeBufferPointer<UInt8>) throws(DecodingFailure) {
        cursor += 2
        guard end - cursor > name.count else { throw failure("the text ends too early") }
        for byte in name {
            guard byte == cursor.pointee else {
                throw failure("an end tag that does not match its start tag")
            }
            cursor += 1
        }
        if cursor.pointee != UInt8(ascii: ">") { skipWhitespace() }
        try expect(UInt8(ascii: ">"), "an end tag that does not match its start tag")
        depth -= 1
    }
}
