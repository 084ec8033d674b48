import Foundation

/// Public test data, kept beside the checkout and never in it.
package enum Vectors {
    /// The folder in `STOCKTAKE_VECTORS`, else `../shared/vectors` beside the checkout; nil where neither exists.
    package static let folder: URL? = {
        var candidates: [URL] = []
        if let named = ProcessInfo.processInfo.environment["STOCKTAKE_VECTORS"] {
            candidates.append(URL(fileURLWithPath: named, isDirectory: true))
        }
        candidates.append(checkout.appendingPathComponent("../shared/vectors").standardizedFileURL)
        return candidates.first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    /// The top of this checkout.
    package static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What a suite that needs the vectors says when they are absent.
    package static let absence =
        "skipped: no test vectors; set STOCKTAKE_VECTORS or put them at ../shared/vectors"

    /// Whether the vectors are there.
    ///
    /// Suites that read them are enabled by it.
    package static var arePresent: Bool { folder != nil }

    /// The bytes of one file of the vectors, such as `json/JSONTestSuite.json`.
    package static func data(_ path: String) throws -> Data {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Data(contentsOf: folder.appendingPathComponent(path))
    }

    /// One JSON file of the vectors, read by Foundation: a judge that shares no code with what it judges.
    package static func json(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: data(path), options: .fragmentsAllowed)
    }
}
