import Formats
import Glibc

/// Where each exchange of a recording stands in its file.
///
/// Bodies stay in the file until they are played, so a recording may be larger than memory. A last line without
/// its end was being written when a run was killed: it is left out.
struct RecordingIndex {
    struct Place: Sendable {
        var start: Int
        var length: Int
    }

    /// By the hash of what was asked, in the order of the file.
    private(set) var places: [Digest: [Place]] = [:]

    static func digest(of request: String) -> Digest { SHA256.hash(of: request.utf8.span) }

    /// Reads a file through, once.
    init(_ file: Int32, _ path: String) throws(HTTPFailure) {
        var (line, number, start) = ([UInt8](), 1, 0)
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(file, &block, block.count)
            guard count >= 0 else { throw RecordingFile.failure("read", path) }
            guard count > 0 else { return }
            var rest = block[..<count]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line += rest[..<end]
                try add(line, at: Place(start: start, length: line.count), "line \(number) of \(path)")
                (number, start) = (number + 1, start + line.count + 1)
                line.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            line += rest
        }
    }

    private mutating func add(_ line: [UInt8], at place: Place, _ name: String) throws(HTTPFailure) {
        do {
            let exchange = try RecordedExchange(line: line)
            places[Self.digest(of: exchange.request), default: []].append(place)
        } catch {
            throw HTTPFailure(.unable, "\(name) is not of a recording: \(error)")
        }
    }
}
