import Glibc
import Support

/// What is killed: this program with some words, in a folder of its own.
protocol KillSubject {
    func words(in folder: String) -> [String]

    /// Instants at which it can be made to die by itself, each with the most visits to count.
    var crashPoints: [String] { get }

    /// All that it has left, as one text.
    func outcome(in folder: String) throws -> String
}

/// Kills a run at random instants, resumes it each time, and compares what it leaves with what a run leaves
/// that nobody disturbed.
struct KillSoak {
    let subject: any KillSubject
    let kills: Int
    let seed: UInt64

    func run() throws {
        let folder = "\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/stocktake-soak-\(getpid())"
        defer { Child.wait(for: Child.start(["/bin/rm", "-rf", folder], [:])) }
        print("soak: \(kills) kills, seed \(seed)")
        let started = Self.now()
        try finish(folder + "/undisturbed")
        let whole = Self.now() - started
        let expected = try subject.outcome(in: folder + "/undisturbed")
        print(
            "soak: an undisturbed run takes \(Int(whole * 1000)) ms and leaves \(expected.utf8.count) bytes")

        var dice = Dice(seed: seed)
        var (killed, round, midReport) = (0, 0, 0)
        while killed < kills {
            round += 1
            let place = "\(folder)/round-\(round)"
            // About ten kills a round, so that every part of a run is met, and rounds come to their ends.
            for _ in 0..<min(10, kills - killed) {
                let isMidReport = !subject.crashPoints.isEmpty && Int.random(in: 0..<10, using: &dice) == 0
                let delay = Double.random(in: 0..<whole / 3, using: &dice)
                guard try disturb(place, midReport: isMidReport, after: delay, &dice) else { break }
                killed += 1
                midReport += isMidReport ? 1 : 0
            }
            try finish(place)
            let outcome = try subject.outcome(in: place)
            guard outcome == expected else {
                throw Difference(round: round, seed: seed, line: Self.firstDifference(outcome, expected))
            }
            Child.wait(for: Child.start(["/bin/rm", "-rf", place], [:]))
        }
        print(
            "soak: \(killed) kills in \(round) rounds, \(midReport) of them aimed at half-written reports: "
                + "every database and report is byte for byte that of the undisturbed run")
    }

    /// Starts a run and kills it; false when it had ended before.
    private func disturb(
        _ folder: String, midReport: Bool, after delay: Double, _ dice: inout Dice
    ) throws -> Bool {
        var environment: [String: String] = [:]
        if midReport {
            let point = subject.crashPoints.randomElement(using: &dice) ?? ""
            environment["SOAK_CRASH"] = "\(point):\(Int.random(in: 1...6, using: &dice))"
        }
        let child = Child.start([Child.ownPath] + subject.words(in: folder), environment)
        if !midReport {
            usleep(UInt32(delay * 1_000_000))
            kill(child, SIGKILL)
        }
        let end = Child.wait(for: child)
        guard end == .killed || end == .exited(0) else { throw Broken(end: end) }
        return end == .killed
    }

    private func finish(_ folder: String) throws {
        let end = Child.wait(for: Child.start([Child.ownPath] + subject.words(in: folder), [:]))
        guard end == .exited(0) else { throw Broken(end: end) }
    }

    struct Broken: Error { var end: Child.End }

    /// The estate has lost what makes resuming hard.
    struct Tame: Error {}

    struct Difference: Error {
        var round: Int
        var seed: UInt64
        var line: String
    }

    private static func firstDifference(_ left: String, _ right: String) -> String {
        let pairs = zip(left.split(separator: "\n"), right.split(separator: "\n"))
        return pairs.first { $0 != $1 }.map { "\($0) instead of \($1)" } ?? "one is longer"
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
