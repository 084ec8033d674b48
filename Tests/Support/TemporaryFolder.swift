import Foundation

/// A folder of a test's own, gone with the test.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory
        let folder = base.appendingPathComponent("stocktake-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { path + "/" + name }
}
