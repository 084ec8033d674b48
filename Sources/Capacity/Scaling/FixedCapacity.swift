/// The smallest whole capacity that serves a demand as it is, with the help of burst credits.
///
/// The bucket is full at the beginning. So any minutes in a row need what they demand through their number and
/// five: the least capacity that one finds so is a lower bound, and where it throttles, the minutes since its
/// bucket was full give the next one. The first that does not throttle is the smallest.
struct FixedCapacity {
    let capacity: Int

    init(_ demand: borrowing Demand, tolerated: Int) {
        if tolerated > 0 {
            capacity = Self.bisect(demand, tolerated: tolerated)
            return
        }
        var least = Self.lowerBound(demand)
        while true {
            var track = Track(.fixed(least), over: demand, tolerated: 0)
            if track.serve(until: demand.minutes, in: demand) { break }
            least = track.nextMinimum(in: demand)
        }
        capacity = least
    }

    /// What single minutes, two in a row and blocks of them need.
    private static func lowerBound(_ demand: borrowing Demand) -> Int {
        var least = max(1, need(Int(demand.peak), minutes: 1))
        guard demand.blocks > 0 else { return least }
        least = max(least, need(2 * Int(demand.laterPairs[0]), minutes: 2))
        let before = demand.before
        var start = 0
        while start + Demand.block <= demand.minutes {
            let sum = Int(before[start + Demand.block] - before[start])
            least = max(least, need(sum, minutes: Demand.block))
            start += Demand.block / 2
        }
        return least
    }

    private static func need(_ halves: Int, minutes: Int) -> Int {
        let gives = (minutes + Track.bucketMinutes) * Demand.halvesPerUnit
        return (halves + gives - 1) / gives
    }

    /// More capacity never throttles more.
    private static func bisect(_ demand: borrowing Demand, tolerated: Int) -> Int {
        var least = 1
        var most = max(1, (Int(demand.peak) + Demand.halvesPerUnit - 1) / Demand.halvesPerUnit)
        while least < most {
            let middle = (least + most) / 2
            var track = Track(.fixed(middle), over: demand, tolerated: tolerated)
            if track.serve(until: demand.minutes, in: demand) { most = middle } else { least = middle + 1 }
        }
        return most
    }
}
