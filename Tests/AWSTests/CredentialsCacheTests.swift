import AWS
import Formats
import Testing

struct CredentialsCacheTests {
    let world = CredentialsWorld()
    let origin = CredentialOrigin("script")
    static let down = CredentialFailure("down", hint: "wait", kind: .unavailable)
    static let refusal = CredentialFailure("no", hint: "ask", kind: .refused)

    func end(_ seconds: Int64) -> Timestamp { CredentialsWorld.start.adding(seconds: seconds) }

    @Test func `credentials are fetched once, and again five minutes before their end`() async throws {
        let provider = ScriptedProvider(world, lasting: 3600)
        let cache = provider.cached()

        #expect(try await cache.credentials().accessKey == "ASIA1")
        world.pass(3299)
        #expect(try await cache.credentials().accessKey == "ASIA1")
        world.pass(1)
        #expect(try await cache.credentials().accessKey == "ASIA2")

        #expect(provider.fetches == 2)
        #expect(
            world.events == [
                .acquired(origin, expires: end(3600)), .refreshed(origin, old: end(3600), new: end(6900)),
            ])
    }

    @Test func `credentials without an end are fetched once`() async throws {
        let provider = ScriptedProvider(world, lasting: nil)
        let cache = provider.cached()

        _ = try await cache.credentials()
        world.pass(1_000_000_000)
        _ = try await cache.credentials()

        #expect(provider.fetches == 1)
        #expect(world.events == [.acquired(origin, expires: nil)])
    }

    @Test func `where a refresh fails, the old ones serve until they really end`() async throws {
        let provider = ScriptedProvider(world, lasting: 3600) { if $0 > 1 { throw Self.down } }
        let cache = provider.cached()
        _ = try await cache.credentials()

        world.pass(3300)
        #expect(try await cache.credentials().accessKey == "ASIA1")
        world.pass(29)
        #expect(try await cache.credentials().accessKey == "ASIA1")
        #expect(provider.fetches == 2)
        world.pass(1)
        #expect(try await cache.credentials().accessKey == "ASIA1")
        #expect(provider.fetches == 3)
        world.pass(270)
        await #expect(throws: Self.down) { try await cache.credentials() }

        let kept = CredentialEvent.kept(origin, until: end(3600), why: "down")
        #expect(world.events == [.acquired(origin, expires: end(3600)), kept, kept])
    }

    @Test func `credentials that came to their end are told as expired`() async throws {
        let cache = ScriptedProvider(world, lasting: 3600).cached()
        _ = try await cache.credentials()

        world.pass(3600)
        #expect(try await cache.credentials().accessKey == "ASIA2")

        #expect(
            world.events == [
                .acquired(origin, expires: end(3600)), .expired(origin, at: end(3600)),
                .refreshed(origin, old: end(3600), new: end(7200)),
            ])
    }

    @Test func `credentials that end soon anyway are not asked for at every request`() async throws {
        let provider = ScriptedProvider(world, lasting: 120)
        let cache = provider.cached()

        for _ in 0..<10 { _ = try await cache.credentials() }
        #expect(provider.fetches == 1)
        world.pass(30)
        for _ in 0..<10 { _ = try await cache.credentials() }

        #expect(provider.fetches == 2)
    }

    @Test func `what AWS refused is fetched anew, and others are not forgotten for it`() async throws {
        let provider = ScriptedProvider(world, lasting: 3600)
        let cache = provider.cached()
        let first = try await cache.credentials()

        await cache.discard(first)
        #expect(try await cache.credentials().accessKey == "ASIA2")
        await cache.discard(first)
        #expect(try await cache.credentials().accessKey == "ASIA2")

        #expect(provider.fetches == 2)
        #expect(world.events.contains(.expired(origin, at: CredentialsWorld.start)))
    }

    @Test func `where there are only the credentials that AWS refused, that is the failure`() async throws {
        struct Same: CredentialProvider {
            func fetch() async throws -> Grant {
                Grant(CredentialsRoleTests.user, from: CredentialOrigin("the environment"))
            }
        }
        let cache = CachedCredentials(Same(), now: { CredentialsWorld.start })

        await cache.discard(try await cache.credentials())

        let failure = await #expect(throws: CredentialFailure.self) { try await cache.credentials() }
        #expect(failure?.what.hasPrefix("AWS refused the credentials of the environment") == true)
        #expect(failure?.kind == .refused)
    }

    @Test func `credentials that have ended already are no credentials`() async {
        let cache = ScriptedProvider(world, lasting: 0).cached()

        let failure = await #expect(throws: CredentialFailure.self) { try await cache.credentials() }

        #expect(failure?.what == "script gave credentials that have expired")
    }

    @Test func `a clear no is believed for half a minute, silence is asked again`() async {
        let refusing = ScriptedProvider(world, lasting: 3600) { _ in throw Self.refusal }
        let silent = ScriptedProvider(world, lasting: 3600) { _ in throw Self.down }
        let (refused, down) = (refusing.cached(), silent.cached())

        for _ in 0..<10 {
            await #expect(throws: Self.refusal) { try await refused.credentials() }
            await #expect(throws: Self.down) { try await down.credentials() }
        }
        #expect(refusing.fetches == 1)
        #expect(silent.fetches == 10)
        world.pass(30)
        await #expect(throws: Self.refusal) { try await refused.credentials() }

        #expect(refusing.fetches == 2)
    }
}

