import Foundation

/// A program of the build, `stocktake` itself or a tool, run as users run it.
package struct Program: Sendable {
    package struct Outcome: Sendable {
        package var code: Int32
        package var output: String
        package var errors: String
    }

    /// The folder that it runs in, where relative paths of pipeline files start.
    private let folder: String

    /// Where the program is.
    package let path: String

    package init(_ name: String = "stocktake", in folder: String) {
        self.folder = folder
        path = Self.builtFolder.appendingPathComponent(name).path
    }

    /// The folder of the test bundle, where the build puts every product.
    private static let builtFolder: URL = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent()
        let isBuilt = FileManager.default.isExecutableFile(atPath: beside.path + "/stocktake")
        if isBuilt { return beside }
        // The test runner of newer toolchains lives with the toolchain, and is given the bundle as a word.
        let words = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        return URL(fileURLWithPath: words.first ?? "").deletingLastPathComponent()
    }()

    /// Runs it to its end.
    package func run(_ words: String..., environment: [String: String] = [:]) throws -> Outcome {
        let running = try start(words, environment: environment)
        return running.wait()
    }

    /// Starts it, for tests that disturb it.
    package func start(_ words: [String], environment: [String: String] = [:]) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Running(process: process, output: output, errors: errors)
    }

    package struct Running {
        package let process: Process
        let output: Pipe
        let errors: Pipe

        /// Reads until it has said a line.
        package func waitForLine(_ line: String) throws {
            struct Silence: Error {}
            var said = ""
            while !said.contains(line + "\n") {
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { throw Silence() }
                said += String(decoding: more, as: UTF8.self)
            }
        }

        /// Reads what it says until it ends.
        ///
        /// What it says here is short, so that no pipe fills up.
        package func wait() -> Outcome {
            let said = output.fileHandleForReading.readDataToEndOfFile()
            let complained = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Outcome(
                code: process.terminationReason == .exit
                    ? process.terminationStatus : -process.terminationStatus,
                output: String(decoding: said, as: UTF8.self),
                errors: String(decoding: complained, as: UTF8.self))
        }
    }
}
