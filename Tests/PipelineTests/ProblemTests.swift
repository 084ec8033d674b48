import Foundation
import Glibc
import Pipeline
import SQLite
import Support
import Synthetic
import Testing

struct ProblemTests {
    @Test(arguments: [
        (ResultCode.full, ExitCode.cannotWrite, "no space is left"),
        (.readOnly, .cannotWrite, "cannot be written"),
        (.cannotOpen, .cannotWrite, "cannot be opened"),
        (.ioError, .cannotWrite, "cannot be read or written"),
        (.notADatabase, .damagedData, "is not a Stocktake database"),
        (.corrupt, .damagedData, "is damaged"),
        (.busy, .runAgain, "is locked by another process"),
        (.constraint, .ourMistake, "the database refused a statement"),
    ])
    func `each failure of the database has words, a hint and an exit code of its own`(
        _ code: ResultCode, _ exit: ExitCode, _ words: String
    ) {
        let problem = Problem(SQLiteError(code, "message"), database: "state/acme.db")

        #expect(problem.exit == exit)
        #expect(problem.what.contains(words))
        #expect(!problem.hint.isEmpty)
    }

    @Test func `a quota that is used up is a full disk`() {
        #expect(SQLiteError(.ioError, "disk I/O error", systemError: EDQUOT).kind == .diskFull)
    }

    @Test func `a database that was not closed well is checked, and refused when it is damaged`() async throws
    {
        let estate = try TestEstate()
        try await estate.run()
        let path = estate.estate.databasePath
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        for page in 2..<20 {
            try file.seek(toOffset: UInt64(page * 16384))
            try file.write(contentsOf: Data(repeating: 0x7F, count: 256))
        }
        try file.close()
        // What a killed process leaves.
        try Data(repeating: 1, count: 64).write(to: URL(fileURLWithPath: path + "-wal"))

        let problem = await #expect(throws: Problem.self) { try await estate.run() }

        #expect(problem?.exit == .damagedData)
        #expect(problem?.what.contains("is damaged") == true)
    }
}
