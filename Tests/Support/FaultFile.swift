import CSQLite

/// One open file of a `FaultVFS`.
///
/// SQLite gives it memory that holds, in this order, the table of methods, this object, and the real file.
final class FaultFile {
    typealias Handle = UnsafeMutablePointer<sqlite3_file>

    private let path: String
    private let plan: FaultPlan

    init(_ path: String, _ plan: FaultPlan) {
        self.path = path
        self.plan = plan
    }

    static let headerSize = 16

    static func real(of file: Handle) -> Handle {
        (UnsafeMutableRawPointer(file) + headerSize).assumingMemoryBound(to: sqlite3_file.self)
    }

    static func attach(_ owner: FaultFile, to file: Handle) {
        let place = UnsafeMutableRawPointer(file) + 8
        place.storeBytes(of: Unmanaged.passRetained(owner).toOpaque(), as: UnsafeMutableRawPointer.self)
        file.pointee.pMethods = FaultMethods.table
    }

    private static func unmanaged(_ file: Handle) -> Unmanaged<FaultFile> {
        let place = UnsafeMutableRawPointer(file) + 8
        return Unmanaged.fromOpaque(place.load(as: UnsafeMutableRawPointer.self))
    }

    static func owner(of file: Handle) -> FaultFile { unmanaged(file).takeUnretainedValue() }

    static func detach(from file: Handle) { unmanaged(file).release() }

    func write(_ real: Handle, _ bytes: UnsafeRawPointer?, _ count: Int32, _ offset: Int64) -> Int32 {
        let end = Int(offset) + Int(count)
        switch plan.judge(.write, growing: path, to: end) {
        case .fail: return FaultCode.write
        case .full: return SQLITE_FULL
        case .proceed: break
        }
        let copy = Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        plan.note(path) { $0.write(copy, at: Int(offset)) }
        return real.pointee.pMethods.pointee.xWrite(real, bytes, count, offset)
    }

    func truncate(_ real: Handle, _ size: Int64) -> Int32 {
        guard case .proceed = plan.judge(.truncate, growing: path, to: Int(size)) else {
            return FaultCode.truncate
        }
        plan.note(path) { $0.truncate(to: Int(size)) }
        return real.pointee.pMethods.pointee.xTruncate(real, size)
    }

    func sync(_ real: Handle, _ flags: Int32) -> Int32 {
        guard case .proceed = plan.judge(.sync, growing: path, to: 0) else { return FaultCode.sync }
        plan.note(path) { $0.sync() }
        return real.pointee.pMethods.pointee.xSync(real, flags)
    }
}

/// The extended codes, whose macros Swift does not import.
enum FaultCode {
    static let write = SQLITE_IOERR | 3 << 8
    static let sync = SQLITE_IOERR | 4 << 8
    static let truncate = SQLITE_IOERR | 6 << 8
    static let delete = SQLITE_IOERR | 10 << 8
}
