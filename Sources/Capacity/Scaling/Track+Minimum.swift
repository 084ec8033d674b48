extension Track {
    /// The least capacity that has a chance where this one throttled, in minute `served`.
    ///
    /// No minimum up to the capacity of that minute changes anything there. A larger one has to carry the
    /// minutes since the bucket was full, as far as the capacity held, with what it gives and a full bucket.
    func nextMinimum(in demand: borrowing Demand) -> Int {
        var sum = 0
        var need = 0
        let first = max(changed, drawn)
        var minute = served
        while minute >= first {
            sum += Int(demand.demand[minute])
            let gives = (served - minute + 1 + Self.bucketMinutes) * Demand.halvesPerUnit
            if sum > need * gives { need = (sum + gives - 1) / gives }
            minute -= 1
        }
        return max(capacity + 1, need)
    }
}
