/// An organisation to simulate, and how badly it behaves.
package struct SimulationScope: Equatable, Sendable {
    package var accounts = 24
    package var seed = 1
    /// Of a hundred answers, how many are throttled.
    package var throttled = 0
    /// Of a hundred connections, how many drop.
    package var dropped = 0
    /// Of a hundred answers, how many say that the credentials have expired.
    package var expired = 0

    package init() {}
}
