import Foundation
import Support
import Testing

struct SignalTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal ends a run within two seconds, even one that hangs, and keeps its pages`(_ signal: Int32)
        throws
    {
        let folder = try TemporaryFolder()
        let running = try Program("soak", in: folder.path).start(["hang", folder.path])
        try running.waitForLine("ended quick")

        let start = ContinuousClock.now
        kill(running.process.processIdentifier, signal)
        let outcome = running.wait()

        #expect(outcome.code == 75)
        #expect(ContinuousClock.now - start < .seconds(2))
        let states = try TestEstate.states(in: folder.file("hang.db"))
        #expect(states == ["quick complete", "stuck pending"])
    }

    @Test func `a second Ctrl-C ends it at once`() throws {
        let folder = try TemporaryFolder()
        let running = try Program("soak", in: folder.path).start(["hang", folder.path])
        try running.waitForLine("ended quick")

        let start = ContinuousClock.now
        kill(running.process.processIdentifier, SIGINT)
        usleep(50_000)
        kill(running.process.processIdentifier, SIGINT)
        let outcome = running.wait()

        #expect(outcome.code == 75)
        #expect(ContinuousClock.now - start < .milliseconds(700))
    }
}
