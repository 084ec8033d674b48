import Glibc
import Pipeline

extension PipelineFile {
    /// The bytes of a file, which may not be larger than any pipeline file is.
    static func bytes(of path: String) throws(Problem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: sizeLimit + 1)
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            if read < 0 && errno == EINTR { continue }
            guard read >= 0 else { throw unreadable(path, errno) }
            guard read > 0 else { return Array(bytes.prefix(count)) }
            count += read
        }
        throw Problem(
            "\(path) is larger than \(sizeLimit >> 20) MiB",
            hint: "name a pipeline file, such as those in pipelines/",
            exit: .badPipelineFile)
    }

    private static let sizeLimit = 1 << 20

    private static func unreadable(_ path: String, _ number: Int32) -> Problem {
        Problem(
            FileFailure("read", path, number: number).description,
            hint: "name a pipeline file, such as those in pipelines/", exit: .badPipelineFile)
    }
}
