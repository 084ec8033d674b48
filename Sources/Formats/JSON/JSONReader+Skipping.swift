extension JSONReader {
    /// What sort of value comes next.
    package enum Kind: Sendable {
        case object, array, string, number, bool, null
    }

    /// Looks at the next value without taking it.
    package mutating func kind() throws(DecodingFailure) -> Kind {
        switch try peek() {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: throw failure("expected a value")
        }
    }

    /// Passes over one value of any kind, checking it as strictly as if it were read.
    package mutating func skip() throws(DecodingFailure) {
        switch try kind() {
        case .object: try skipObject()
        case .array: try skipArray()
        case .string: _ = try scanString()
        case .number: _ = try scanNumber()
        case .bool: _ = try bool()
        case .null: try null()
        }
    }

    /// The text of the next value exactly as it is written, checked.
    package mutating func raw() throws(DecodingFailure) -> [UInt8] {
        _ = try peek()
        let first = cursor
        try skip()
        return Array(UnsafeBufferPointer(start: first, count: cursor - first))
    }

    private mutating func skipArray() throws(DecodingFailure) {
        guard try enter(.array) else { return }
        repeat {
            try skip()
        } while try goesOn(in: .array)
    }

    private mutating func skipObject() throws(DecodingFailure) {
        guard try enter(.object) else { return }
        repeat {
            _ = try key()
            try skip()
        } while try goesOn(in: .object)
    }
}
