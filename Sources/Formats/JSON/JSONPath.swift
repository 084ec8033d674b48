/// The way to a value, such as `$.Tables[3].Name`, worked out from all the text before it.
struct JSONPath: CustomStringConvertible {
    private enum Step {
        /// Inside an object, after this key, or before any key.
        case field(UnsafeBufferPointer<UInt8>?)
        /// Inside an array, at this index.
        case element(Int)
    }

    private var steps: [Step] = []

    /// Follows brackets, commas and keys.
    ///
    /// The text was read up to here, so it is sound but for its end.
    init(to text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "{"): steps.append(.field(nil))
            case UInt8(ascii: "["): steps.append(.element(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = steps.popLast()
            case UInt8(ascii: ","): advance()
            case UInt8(ascii: "\""):
                let end = Self.endOfString(in: text, from: index + 1)
                enter(UnsafeBufferPointer(rebasing: text[index + 1..<end]))
                index = end
            default: break
            }
            index += 1
        }
    }

    private mutating func advance() {
        switch steps.popLast() {
        case .element(let index): steps.append(.element(index + 1))
        case .field: steps.append(.field(nil))
        case nil: break
        }
    }

    /// The first string of a field is its key.
    private mutating func enter(_ string: UnsafeBufferPointer<UInt8>) {
        if case .field(nil) = steps.last { steps[steps.count - 1] = .field(string) }
    }

    private static func endOfString(in text: UnsafeBufferPointer<UInt8>, from first: Int) -> Int {
        var index = first
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, text.count)
    }

    var description: String {
        var path = "$"
        for step in steps {
            switch step {
            case .field(nil): break
            case .field(let key?): path += Self.field(key)
            case .element(let index): path += "[\(index)]"
            }
        }
        return path
    }

    private static func field(_ key: UnsafeBufferPointer<UInt8>) -> String {
        let name = String(decoding: key.prefix(100), as: UTF8.self)  // a path is for people
        let isPlain = name.utf8.allSatisfy { byte in
            byte | 0x20 &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
                || byte == UInt8(ascii: "_")
        }
        return isPlain && !name.isEmpty ? ".\(name)" : "[\"\(name)\"]"
    }
}
