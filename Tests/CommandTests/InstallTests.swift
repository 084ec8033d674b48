import Foundation
import Formats
import Pipeline
import Support
import Testing

/// `scripts/install` into an empty folder, and what systemd's own tools say of the units.
struct InstallTests {
    private let folder: TemporaryFolder
    private static let script = Vectors.checkout.appendingPathComponent("scripts/install").path

    init() throws { folder = try TemporaryFolder() }

    private func shell(_ script: String) throws -> (code: Int32, said: String) {
        let said = folder.file("said-\(UUID().uuidString)")
        let end = Child.wait(
            for: Child.start(["/bin/bash", "-c", "cd '\(folder.path)'; { \(script); } >'\(said)' 2>&1"], [:]))
        let text = try String(contentsOfFile: said, encoding: .utf8)
        guard case .exited(let code) = end else { return (-1, text) }
        return (code, text)
    }

    private func install(_ words: String = "") throws -> (code: Int32, said: String) {
        try shell(
            "'\(Self.script)' --destdir '\(folder.file("root"))' --binary '\(Program(in: "/").path)' \(words)"
        )
    }

    /// What stands below the folder, but for folders.
    private var files: Set<String> {
        let root = folder.file("root")
        let all = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
        return Set(
            all.filter { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
                    && !isFolder.boolValue
            })
    }

    private func unit(_ name: String) -> String { folder.file("root/etc/systemd/system/\(name)") }

    @Test func `it can be staged without root, and again, and be taken away`() throws {
        #expect(try install().code == 0)
        let installed = files
        #expect(installed.isSuperset(of: ["usr/local/bin/stocktake", "usr/lib/sysusers.d/stocktake.conf"]))
        let version = try shell("'\(folder.file("root/usr/local/bin/stocktake"))' version")
        #expect(version.said.hasPrefix("stocktake "))
        let mine = folder.file("root/etc/stocktake/acme.yaml")
        try Data("estate: acme".utf8).write(to: URL(fileURLWithPath: mine))
        let state = folder.file("root/var/lib/stocktake/acme.db")
        try Data("state".utf8).write(to: URL(fileURLWithPath: state))

        #expect(try install().code == 0)
        #expect(files == installed.union(["etc/stocktake/acme.yaml", "var/lib/stocktake/acme.db"]))
        #expect(try install("--uninstall").code == 0)
        #expect(files == ["etc/stocktake/acme.yaml", "var/lib/stocktake/acme.db"])
        #expect(try install("--uninstall --purge").code == 0)
        #expect(files.isEmpty)
        #expect(try install("--uninstall").code == 0)
    }

    @Test(arguments: [
        ("--purge", "--purge comes with --uninstall"),
        ("--prefix here", "--prefix is not an absolute path: here"),
        ("--prefix /home/me", "the service cannot see /home/me"),
        ("--destdri x", "unknown option '--destdri'"),
        ("--binary /etc/passwd", "/etc/passwd is no program"), ("--prefix", "--prefix needs a value"),
    ])
    func `a mistake is told with what to do, before anything is written`(_ words: String, _ what: String)
        throws
    {
        let outcome = try install(words)

        #expect(outcome.code == 64)
        #expect(
            outcome.said.contains("stocktake: \(what)") && outcome.said.contains("\n  hint: "),
            "\(outcome.said)")
        #expect(files.isEmpty)
    }

    @Test func `systemd finds no mistake in the units`() throws {
        guard try hasSystemdAnalyze() else { return }
        _ = try install()
        let program = folder.file("root/usr/local/bin/stocktake")
        // The program's place on the machine that it is staged for is not this one's.
        let here = try String(contentsOfFile: unit("stocktake@.service"), encoding: .utf8)
            .replacingOccurrences(of: "/usr/local/bin/stocktake", with: program)
        try here.write(toFile: unit("stocktake@.service"), atomically: true, encoding: .utf8)

        let verified = try shell(
            "systemd-analyze verify --man=no '\(unit("stocktake@.service"))' '\(unit("stocktake@.timer"))'")

        #expect(verified.code == 0)
        // Old versions end with 0 whatever they find, and say it.
        #expect(!verified.said.contains("stocktake@"), "\(verified.said)")
    }

    @Test func `the service is exposed to 2.0 or less, by systemd's own reckoning`() throws {
        guard try hasSystemdAnalyze() else { return }
        _ = try install()

        let review = try shell(
            "systemd-analyze security --offline=true --threshold=20 '\(unit("stocktake@.service"))'")

        #expect(review.code == 0, "\(review.said)")
        #expect(review.said.contains("Overall exposure level for"))
    }

    @Test func `the timer is nightly, as systemd reads it`() throws {
        guard try hasSystemdAnalyze() else { return }
        _ = try install()
        let timer = try settings(of: "stocktake@.timer")

        let next = try shell("systemd-analyze calendar '\(timer["OnCalendar"]?.first ?? "")'")

        #expect(next.code == 0)
        #expect(timer["Persistent"] == ["true"] && timer["RandomizedDelaySec"] == ["1h"])
    }

    @Test func `every exit code restarts, or not, as it should`() throws {
        _ = try install()
        let service = try settings(of: "stocktake@.service")
        func codes(_ key: String) -> Set<Int32> {
            Set((service[key] ?? []).flatMap { $0.split(separator: " ").compactMap { Int32($0) } })
        }
        let (fine, final) = (codes("SuccessExitStatus").union([0]), codes("RestartPreventExitStatus"))

        #expect(service["Restart"] == ["on-failure"])
        for code in ExitCode.allCases {
            let restarts = !fine.contains(code.rawValue) && !final.contains(code.rawValue)
            #expect(restarts == [.runAgain, .unavailable, .cannotWrite].contains(code), "\(code)")
        }
        #expect(fine == [0, 3])
    }

    @Test func `the watchdog waits longer than any wait of a run, and a night shorter than two`() throws {
        _ = try install()
        let service = try settings(of: "stocktake@.service")

        #expect(service["Type"] == ["notify"], "RuntimeMaxSec= and a watchdog do nothing for oneshot")
        #expect(service["WatchdogSec"] == ["15min"], "a question's deadline is ten minutes")
        #expect(service["RuntimeMaxSec"] == ["20h"])
        #expect(service["StateDirectory"] == ["stocktake"] && service["User"] == ["stocktake"])
        #expect(service["LoadCredential"] == ["aws:/etc/stocktake/credentials"])
        #expect(service["Environment"]?.first?.contains("AWS_CONFIG_FILE=%d/aws_config") == true)
        #expect(service["LimitCORE"] == ["0"], "a core would hold credentials")
    }

    private func settings(of name: String) throws -> [String: [String]] {
        var settings: [String: [String]] = [:]
        for line in try String(contentsOfFile: unit(name), encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
            guard !line.hasPrefix("#"), parts.count == 2 else { continue }
            settings[parts[0], default: []].append(parts[1])
        }
        return settings
    }

    private func hasSystemdAnalyze() throws -> Bool {
        if try shell("systemd-analyze --version").code == 0 { return true }
        print("skipped: there is no systemd-analyze here; `apt-get install systemd` brings it")
        return false
    }
}
