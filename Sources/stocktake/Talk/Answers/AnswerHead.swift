import Audit
import Formats
import Pipeline

/// What JSON says before the rows of an answer: which run it is of, and what its totals cover.
enum AnswerHead {
    static func members(_ newest: NewestRun, _ tally: CoverageTally) -> [JSON.Member] {
        [
            JSON.Member("run", newest.run.id), JSON.Member("as_of", newest.run.asOf.description),
            JSON.Member("state", newest.entry.state.rawValue),
            JSON.Member(
                "coverage",
                .object([
                    JSON.Member("covered", tally.covered), JSON.Member("gaps", tally.gaps),
                    JSON.Member("pending", tally.pending), JSON.Member("closed", tally.closed),
                ])),
        ]
    }

    /// An object that is still open, for rows to follow.
    static func opened(_ members: [JSON.Member]) -> String {
        String(decoding: JSON.object(members).bytes().dropLast(), as: UTF8.self)
    }
}
