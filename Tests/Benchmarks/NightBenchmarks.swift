import Formats
import Pipeline
import SQLite

/// What a night costs beside its work: its start, plan and end, what it forgets, and the copy that it makes.
extension Benchmark {
    static let nights = [
        fixed("night.fixed.10", nights: 10), fixed("night.fixed.100", nights: 100), forgetting, copying,
        steadySize,
    ]

    /// A night with nothing to do, beside so many nights of 20,000 cells of which nothing has been forgotten.
    private static func fixed(_ name: String, nights: Int) -> Benchmark {
        Benchmark(name: name) {
            let folder = try scratch()
            for _ in 0..<nights { _ = try await TrivialEstate(folder: folder, cells: 20_000).run() }
            var retention = Retention()
            retention.cells = 10_000
            retention.runs = 10_000
            let (estate, kept) = (TrivialEstate(folder: folder, cells: 0), retention)
            return {
                _ = try await estate.run()
                try await estate.tidy(kept)
                return Amount(count: 1, unit: "night")
            }
        }
    }

    /// The cells of one old night of 100,000, while seven others stay.
    private static let forgetting = Benchmark(name: "night.forget.100k", repeats: false) {
        let estate = TrivialEstate(folder: try scratch(), cells: 100_000)
        for _ in 0..<8 { _ = try await estate.run() }
        return {
            try await estate.tidy(Retention())
            return Amount(count: 100_000, unit: "cells")
        }
    }

    private static let copying = Benchmark(name: "night.backup", repeats: false) {
        let estate = TrivialEstate(folder: try scratch(), cells: 100_000)
        for _ in 0..<8 { _ = try await estate.run() }
        let bytes = Double(estate.size)
        return {
            try await estate.backUp()
            return Amount(count: bytes, unit: "B")
        }
    }

    /// Forty nights of 20,000 cells, each of which forgets: the file is as large after them as after twelve.
    private static let steadySize = Benchmark(name: "night.size.40", repeats: false) {
        let estate = TrivialEstate(folder: try scratch(), cells: 20_000)
        return {
            var sizes: [Int] = []
            for _ in 0..<40 {
                _ = try await estate.run()
                try await estate.tidy(Retention())
                sizes.append(estate.size)
            }
            let limit = sizes[11] + sizes[11] / 100
            guard sizes[39] <= limit else { throw Wrong(what: "it has grown: \(sizes)") }
            return Amount(count: Double(sizes[39]), unit: "B")
        }
    }
}
