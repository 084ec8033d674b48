/// How much of one kind is asked of one table or index, at any time, without adding up anything finer.
///
///     day    = sum of its 24 hours
///     hour   = peak × weight of the shape × chance of that hour
///     slot   = the hour's share of five minutes: twelve shares that make up the hour exactly
///     minute = the slot's share of a minute: five that make up the slot exactly
///
/// So whatever is summed, from minutes or from days, comes to the same number. Amounts are counted in parts of a
/// unit, because an eventually consistent read takes half of one.
struct Traffic {
    let draw: Draw
    let shape: TrafficShape
    /// Parts an hour at a weight of 1000.
    let peak: Int
    /// The hours in which there was anything to ask.
    let hours: Range<Int>

    static let slotsPerHour = 12
    static let slotSeconds = 300

    var isNothing: Bool { shape == .none || peak == 0 || hours.isEmpty }

    /// All that is asked in an hour.
    func amount(inHour hour: Int) -> Int {
        guard hours.contains(hour) else { return 0 }
        let chance = draw.at(hour).bits
        let weight = shape.weight(atHour: hour, chance)
        guard weight > 0 else { return 0 }
        return peak * weight / 1000 * (937 + Int(chance >> 8 & 127)) / 1000
    }

    /// All that is asked on a day, counted from 1970.
    func amount(onDay day: Int) -> Int {
        guard !isNothing else { return 0 }
        var sum = 0
        for hour in (day * 24)..<(day * 24 + 24) { sum += amount(inHour: hour) }
        return sum
    }

    /// What has been asked by the start of each slot of an hour, and by its end.
    func course(ofHour hour: Int) -> InlineArray<13, Int> {
        var course = InlineArray<13, Int>(repeating: 0)
        let total = amount(inHour: hour)
        guard total > 0 else { return course }
        let chance = draw.at(hour).at(1).bits
        let isConcentrated = shape.isConcentrated
        var weight = 0
        for slot in 0..<12 {
            let share = Int(chance >> UInt64(4 * slot) & 15)
            weight += isConcentrated ? share * share * share + 1 : share + 24
            course[slot + 1] = weight
        }
        for slot in 1...12 { course[slot] = total * course[slot] / weight }
        return course
    }

    /// What has been asked in a slot by the start of a minute, of what is asked in it all.
    func course(ofSlot slot: Int, _ amount: Int, byMinute minute: Int) -> Int {
        let chance = draw.at(slot).at(2).bits
        var (before, weight) = (0, 0)
        for index in 0..<5 {
            if index == minute { before = weight }
            weight += Int(chance >> UInt64(4 * index) & 15) + 24
        }
        return minute >= 5 ? amount : amount * before / weight
    }
}
