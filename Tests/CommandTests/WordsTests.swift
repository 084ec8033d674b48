import Foundation
import Pipeline
import Support
import Testing

@testable import stocktake

struct WordsTests {
    private let program: Program
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        program = Program(in: folder.path)
    }

    @Test(arguments: Verb.all.map(\.name))
    func `every command has help with its usage and an example`(_ name: String) throws {
        let outcome = try program.run(name, "--help")

        #expect(outcome.code == 0)
        #expect(outcome.output.contains("usage: stocktake \(name)"))
        #expect(outcome.output.contains("example:\n  stocktake \(name)"))
        #expect(outcome.output.contains("--help"))
    }

    @Test func `every option is explained, and every word`() {
        for verb in Verb.all {
            for option in verb.options { #expect(option.help.hasSuffix("."), "\(verb.name) \(option.name)") }
            for word in verb.words { #expect(!word.help.isEmpty, "\(verb.name) \(word.name)") }
            #expect(verb.summary.hasSuffix("."), "\(verb.name)")
        }
    }

    @Test func `the README names every command`() throws {
        let readme = try String(
            contentsOf: Vectors.checkout.appendingPathComponent("README.md"), encoding: .utf8)

        for verb in Verb.all {
            #expect(readme.contains("`\(Help.usage(of: verb))`"), "README.md lacks `\(Help.usage(of: verb))`")
        }
    }

    @Test(arguments: [
        (["rnu"], "unknown command 'rnu'", "did you mean 'run'?"),
        (["run"], "FILE is missing: the pipeline file", "see `stocktake run --help`"),
        (["run", "a.yaml", "b.yaml"], "unexpected argument 'b.yaml'", "see `stocktake run --help`"),
        (["run", "--frehs", "a.yaml"], "unknown option '--frehs'", "did you mean '--fresh'?"),
        (["run", "--stage", "colect", "a"], "--stage is one of discover,", "did you mean 'collect'?"),
        (["run", "--stage"], "--stage needs a value: --stage STAGE", "see `stocktake run --help`"),
        (["runs", "--limit", "x", "a"], "--limit is a number above 0, not 'x'", "write --limit 20"),
        (["run", "--as-of", "noon", "a"], "--as-of is not an instant", "write it as 2026-11-21T02:00:00Z"),
        (["completions", "bahs"], "no completions for 'bahs'", "did you mean 'bash'?"),
    ])
    func `a wrong word is named, with what to do, and ends with 64`(
        _ words: [String], _ what: String, _ hint: String
    )
        throws
    {
        let outcome = try program.start(words).wait()

        #expect(outcome.code == 64)
        #expect(outcome.errors.hasPrefix("stocktake: \(what)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("\n  hint: \(hint)"), "\(outcome.errors)")
    }

    @Test func `the version names SQLite and zlib`() throws {
        let outcome = try program.run("version")

        #expect(outcome.output.contains(/^stocktake \d+\.\d+\.\d+ \(SQLite 3\.\d+\.\d+, zlib 1\.\d+/))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions hold every command and option, and the shell takes them`(_ shell: String) throws {
        let script = try program.run("completions", shell).output

        for verb in Verb.all {
            #expect(verb.name.split(separator: " ").allSatisfy { script.contains($0) })
            for option in verb.options {
                #expect(script.contains(option.name.dropFirst(2)), "\(option.name)")
            }
        }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell)") || shell == "bash" else {
            print("skipped: there is no \(shell) here to read its completions")
            return
        }
        let file = folder.file("completions")
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(Child.wait(for: Child.start(["/usr/bin/env", shell, "-n", file], [:])) == .exited(0))
    }

    @Test func `bash completes commands, options and values`() throws {
        let file = folder.file("completions")
        try program.run("completions", "bash").output.write(toFile: file, atomically: true, encoding: .utf8)
        let lines = [
            ("statu", "status"), ("run --fr", "--fresh"), ("run --stage disc", "discover"),
            ("sql --format c", "csv"),
        ]
        for (line, expected) in lines {
            let words = (["stocktake"] + line.split(separator: " ").map(String.init)).map { "'\($0)'" }
            let script = """
                source \(file); COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
                _stocktake; [ "${COMPREPLY[0]}" = '\(expected)' ]
                """
            #expect(Child.wait(for: Child.start(["/bin/bash", "-c", script], [:])) == .exited(0), "\(line)")
        }
    }

    @Test(arguments: [("run", "rnu", 1), ("status", "stats", 1), ("", "abc", 3), ("same", "same", 0)])
    func `words are as far apart as the changes between them`(
        _ left: String, _ right: String, _ distance: Int
    ) {
        #expect(Suggestion.distance(left, right) == distance)
    }
}
