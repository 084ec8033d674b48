/// Three things hold for any bytes: how they are cut changes neither the plain bytes nor the verdict; what is
/// deflated in pieces is inflated again in others; and a gzip stream with one byte changed never gives other
/// bytes without a failure.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let cuts = Int(data[0]) % 40 + 1
    let container = data[1] & 1 == 0 ? Container.gzip : .raw
    let level = data[1] & 2 == 0 ? Deflater.Level.fastest : .balanced
    let bytes = Array(UnsafeBufferPointer(start: data + 2, count: count - 2))

    precondition(inflated(bytes, container, by: bytes.count) == inflated(bytes, container, by: cuts))

    let compressed = deflated(bytes, container, level, by: cuts)
    precondition(compressed == bytes.deflated(container, level: level))
    let back = inflated(compressed, container, by: cuts % 7 + 1)
    precondition(back == Outcome(plain: bytes, failure: nil))

    var changed = compressed
    changed[cuts * 7 % changed.count] ^= data[1] | 1
    let result = inflated(changed, container, by: cuts)
    precondition(result == inflated(changed, container, by: changed.count))
    precondition(container == .raw || result.failure != nil || result.plain == bytes)
    return 0
}

struct Outcome: Equatable {
    var plain: [UInt8] = []
    var failure: DecodingFailure?
}

func inflated(_ bytes: [UInt8], _ container: Container, by size: Int) -> Outcome {
    var outcome = Outcome()
    var inflater = Inflater(container, ceiling: 1 << 20)
    do throws(DecodingFailure) {
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = bytes.span.extracting(start..<min(start + size, bytes.count))
            try inflater.feed(chunk) { outcome.plain.append(contentsOf: $0) }
        }
        try inflater.finish()
    } catch {
        outcome.failure = error
    }
    return outcome
}

func deflated(_ bytes: [UInt8], _ container: Container, _ level: Deflater.Level, by size: Int) -> [UInt8] {
    var compressed: [UInt8] = []
    var deflater = Deflater(container, level: level)
    for start in stride(from: 0, to: bytes.count, by: size) {
        let chunk = bytes.span.extracting(start..<min(start + size, bytes.count))
        deflater.feed(chunk) { compressed.append(contentsOf: $0) }
    }
    deflater.finish { compressed.append(contentsOf: $0) }
    return compressed
}
