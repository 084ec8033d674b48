import Glibc

/// What is skipped is what is read; what is read and written reads back the same, in every style; and a
/// number is rounded as the C library rounds it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    let tree = try? JSON(bytes)
    let isSkipped = (try? JSONReader.read(bytes) { reader in try reader.skip() }) != nil
    precondition(isSkipped == (tree != nil), "skipping and reading disagree")
    guard let tree else { return 0 }
    let raw = try? JSONReader.read(bytes) { reader in try reader.raw() }
    precondition(raw.flatMap { try? JSON($0) } == tree, "the raw text is another value")
    precondition((try? JSON(tree.bytes(.compact))) == tree, "compact text is another value")
    precondition((try? JSON(tree.bytes(.pretty))) == tree, "pretty text is another value")
    let sorted = tree.bytes(keys: .sorted)
    precondition((try? JSON(sorted))?.bytes(keys: .sorted) == sorted, "sorting twice is not sorting once")
    checkNumbers(in: tree)
    return 0
}

private func checkNumbers(in tree: JSON) {
    switch tree {
    case .number(let number):
        let expected = strtod(number.text, nil)
        let value = try? JSONReader.read(Array(number.text.utf8)) { reader in try reader.double() }
        precondition(value?.bitPattern == (expected.isFinite ? expected.bitPattern : nil), "rounded wrongly")
        let integer = try? JSONReader.read(Array(number.text.utf8)) { reader in try reader.int() }
        precondition(integer == number.int, "another integer")
    case .array(let elements): elements.forEach(checkNumbers)
    case .object(let members): members.forEach { checkNumbers(in: $0.value) }
    case .null, .bool, .string: break
    }
}
