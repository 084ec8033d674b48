/// A value that is asked for once, by many; after a failure, whoever comes next asks again.
actor Once<Value: Sendable> {
    private let ask: @Sendable () async throws -> Value
    private var asking: Task<Value, any Error>?

    init(_ ask: @escaping @Sendable () async throws -> Value) { self.ask = ask }

    var value: Value {
        get async throws {
            let task = asking ?? Task { try await ask() }
            asking = task
            do {
                return try await task.value
            } catch {
                if asking == task { asking = nil }
                throw error
            }
        }
    }
}
