/// Any bytes: no crash, no hang, and these hold.
///
/// - Events are balanced, and reading twice gives the same documents.
/// - Whatever comes before a `...`, the document behind it is found.
/// - A tree that is written as JSON-like YAML reads back as the same tree.
@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    checkEvents(bytes)
    let documents = Array(YAML.Documents(bytes))
    precondition(documents == Array(YAML.Documents(bytes)), "read twice, it differs")
    checkRecovery(bytes)
    for case .success(let tree) in documents { checkRoundTrip(tree) }
    return 0
}

private func checkEvents(_ bytes: [UInt8]) {
    var reader = YAMLReader(bytes)
    while let document = reader.next() {
        guard case .success(let events) = document else { continue }
        var open: [YAMLEvent.Kind] = []
        for event in events {
            precondition(event.place.line >= 1 && event.place.column >= 1, "an event without a place")
            switch event.kind {
            case .documentStart, .sequenceStart, .mappingStart: open.append(event.kind)
            case .documentEnd, .sequenceEnd, .mappingEnd: precondition(open.popLast() != nil, "unbalanced")
            case .alias, .scalar: break
            }
        }
        precondition(open.isEmpty, "a collection without an end")
    }
}

private func checkRecovery(_ bytes: [UInt8]) {
    let documents = Array(YAML.Documents(bytes + Array("\n...\n--- found\n".utf8)))
    if case .failure(let failure) = documents.first, failure.reason.hasPrefix("not UTF-8 but") { return }
    guard case .success(let tree) = documents.last else { preconditionFailure("the last document is lost") }
    precondition(tree.string == "found", "the last document is lost")
}

private func checkRoundTrip(_ tree: YAML) {
    var text = Writer()
    text.write(tree)
    // Aliases can make a text longer than a fuzzer should read.
    guard text.bytes.count <= Writer.limit else { return }
    guard let again = try? YAML(text.bytes) else { preconditionFailure("what was written cannot be read") }
    precondition(again == tree, "what was written reads otherwise")
}

/// Writes a tree with quotes and brackets.
private struct Writer {
    static let limit = 1 << 16
    var bytes: [UInt8] = []

    mutating func write(_ node: YAML) {
        guard bytes.count <= Self.limit else { return }
        if let tag = node.tag { write(tag: tag) }
        switch node.value {
        case .null: bytes += "null".utf8
        case .bool(let bool): bytes += "\(bool)".utf8
        case .integer(let text): bytes += text.utf8
        case .float(let text): bytes += "!!float ".utf8 + Array(text.utf8)
        case .string(let text): write(text)
        case .sequence(let nodes):
            bytes += "[ ".utf8
            for node in nodes {
                write(node)
                bytes += " , ".utf8
            }
            bytes += "]".utf8
        case .mapping(let mapping):
            bytes += "{ ".utf8
            for entry in mapping {
                bytes += "? ".utf8
                write(entry.key)
                bytes += " : ".utf8
                write(entry.value)
                bytes += " , ".utf8
            }
            bytes += "}".utf8
        }
    }

    private mutating func write(_ text: String) {
        bytes += "\"".utf8
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": bytes += "\\\(scalar)".utf8
            case " "..."~": bytes += String(scalar).utf8
            default:
                let digits = String(scalar.value, radix: 16)
                bytes += "\\U\(String(repeating: "0", count: 8 - digits.count))\(digits)".utf8
            }
        }
        bytes += "\"".utf8
    }

    private mutating func write(tag: String) {
        bytes += "!<".utf8
        for byte in tag.utf8 { bytes += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8 }
        bytes += "> ".utf8
    }
}
