extension Track {
    /// The least minimum that has a chance where this one throttled, in minute `served`.
    ///
    /// Where the bucket was full at the capacity of that minute, no minimum up to it changes anything: a larger
    /// one has to carry the minutes since then with what it gives and a full bucket. Where it was not, because
    /// growth came late, a somewhat larger minimum may have drawn less on it before.
    func nextMinimum(in demand: borrowing Demand) -> Int {
        guard wasFull else { return setting.minimum + 1 }
        var sum = 0
        var need = 0
        var minute = served
        while minute >= drawn {
            sum += Int(demand.demand[minute])
            let gives = (served - minute + 1 + Self.bucketMinutes) * Demand.halvesPerUnit
            if sum > need * gives { need = (sum + gives - 1) / gives }
            minute -= 1
        }
        return max(capacity + 1, need)
    }
}
