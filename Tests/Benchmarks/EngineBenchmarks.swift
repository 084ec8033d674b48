@preconcurrency import Glibc
import Pipeline
import SQLite

/// What the engine itself costs: cells that do nothing, planned, run and committed.
extension Benchmark {
    static let engine = [
        engine("engine.cells.100k", cells: 100_000), engine("engine.cells.1M", cells: 1_000_000), status,
    ]

    private static func engine(_ name: String, cells: Int) -> Benchmark {
        Benchmark(name: name, repeats: false) {
            let folder = try scratch()
            return {
                let state = try await TrivialEstate(folder: folder, cells: cells).run()
                guard state == .complete else { throw Wrong(what: "the run ended \(state)") }
                return Amount(count: Double(cells), unit: "cells")
            }
        }
    }

    private static let status = Benchmark(name: "engine.status.1M") {
        let estate = TrivialEstate(folder: try scratch(), cells: 1_000_000)
        _ = try await estate.run()
        return {
            let counted = try estate.countedCells()
            guard counted == 1_000_000 else { throw Wrong(what: "status counts \(counted)") }
            return Amount(count: 1, unit: "status")
        }
    }

    struct Wrong: Error { var what: String }

    static func scratch() throws -> String {
        // `scripts/bench` removes it.
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/stocktake-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Wrong(what: "no folder for scratch files") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
