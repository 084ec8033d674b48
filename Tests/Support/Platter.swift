import Foundation

/// One file as a disk sees it: what is safe on the platter, and what was written since the last sync.
struct Platter {
    private enum Change {
        case write(offset: Int, bytes: [UInt8])
        case truncate(Int)
    }

    private let path: String
    private var safe: [UInt8]
    private var unsynced: [Change] = []
    private(set) var size: Int

    /// A file as it stands when it is first touched.
    init(_ path: String) {
        self.path = path
        safe = FileManager.default.contents(atPath: path).map(Array.init) ?? []
        size = safe.count
    }

    mutating func write(_ bytes: [UInt8], at offset: Int) {
        unsynced.append(.write(offset: offset, bytes: bytes))
        size = max(size, offset + bytes.count)
    }

    mutating func truncate(to length: Int) {
        unsynced.append(.truncate(length))
        size = length
    }

    mutating func sync() {
        for change in unsynced { apply(change) }
        unsynced = []
    }

    /// Keeps what is safe and a random half of the rest, torn at sectors, as a power cut does.
    mutating func lose(_ dice: inout Dice) {
        for change in unsynced where Bool.random(using: &dice) {
            if case .write(let offset, let bytes) = change, Bool.random(using: &dice) {
                let sectors = bytes.count / Self.sector
                let kept = Int.random(in: 0...max(0, sectors), using: &dice) * Self.sector
                apply(.write(offset: offset, bytes: Array(bytes.prefix(kept))))
            } else {
                apply(change)
            }
        }
        unsynced = []
        size = safe.count
        // The file that the test opens next is what the disk holds.
        _ = FileManager.default.createFile(atPath: path, contents: Data(safe))
    }

    private mutating func apply(_ change: Change) {
        switch change {
        case .write(let offset, let bytes):
            guard !bytes.isEmpty else { return }
            if safe.count < offset + bytes.count {
                safe.append(contentsOf: repeatElement(0, count: offset + bytes.count - safe.count))
            }
            safe.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        case .truncate(let length):
            if length < safe.count {
                safe.removeSubrange(length...)
            } else {
                safe.append(contentsOf: repeatElement(0, count: length - safe.count))
            }
        }
    }

    private static let sector = 512
}
