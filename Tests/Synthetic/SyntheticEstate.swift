import Pipeline
import SQLite

/// An estate that does not exist, whose every answer follows from its size and the run.
///
/// It has all that makes resuming hard: five stages, cells that find cells, cells of many pages, cells that
/// fail for good, cells that fail at first, and things that vanish from one run to the next.
package struct SyntheticEstate: Sendable {
    package var accounts = 12
    package var regions = 4
    /// Items of one account and region; pages hold `pageSize` of them.
    package var items = 10
    package var pageSize = 4
    /// How often a flaky cell fails in this process before it succeeds.
    package var flakes = 1
    /// Where reports go.
    package var reports: String
    /// Called at the two instants at which a report is half there.
    package var crashPoint: @Sendable (CrashPoint) -> Void = { _ in }

    package enum CrashPoint: String, Sendable {
        case beforeRename = "before-rename"
        case beforeCommit = "before-commit"
    }

    package init(reports: String) { self.reports = reports }

    package static let migrations =
        PipelineSchema.migrations + [
            Migration(
                "synthetic: create item, sample, price and finding",
                """
                CREATE TABLE item (
                    account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
                    size INTEGER NOT NULL, seen_by INTEGER NOT NULL, as_of INTEGER NOT NULL,
                    PRIMARY KEY (account, region, name)
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE sample (
                    account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, day INTEGER NOT NULL,
                    samples BLOB NOT NULL,
                    PRIMARY KEY (account, region, name, day)
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE price (
                    account TEXT NOT NULL PRIMARY KEY, amount INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID
                """,
                """
                CREATE TABLE finding (
                    account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, saving INTEGER NOT NULL,
                    PRIMARY KEY (account, region, name)
                ) STRICT, WITHOUT ROWID
                """)
        ]

    /// A fixed, well-mixed number of words: what decides everything here.
    static func number(_ words: String...) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in words.joined(separator: "/").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        hash ^= hash >> 33
        hash = hash &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 33
        return Int(hash & 0xFFFF_FFFF)
    }

    static func name(account: Int) -> String { String(100_000_000_000 + account) }
    static func name(region: Int) -> String { "region-\(region)" }
}
