import Glibc
import Synchronization

/// A file that exchanges are added to, a line each, whole or not at all.
///
/// A crash leaves at most a last line without its end: no reader takes it for an exchange, and whoever goes on
/// with the file cuts it off.
final class RecordingFile: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32>

    init(_ path: String) throws(HTTPFailure) {
        self.path = path
        // Nobody else's: answers tell what an organisation has.
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        descriptor = Mutex(file)
        guard file >= 0, Self.cutTornLine(of: file) else { throw Self.failure("open", path) }
    }

    deinit {
        descriptor.withLock { file in
            if file >= 0 { close(file) }
        }
    }

    func append(_ exchange: RecordedExchange) throws(HTTPFailure) {
        let line = exchange.line
        let isWritten = descriptor.withLock { Self.append(line, to: $0) }
        guard isWritten else { throw Self.failure("write", path) }
    }

    static func failure(_ action: String, _ path: String) -> HTTPFailure {
        HTTPFailure(.unable, "cannot \(action) the recording \(path): \(String(cString: strerror(errno)))")
    }

    private static func append(_ line: [UInt8], to file: Int32) -> Bool {
        let end = lseek(file, 0, SEEK_END)
        var written = 0
        while written < line.count {
            let count = line[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                // What fitted is taken back, or the next line would be glued to it.
                let number = errno
                _ = ftruncate(file, end)
                errno = number
                return false
            }
            written += count
        }
        return true
    }

    private static func cutTornLine(of file: Int32) -> Bool {
        let size = lseek(file, 0, SEEK_END)
        guard let whole = lengthOfLines(of: file, size) else { return false }
        return whole == size || ftruncate(file, whole) == 0
    }

    /// How far whole lines go; nil where the file cannot be read.
    private static func lengthOfLines(of file: Int32, _ size: off_t) -> off_t? {
        var end = size
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while end > 0 {
            let start = max(0, end - off_t(block.count))
            let count = Int(end - start)
            guard pread(file, &block, count, start) == count else { return nil }
            if let last = block[..<count].lastIndex(of: UInt8(ascii: "\n")) { return start + off_t(last) + 1 }
            end = start
        }
        return 0
    }
}
