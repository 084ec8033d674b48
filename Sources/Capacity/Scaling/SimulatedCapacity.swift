/// What became of one dimension in a simulation.
package struct SimulatedCapacity: Equatable, Sendable {
    /// The sum of the capacity of all minutes: exact, and a sixtieth of it are the unit hours to pay.
    package var unitMinutes = 0
    /// What neither capacity nor burst credits covered, in half units.
    package var throttledHalves = 0
    package var throttledMinutes = 0
    /// The largest capacity that was reached.
    package var largest = 0
    package var increases = 0
    package var decreases = 0

    package init() {}
}
