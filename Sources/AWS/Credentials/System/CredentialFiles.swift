import Glibc

/// How the files that hold credentials are read and written.
package struct CredentialFiles: Sendable {
    /// The bytes of a file; nil where there is none.
    package var read: @Sendable (_ path: String) throws(CredentialFailure) -> [UInt8]?
    /// Puts a file in the place of another in one step, so that whoever reads it sees one of the two; nobody else
    /// may read it.
    package var replace: @Sendable (_ path: String, [UInt8]) throws(CredentialFailure) -> Void

    package init(
        read: @escaping @Sendable (String) throws(CredentialFailure) -> [UInt8]?,
        replace: @escaping @Sendable (String, [UInt8]) throws(CredentialFailure) -> Void
    ) {
        self.read = read
        self.replace = replace
    }

    /// Those of the operating system.
    package static let system = CredentialFiles(read: readFile, replace: replaceFile)

    /// No file of AWS's tools comes near it.
    private static let ceiling = 16 << 20

    @Sendable private static func readFile(_ path: String) throws(CredentialFailure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure("read", path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < ceiling {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("read", path) }
            guard count > 0 else { return bytes }
            bytes += piece.prefix(count)
        }
        throw CredentialFailure(
            "\(path) is too large", hint: "check that it is a file of AWS's tools", kind: .misconfigured)
    }

    @Sendable private static func replaceFile(_ path: String, _ bytes: [UInt8]) throws(CredentialFailure) {
        // Two processes may do this at once, each with its own partial file.
        let partial = "\(path).\(getpid()).partial"
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("write", path) }
        let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten, rename(partial, path) == 0 else {
            let failure = failure("write", path)
            unlink(partial)
            throw failure
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func failure(_ action: String, _ path: String) -> CredentialFailure {
        CredentialFailure(
            "cannot \(action) \(path): \(String(cString: strerror(errno)))",
            hint: "check the owner and mode of the file", kind: .misconfigured)
    }
}
