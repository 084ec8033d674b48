extension Redaction {
    /// JSON without the texts that secret members hold, however deep they are in them.
    static func members(_ bytes: [UInt8]) -> [UInt8] {
        var scan = MemberScan(bytes)
        while scan.step() {}
        return scan.result
    }
}

/// Goes through JSON text by text.
private struct MemberScan {
    private(set) var result: [UInt8] = []
    private var rest: ArraySlice<UInt8>
    private var depth = 0
    /// While what is read belongs to a secret member: the depth at which that is.
    private var hidden: Int?
    /// Where somebody is given credentials, a token is one of them; elsewhere it names a page.
    private let hidesTokens: Bool

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
        hidesTokens = bytes.firstRange(of: Array("\"SecretAccessKey\"".utf8)) != nil
    }

    /// Moves on by one text, bracket or comma; false at the end.
    mutating func step() -> Bool {
        guard let byte = rest.first else { return false }
        switch byte {
        case UInt8(ascii: "\""):
            passText()
            return true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            // The bracket closes the secret itself, or what the secret is a member of.
            if let hidden, depth <= hidden { self.hidden = nil }
        case UInt8(ascii: ",") where hidden == depth: hidden = nil
        default: break
        }
        pass(1)
        return true
    }

    private mutating func passText() {
        let text = rest.prefix(lengthOfText)
        let next = rest[text.endIndex...].first { $0 > 0x20 }
        if next == UInt8(ascii: ":") {
            if hidden == nil, isSecret(text.dropFirst().dropLast()) { hidden = depth }
            pass(text.count)
        } else if hidden != nil {
            result += "\"\(Redaction.placeholder)\"".utf8
            rest = rest[text.endIndex...]
        } else {
            pass(text.count)
        }
    }

    private func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
        Redaction.isSecret(name) || hidesTokens && name.elementsEqual("Token".utf8)
    }

    /// With both quotes; up to the end where the second is missing.
    private var lengthOfText: Int {
        var index = rest.startIndex + 1
        while index < rest.endIndex, rest[index] != UInt8(ascii: "\"") {
            index += rest[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, rest.endIndex) - rest.startIndex
    }

    private mutating func pass(_ count: Int) {
        result += rest.prefix(count)
        rest = rest.dropFirst(count)
    }
}
