/// Where a rule that keeps the newest images stops keeping them.
///
/// Images are only ever added to the ranking, when the index that protected them goes, so the cut only ever
/// moves towards the newest: all its moves together pass each image once.
struct CountCut {
    /// The images that the rule's tags match, newest first; not all of them are ranked.
    private let members: [Int]
    private let limit: Int
    /// How many ranked images there are down to the cut.
    private var kept: Int
    /// The last member that is kept.
    private var last: Int
    /// The place of that member in the order of all images: what comes after it is one too many.
    private(set) var place = Int.max

    init(members: [Int], limit: Int, ranked: Int) {
        self.members = members
        self.limit = max(0, limit)
        kept = ranked
        last = members.count - 1
    }

    /// Ranks one more image.
    ///
    /// Nothing moves until `fallen` is asked.
    mutating func rank(_ place: Int) {
        if place <= self.place { kept += 1 }
    }

    /// The next image that is one too many, if there is any.
    mutating func fallen(isRanked: [Bool], places: [Int]) -> Int? {
        while kept > limit, last >= 0 {
            let member = members[last]
            last -= 1
            place = last < 0 ? -1 : places[members[last]]
            if isRanked[member] {
                kept -= 1
                return member
            }
        }
        return nil
    }
}
