import Formats

/// A query as signatures spell it: what is not encoded yet is, and the parameters are sorted.
enum CanonicalQuery {
    private struct Parameter {
        var name: [UInt8] = []
        var value: [UInt8] = []

        /// By the encoded bytes of the name, then of the value.
        func precedes(_ other: Parameter) -> Bool {
            name == other.name
                ? value.lexicographicallyPrecedes(other.value) : name.lexicographicallyPrecedes(other.name)
        }
    }

    static func append(_ query: String, to output: inout [UInt8]) {
        let parameters = Array(query.utf8).split(separator: UInt8(ascii: "&")).map(parameter)
        let sorted = parameters.sorted { $0.precedes($1) }
        for (index, parameter) in sorted.enumerated() {
            if index > 0 { output.append(UInt8(ascii: "&")) }
            output.append(contentsOf: parameter.name)
            output.append(UInt8(ascii: "="))
            output.append(contentsOf: parameter.value)
        }
    }

    private static func parameter(_ text: ArraySlice<UInt8>) -> Parameter {
        let parts = text.split(
            separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        return Parameter(name: completed(parts[0]), value: parts.count > 1 ? completed(parts[1]) : [])
    }

    private static func completed(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let text = Array(text)
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for index in text.indices {
            if PercentEncoding.escape(in: text, at: index) != nil {
                output.append(text[index])
            } else {
                PercentEncoding.append(text[index], to: &output)
            }
        }
        return output
    }
}
