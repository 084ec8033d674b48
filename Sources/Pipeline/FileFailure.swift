import Glibc

/// Something that the operating system refused to do with a file.
package struct FileFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried, such as "write".
    package var action: String
    package var path: String
    /// The system's error number.
    package var number: Int32

    package init(_ action: String, _ path: String, number: Int32 = errno) {
        self.action = action
        self.path = path
        self.number = number
    }

    package var description: String { "cannot \(action) \(path): \(String(cString: strerror(number)))" }
}

extension Problem {
    /// What a failure to write a file means to the user.
    package init(_ failure: FileFailure) {
        let hint =
            switch failure.number {
            case ENOSPC, EDQUOT: "free some space and run again: the run resumes"
            case EACCES, EPERM, EROFS: "check the owner and mode of the folder, or name another one"
            case ENOENT, ENOTDIR: "check that the folder exists"
            default: "check the disk and the system's log, and run again"
            }
        self.init(failure.description, hint: hint, exit: .cannotWrite)
    }
}
