/// When something happens next. Each search looks at a block's summary before it looks at its minutes.
extension Demand {
    /// The first minute from `start` whose two minutes before it both demanded more than the threshold.
    func rise(from start: Int, above threshold: Int32) -> Int {
        guard start < minutes else { return minutes }
        var number = start >> Self.blockShift
        guard laterPairs[number] > threshold else { return minutes }
        var minute = start
        while number < blocks {
            let end = (number + 1) << Self.blockShift
            if pairs[number] > threshold {
                while minute < end {
                    if demand[minute - 1] > threshold, demand[minute - 2] > threshold {
                        return min(minute, minutes)
                    }
                    minute += 1
                }
            }
            number += 1
            minute = end
        }
        return minutes
    }

    /// The first minute from `start` whose 15 minutes before it all demanded at most the threshold.
    func fall(from start: Int, atMost threshold: Int32) -> Int {
        let first = max(start, 15)
        guard first < minutes else { return minutes }
        var number = first >> Self.blockShift
        guard laterLows[number] <= threshold else { return minutes }
        var minute = first
        while number < blocks {
            let end = (number + 1) << Self.blockShift
            if lows[number] <= threshold {
                while minute < end {
                    if quarter[minute - 15] <= threshold { return min(minute, minutes) }
                    minute += 1
                }
            }
            number += 1
            minute = end
        }
        return minutes
    }

    /// The first minute of a range that demanded more than a capacity gives; the range's end if none did.
    func overload(from start: Int, until end: Int, above threshold: Int32) -> Int {
        guard start < end else { return end }
        var number = start >> Self.blockShift
        guard laterPeaks[number] > threshold else { return end }
        var minute = start
        while minute < end {
            let next = (number + 1) << Self.blockShift
            if peaks[number] > threshold {
                let last = min(next, end)
                while minute < last {
                    if demand[minute] > threshold { return minute }
                    minute += 1
                }
            }
            number += 1
            minute = next
        }
        return end
    }
}
