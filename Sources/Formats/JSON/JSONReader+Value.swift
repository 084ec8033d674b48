extension JSONReader {
    /// Reads a value of any kind into a tree.
    package mutating func value() throws(DecodingFailure) -> JSON {
        switch try kind() {
        case .object: .object(try members())
        case .array: .array(try elements())
        case .string: .string(try string())
        case .number: .number(JSON.Number(text: try number()))
        case .bool: .bool(try bool())
        case .null: try nothing()
        }
    }

    private mutating func nothing() throws(DecodingFailure) -> JSON {
        try null()
        return .null
    }

    private mutating func elements() throws(DecodingFailure) -> [JSON] {
        var elements: [JSON] = []
        guard try enter(.array) else { return elements }
        repeat {
            elements.append(try value())
        } while try goesOn(in: .array)
        return elements
    }

    private mutating func members() throws(DecodingFailure) -> [JSON.Member] {
        var members: [JSON.Member] = []
        guard try enter(.object) else { return members }
        repeat {
            let key = try key()
            members.append(JSON.Member(key.string, try value()))
        } while try goesOn(in: .object)
        return members
    }
}
