@preconcurrency import Glibc

/// One measured piece of work.
struct Benchmark: Sendable {
    /// What one repetition did: its size, in the unit that its rate is told in.
    struct Amount {
        var count: Double
        var unit: String
        /// The CPU time of the work, where another program did it and measured itself.
        var seconds: Double?
    }

    /// Words with dots, the most general first: `json.metrics`.
    let name: String
    /// Whether the work may run again and again; if not, it runs once.
    let repeats: Bool
    /// Prepares the input and returns the work, which alone is timed.
    let prepare: @Sendable () async throws -> () async throws -> Amount

    init(
        name: String, repeats: Bool = true,
        prepare: @escaping @Sendable () async throws -> () async throws -> Amount
    ) {
        self.name = name
        self.repeats = repeats
        self.prepare = prepare
    }
}

/// The best of several repetitions: on a shared machine the fastest is the least disturbed.
struct Measurement {
    var amount: Benchmark.Amount
    var cpuSeconds: Double
}

extension Benchmark {
    static let header = columns("what", "size", "cpu time", "rate", "peak memory")

    /// Repeats the work for about two seconds, at least three times.
    func measure() async throws -> Measurement {
        let work = try await prepare()
        var best: Measurement?
        var spent = 0.0
        var repetitions = 0
        while repetitions < 3 || (spent < 2 && repetitions < 1000) {
            let start = Self.cpu()
            let amount = try await work()
            let seconds = amount.seconds ?? (Self.cpu() - start)
            if best.map({ seconds < $0.cpuSeconds }) ?? true {
                best = Measurement(amount: amount, cpuSeconds: seconds)
            }
            spent += seconds
            repetitions += 1
            if !repeats { break }
        }
        return best ?? Measurement(amount: Amount(count: 0, unit: ""), cpuSeconds: 0)
    }

    func row(_ measurement: Measurement) -> String {
        let amount = measurement.amount
        return Self.columns(
            name,
            "\(Self.short(amount.count)) \(amount.unit)",
            Self.duration(measurement.cpuSeconds),
            "\(Self.short(amount.count / measurement.cpuSeconds)) \(amount.unit)/s",
            "\(Self.short(Self.peakBytes())) B")
    }

    /// Runs this program again for one benchmark, on one core where `taskset` is there, and waits for it.
    static func spawn(_ name: String) {
        var own = [CChar](repeating: 0, count: 4096)
        guard readlink("/proc/self/exe", &own, own.count - 1) > 0 else { return }
        let program = String(decoding: own.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let pinned = access(taskset, X_OK) == 0 ? [taskset, "-c", "0"] : []
        let words = pinned + [program, "--one", name]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], nil, nil, &arguments, environ) == 0 else { return }
        var status: CInt = 0
        waitpid(child, &status, 0)
    }

    private static let taskset = "/usr/bin/taskset"

    private static func columns(_ cells: String...) -> String {
        let widths = [28, 16, 12, 18, 12]
        return zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(1, width - cell.count))
        }.joined()
    }

    /// Three significant digits with a prefix: `2.03 M`.
    static func short(_ value: Double) -> String {
        var (scaled, prefix) = (value, "")
        for larger in ["k", "M", "G"] where scaled >= 1000 { (scaled, prefix) = (scaled / 1000, larger) }
        let digits = scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2
        var power = 1.0
        for _ in 0..<digits { power *= 10 }
        let rounded = (scaled * power).rounded() / power
        return digits == 0 ? "\(Int(rounded)) \(prefix)" : "\(rounded) \(prefix)"
    }

    private static func duration(_ seconds: Double) -> String {
        switch seconds {
        case 1...: "\(short(seconds))s"
        case 1e-3...: "\(short(seconds * 1e3))ms"
        case 1e-6...: "\(short(seconds * 1e6))us"
        default: "\(short(seconds * 1e9))ns"
        }
    }

    static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func peakBytes() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) * 1024
    }
}
