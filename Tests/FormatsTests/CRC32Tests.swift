import CZlib
import Formats
import Testing

struct CRC32Tests {
    @Test func `checksums are zlib's, whatever the length and wherever the bytes are cut`() {
        var random = SplitMix64(state: 7)
        for length in Array(0...300) + [1000, 4096, 65_537] {
            var bytes: [UInt8] = []
            for _ in 0..<length { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
            let cut = length == 0 ? 0 : Int(random.next() % UInt64(length))
            var ours = CRC32()
            ours.update(bytes.span.extracting(0..<cut))
            ours.update(bytes.span.extracting(cut..<length))
            let zlibs = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }

            #expect(length == 0 || ours.value == UInt32(zlibs))
            #expect(ours.value == CRC32(of: bytes.span).value)
        }
    }
}
