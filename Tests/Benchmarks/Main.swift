@preconcurrency import Glibc

/// Runs benchmarks: all of them, or those whose names start with an argument.
///
/// Each runs in a process of its own (this program again), so that its peak memory is its own.
@main
struct Main {
    static let all: [Benchmark] = [
        Benchmark.json,
        Benchmark.csv,
        Benchmark.xml,
        Benchmark.yaml,
        Benchmark.gzip,
        Benchmark.hashes,
        Benchmark.values,
        Benchmark.samples,
        Benchmark.dynamodb,
        Benchmark.images,
        Benchmark.engine,
        Benchmark.nights,
        Benchmark.aws,
        Benchmark.billing,
        Benchmark.reporting,
        Benchmark.capacity,
    ].flatMap { $0 }

    static func main() async {
        let words = CommandLine.arguments.dropFirst()
        if words.first == "--one", let name = words.dropFirst().first {
            await runOne(name)
            return
        }
        let asked = all.filter { benchmark in words.isEmpty || words.contains(where: benchmark.name.hasPrefix)
        }
        guard !asked.isEmpty else {
            fputs("no benchmark starts so; there are \(all.map(\.name).joined(separator: ", "))\n", stderr)
            exit(64)
        }
        print(Benchmark.header)
        for benchmark in asked {
            fflush(stdout)
            Benchmark.spawn(benchmark.name)
        }
    }

    private static func runOne(_ name: String) async {
        guard let benchmark = all.first(where: { $0.name == name }) else { exit(64) }
        do {
            print(benchmark.row(try await benchmark.measure()))
        } catch {
            print("\(name): \(error)")
            exit(1)
        }
    }
}
