/// Finds the values that would stand at certain ranks, had one sorted, without sorting.
///
///     values      5 1 9 2 8 3 7        wanted: ranks 3 and 4
///     bins        ▁ ▁ ▁ ▁ ▁ ▁ ▁        each value falls into one of 1,024 equal bins between least and most
///     counted     the bins of the wanted ranks are known; only their values are looked at again
///
/// The bin of a value never falls when the value grows, so ranks stay what they are. Where one bin holds
/// nearly all (one spike above an idle table) its values are divided again, between their own least and most.
struct Selection: ~Copyable {
    private static let bins = 1024

    /// The values; the selection mixes them up.
    private(set) var values = Cells<Double>()
    private var spare = Cells<Double>()
    private var bin = Cells<UInt16>()
    private var counts = Cells<Int32>()
    private var wanted: [Int] = []
    private var found: [Double] = []

    /// A part of the values that holds wanted ranks.
    private struct Part {
        var offset: Int
        var count: Int
        /// The rank of its least value.
        var rank: Int
        /// Which of the wanted ranks lie in it.
        var asked: Range<Int>
    }

    mutating func reserve(_ count: Int) {
        values.reserve(count)
        spare.reserve(count)
        bin.reserve(count)
        counts.reserve(Self.bins)
    }

    /// Selects among the first `count` values, of which there is at least one.
    mutating func select(_ places: [QuantilePlace], among count: Int) {
        wanted.removeAll(keepingCapacity: true)
        for place in places {
            wanted.append(place.lower)
            wanted.append(place.upper)
        }
        wanted.sort()
        found.removeAll(keepingCapacity: true)
        found.append(contentsOf: repeatElement(0, count: wanted.count))
        let all = Part(offset: 0, count: count, rank: 0, asked: 0..<wanted.count)
        divide(all, of: values.base, into: spare.base)
    }

    /// The quantile at a place that was selected, of the values divided by a number.
    func value(at place: QuantilePlace, through divisor: Double) -> Double {
        let (low, high) = (value(ofRank: place.lower), value(ofRank: place.upper))
        return place.value(between: low / divisor, and: high / divisor)
    }

    private func value(ofRank rank: Int) -> Double {
        for index in wanted.indices where wanted[index] == rank { return found[index] }
        return 0
    }

    private mutating func divide(
        _ part: Part, of source: UnsafeMutablePointer<Double>, into target: UnsafeMutablePointer<Double>
    ) {
        let start = source + part.offset
        let (least, most) = Self.bounds(start, part.count)
        let scale = (Double(Self.bins) - 0.001) / (most - least)
        guard part.count > 24, scale.isFinite else {
            var few = UnsafeMutableBufferPointer(start: start, count: part.count)
            few.sort()
            for index in part.asked { found[index] = start[wanted[index] - part.rank] }
            return
        }
        sift(start, part.count, from: least, by: scale)
        let parts = holders(of: part)
        gather(start, part.count, into: target)
        for smaller in parts { divide(smaller, of: target, into: source) }
    }

    /// Counts the values of each bin.
    private func sift(
        _ start: UnsafeMutablePointer<Double>, _ count: Int, from least: Double, by scale: Double
    ) {
        let (bin, counts) = (bin.base, counts.base)
        counts.update(repeating: 0, count: Self.bins)
        for index in 0..<count {
            let number = Int32((start[index] - least) * scale)
            bin[index] = UInt16(truncatingIfNeeded: number)
            counts[Int(number)] &+= 1
        }
    }

    /// The bins that hold wanted ranks; each bin's count gives way to where its values go, or to -1.
    private func holders(of part: Part) -> [Part] {
        let counts = counts.base
        var parts: [Part] = []
        var (rank, offset, next) = (part.rank, part.offset, part.asked.lowerBound)
        for number in 0..<Self.bins {
            let count = Int(counts[number])
            let first = next
            while next < part.asked.upperBound, wanted[next] < rank + count { next += 1 }
            counts[number] = -1
            if next > first {
                parts.append(Part(offset: offset, count: count, rank: rank, asked: first..<next))
                counts[number] = Int32(truncatingIfNeeded: offset)
                offset += count
            }
            rank += count
        }
        return parts
    }

    private func gather(
        _ start: UnsafeMutablePointer<Double>, _ count: Int, into target: UnsafeMutablePointer<Double>
    ) {
        let (bin, places) = (bin.base, counts.base)
        for index in 0..<count {
            let place = places[Int(bin[index])]
            guard place >= 0 else { continue }
            target[Int(place)] = start[index]
            places[Int(bin[index])] = place &+ 1
        }
    }

    private static func bounds(_ start: UnsafeMutablePointer<Double>, _ count: Int) -> (Double, Double) {
        var least = SIMD8<Double>(repeating: start[0])
        var most = least
        let whole = count & ~7
        var index = 0
        while index < whole {
            let lanes = UnsafeRawPointer(start + index).loadUnaligned(as: SIMD8<Double>.self)
            least.replace(with: lanes, where: lanes .< least)
            most.replace(with: lanes, where: lanes .> most)
            index += 8
        }
        var bounds = (least.min(), most.max())
        while index < count {
            bounds = (min(bounds.0, start[index]), max(bounds.1, start[index]))
            index += 1
        }
        return bounds
    }
}
