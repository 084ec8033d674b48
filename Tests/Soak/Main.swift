@preconcurrency import Glibc
import Pipeline

/// Kills runs and looks at what is left.
///
///     soak kill N [SEED]            kills a synthetic run N times at random instants; `scripts/soak-kill` calls it
///     soak kill-organisation N [SEED]    the same with a simulated organisation
///     soak nights FOLDER            two nights of the synthetic estate, resumed wherever they stopped
///     soak organisation FOLDER      a night of the simulated organisation, resumed wherever it stopped
///     soak hang FOLDER              a run with a cell that never ends, not even when it is cancelled
@main
struct Main {
    static func main() async {
        setvbuf(stdout, nil, _IOLBF, 0)
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            switch (words.first, words.dropFirst().first) {
            case ("kill", let count?): try kill(NightsSubject(), count, words)
            case ("kill-organisation", let count?): try kill(OrganizationSubject(), count, words)
            case ("organisation", let folder?): try await OrganizationSubject.run(in: folder)
            case ("nights", let folder?):
                try await Nights(folder: folder).run()
            case ("hang", let folder?):
                exit(try await Hang(folder: folder).run())
            default:
                usage()
            }
        } catch {
            fputs("soak: \(error)\n", stderr)
            exit(1)
        }
    }

    private static func kill(_ subject: any KillSubject, _ count: String, _ words: [String]) throws {
        guard let kills = Int(count), kills > 0 else { usage() }
        let seed = words.count > 2 ? UInt64(words[2]) : nil
        try KillSoak(subject: subject, kills: kills, seed: seed ?? UInt64.random(in: 0..<1_000_000)).run()
    }

    private static func usage() -> Never {
        fputs("usage: soak kill|kill-organisation N [SEED]\n", stderr)
        exit(64)
    }
}
