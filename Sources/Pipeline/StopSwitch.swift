import Synchronization

/// Asks a run to stop: from the thread that waits for signals, or from a test.
package final class StopSwitch: Sendable {
    private let state = Atomic(false)

    package init() {}

    package var isOn: Bool { state.load(ordering: .acquiring) }

    package func turnOn() { state.store(true, ordering: .releasing) }
}
