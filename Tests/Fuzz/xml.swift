/// What is skipped is what is read, by any of the calls; and a tree that is written reads back the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let written = try? XMLReader.read(bytes) { name, reader in try text(of: String(name), &reader) }
    let isSkipped = (try? XMLReader.read(bytes) { _, reader in try reader.skip() }) != nil
    let isWalked = (try? XMLReader.read(bytes) { _, reader in try walk(&reader) }) != nil
    precondition(isSkipped == (written != nil) && isWalked == isSkipped, "skipping and reading disagree")
    _ = try? XMLReader.read(bytes) { _, reader in _ = try reader.double() }
    guard let written else { return 0 }
    let again = try? XMLReader.read(Array(written.utf8)) { name, reader in try text(of: String(name), &reader)
    }
    precondition(again == written, "what was written reads back as something else")
    return 0
}

private func walk(_ reader: inout XMLReader) throws {
    try reader.children { _, reader in try walk(&reader) }
}

private func text(of name: String, _ reader: inout XMLReader) throws -> String {
    var result = "<\(name)"
    try reader.attributes { name, value in result += " \(String(name))=\"\(escaped(value))\"" }
    result += ">"
    try reader.content(
        text: { result += escaped(String($0)) },
        child: { name, reader in result += try text(of: String(name), &reader) })
    return result + "</\(name)>"
}

private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "&": result += "&amp;"
        case "\"": result += "&quot;"
        case "\t", "\n", "\r": result += "&#\(scalar.value);"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
