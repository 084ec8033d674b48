import CSQLite
import Glibc

/// A file layer for SQLite that passes everything on to the real one, except for what a plan makes fail.
///
/// SQLite calls through C function pointers, which can capture nothing: each finds its plan through the
/// memory that SQLite keeps for the file.
package enum FaultVFS {
    /// Registers a file layer of a new name, for the life of the process.
    package static func register(_ plan: FaultPlan) -> String {
        let name = "fault-\(UInt64.random(in: 0 ... .max))"
        guard let real = sqlite3_vfs_find(nil) else { return name }
        let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        layer.initialize(to: real.pointee)
        layer.pointee.pNext = nil
        layer.pointee.zName = UnsafePointer(strdup(name))
        layer.pointee.szOsFile = Int32(FaultFile.headerSize) + real.pointee.szOsFile
        layer.pointee.pAppData = UnsafeMutableRawPointer(Unmanaged.passRetained(Layer(real, plan)).toOpaque())
        layer.pointee.xOpen = { layer, path, file, flags, outFlags in
            FaultVFS.open(layer, path, file, flags, outFlags)
        }
        layer.pointee.xDelete = { layer, path, sync in FaultVFS.delete(layer, path, sync) }
        sqlite3_vfs_register(layer, 0)
        return name
    }

    final class Layer {
        let real: UnsafeMutablePointer<sqlite3_vfs>
        let plan: FaultPlan

        init(_ real: UnsafeMutablePointer<sqlite3_vfs>, _ plan: FaultPlan) {
            self.real = real
            self.plan = plan
        }
    }

    private static func layer(_ vfs: UnsafeMutablePointer<sqlite3_vfs>?) -> Layer? {
        vfs?.pointee.pAppData.map { Unmanaged<Layer>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func open(
        _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ path: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32, _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let layer = layer(vfs), let file else { return SQLITE_CANTOPEN }
        file.pointee.pMethods = nil
        let real = FaultFile.real(of: file)
        let result = layer.real.pointee.xOpen(layer.real, path, real, flags, outFlags)
        guard result == SQLITE_OK else { return result }
        let owner = FaultFile(path.map { String(cString: $0) } ?? "", layer.plan)
        FaultFile.attach(owner, to: file)
        return SQLITE_OK
    }

    private static func delete(
        _ vfs: UnsafeMutablePointer<sqlite3_vfs>?, _ path: UnsafePointer<CChar>?, _ sync: Int32
    ) -> Int32 {
        guard let layer = layer(vfs), let path else { return FaultCode.delete }
        guard !layer.plan.isDark else { return FaultCode.delete }
        layer.plan.forget(String(cString: path))
        return layer.real.pointee.xDelete(layer.real, path, sync)
    }
}
