import CSQLite

/// The methods of a file of a `FaultVFS`: three of them ask the plan, the others pass on.
enum FaultMethods {
    nonisolated(unsafe) static let table: UnsafePointer<sqlite3_io_methods> = {
        let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        var methods = sqlite3_io_methods()
        // Version 2: shared memory for the WAL, but no memory mapping, which would pass the plan by.
        methods.iVersion = 2
        addFileMethods(&methods)
        addLockMethods(&methods)
        addSharedMemoryMethods(&methods)
        table.initialize(to: methods)
        return UnsafePointer(table)
    }()

    private static func addFileMethods(_ table: inout sqlite3_io_methods) {
        table.xClose = { file in
            guard let file, let real = real(file) else { return SQLITE_ERROR }
            let result = methods(real).xClose(real)
            FaultFile.detach(from: file)
            return result
        }
        table.xRead = { file, bytes, count, offset in
            real(file).map { methods($0).xRead($0, bytes, count, offset) } ?? SQLITE_ERROR
        }
        table.xWrite = { file, bytes, count, offset in
            guard let file, let real = real(file) else { return SQLITE_ERROR }
            return FaultFile.owner(of: file).write(real, bytes, count, offset)
        }
        table.xTruncate = { file, size in
            guard let file, let real = real(file) else { return SQLITE_ERROR }
            return FaultFile.owner(of: file).truncate(real, size)
        }
        table.xSync = { file, flags in
            guard let file, let real = real(file) else { return SQLITE_ERROR }
            return FaultFile.owner(of: file).sync(real, flags)
        }
        table.xFileSize = { file, size in real(file).map { methods($0).xFileSize($0, size) } ?? SQLITE_ERROR }
    }

    private static func addLockMethods(_ table: inout sqlite3_io_methods) {
        table.xLock = { file, level in real(file).map { methods($0).xLock($0, level) } ?? SQLITE_ERROR }
        table.xUnlock = { file, level in real(file).map { methods($0).xUnlock($0, level) } ?? SQLITE_ERROR }
        table.xCheckReservedLock = { file, answer in
            real(file).map { methods($0).xCheckReservedLock($0, answer) } ?? SQLITE_ERROR
        }
        table.xFileControl = { file, operation, argument in
            real(file).map { methods($0).xFileControl($0, operation, argument) } ?? SQLITE_ERROR
        }
        table.xSectorSize = { file in real(file).map { methods($0).xSectorSize($0) } ?? 512 }
        table.xDeviceCharacteristics = { file in
            real(file).map { methods($0).xDeviceCharacteristics($0) } ?? 0
        }
    }

    private static func addSharedMemoryMethods(_ table: inout sqlite3_io_methods) {
        table.xShmMap = { file, region, size, extend, address in
            real(file).map { methods($0).xShmMap($0, region, size, extend, address) } ?? SQLITE_ERROR
        }
        table.xShmLock = { file, offset, count, flags in
            real(file).map { methods($0).xShmLock($0, offset, count, flags) } ?? SQLITE_ERROR
        }
        table.xShmBarrier = { file in
            if let real = real(file) { methods(real).xShmBarrier(real) }
        }
        table.xShmUnmap = { file, delete in
            real(file).map { methods($0).xShmUnmap($0, delete) } ?? SQLITE_ERROR
        }
    }
}

// Free functions, because a C function pointer cannot capture a type.

private func real(_ file: FaultFile.Handle?) -> FaultFile.Handle? { file.map { FaultFile.real(of: $0) } }

private func methods(_ real: FaultFile.Handle) -> sqlite3_io_methods { real.pointee.pMethods.pointee }
