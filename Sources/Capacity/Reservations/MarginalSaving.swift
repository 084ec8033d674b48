/// What a reduction of capacity really saves where a part of the capacity costs nothing anyway.
///
/// Reservations and the free tier are applied to the account's capacity of a region as a whole, hour by hour.
/// The first units that are given up are charged ones, and once only covered units are left nothing more is
/// saved:
///
///     capacity    ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓   20 units, of which 14 are covered
///     reductions  5 saves 5, then 3 saves 1, then 2 saves nothing
package struct MarginalSaving {
    /// One resource's reduction.
    package struct Reduction: Equatable, Sendable {
        /// Units given up in every hour.
        package var units: Int
        /// Whether reservations and the free tier could cover them.
        ///
        /// Those of standard tables could. Infrequent-access tables and replicated writes cannot be reserved,
        /// and giving them up always saves.
        package var isCoverable: Bool

        package init(units: Int, isCoverable: Bool = true) {
            self.units = units
            self.isCoverable = isCoverable
        }
    }

    /// The charged units of each hour that are left.
    private var charged: [Int]

    /// Takes the standard provisioned units of each hour, and how many of each hour's are covered.
    ///
    /// Where only the total of a month is known, give it as one hour: it is right as long as the hours are
    /// alike.
    package init(hours: [Int], covered: Int) {
        charged = hours.map { max(0, $0 - max(0, covered)) }
    }

    /// The unit hours that each of a sequence of reductions saves.
    ///
    /// The largest comes first, because whoever acts on one begins there; of equals the earlier. The answers
    /// stand in the order of the questions. Their sum is never more than what is charged.
    package mutating func savings(of reductions: [Reduction]) -> [Int] {
        var saved = [Int](repeating: 0, count: reductions.count)
        let order = reductions.indices.sorted { left, right in
            (-reductions[left].units, left) < (-reductions[right].units, right)
        }
        for index in order { saved[index] = take(reductions[index]) }
        return saved
    }

    private mutating func take(_ reduction: Reduction) -> Int {
        let units = max(0, reduction.units)
        guard reduction.isCoverable else { return units * charged.count }
        var saved = 0
        for hour in charged.indices {
            let part = min(units, charged[hour])
            charged[hour] -= part
            saved += part
        }
        return saved
    }
}