/// On the main actor, so that a task that has said it begins has come as far as it can when the test goes on.
@MainActor
struct CredentialsWaitingTests {
    let world = CredentialsWorld()
    let gate = CredentialsGate()
    let log = CredentialsLog()

    func provider() -> ScriptedProvider {
        let gate = gate
        return ScriptedProvider(world, lasting: 3600) { _ in await gate.pass() }
    }

    func waiter(_ name: String, _ cache: CachedCredentials) async -> Task<String, any Error> {
        let log = log
        let task = Task { @MainActor in
            log.note(name)
            return try await cache.credentials().accessKey
        }
        while !log.lines.contains(name) { await Task.yield() }
        return task
    }

    @Test func `a hundred who ask at once get one answer to one question`() async throws {
        let provider = provider()
        let cache = provider.cached()
        var waiters: [Task<String, any Error>] = []
        for number in 0..<100 { waiters.append(await waiter("\(number)", cache)) }

        gate.open()

        for waiter in waiters { #expect(try await waiter.value == "ASIA1") }
        #expect(provider.fetches == 1)
    }

    @Test func `a hundred who ask at once get one refusal`() async {
        let gate = gate
        let provider = ScriptedProvider(world, lasting: 3600) { _ in
            await gate.pass()
            throw CredentialsCacheTests.down
        }
        let cache = provider.cached()
        var waiters: [Task<String, any Error>] = []
        for number in 0..<100 { waiters.append(await waiter("\(number)", cache)) }

        gate.open()

        for waiter in waiters {
            await #expect(throws: CredentialsCacheTests.down) { try await waiter.value }
        }
        #expect(provider.fetches == 1)
    }

    @Test func `who is cancelled leaves at once, even who asked first, and the others get theirs`()
        async throws
    {
        let provider = provider()
        let cache = provider.cached()
        let first = await waiter("first", cache)
        let second = await waiter("second", cache)

        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        gate.open()

        #expect(try await second.value == "ASIA1")
        #expect(provider.fetches == 1)
    }

    @Test func `when all have left, the fetch is cancelled, and who comes later begins another`() async throws
    {
        let (gate, log) = (gate, log)
        let provider = ScriptedProvider(world, lasting: 3600) { number in
            await gate.pass()
            if number == 1 { log.note("cancelled: \(Task.isCancelled)") }
        }
        let cache = provider.cached()
        let first = await waiter("first", cache)
        while gate.arrivals == 0 { await Task.yield() }

        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        let second = await waiter("second", cache)
        while gate.arrivals < 2 { await Task.yield() }
        gate.open()

        #expect(try await second.value == "ASIA2")
        while !log.lines.contains("cancelled: true") { await Task.yield() }
    }

    @Test func `who is cancelled before asking gets no credentials`() async throws {
        let provider = provider()
        let cache = provider.cached()
        let task = Task { @MainActor in
            while !Task.isCancelled { await Task.yield() }
            return try await cache.credentials()
        }

        task.cancel()

        await #expect(throws: CancellationError.self) { try await task.value }
        gate.open()
    }
}

struct CredentialsStormTests {
    @Test func `in a storm of cancellations nobody waits for ever and everybody gets an answer`() async {
        let world = CredentialsWorld()
        let provider = ScriptedProvider(world, lasting: 1) { _ in await Task.yield() }
        let cache = provider.cached()
        let results = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<5000 {
                group.addTask {
                    let task = Task { try await cache.credentials() }
                    if number % 3 == 0 { task.cancel() }
                    if number % 7 == 0 { world.pass(1) }
                    switch await task.result {
                    case .success: return true
                    case .failure(let error): return error is CancellationError || error is CredentialFailure
                    }
                }
            }
            var good = 0
            for await result in group where result { good += 1 }
            return good
        }

        #expect(results == 5000)
    }
}
