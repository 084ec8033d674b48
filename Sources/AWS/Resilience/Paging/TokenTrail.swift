/// Notices that the tokens of a listing go round in a circle, without remembering them.
///
/// It keeps one token and compares the later ones with it, then one twice as far on, and so on: Brent's way to
/// find a cycle. A circle is noticed before three times as many pages have come as it took to complete it. One
/// token twice in a row is noticed at once, for it is compared with the last one, too.
///
///     tokens    a b c d e f g h …
///     kept      a   c       g        each compared with all up to the next
package struct TokenTrail: Hashable, Sendable {
    package private(set) var kept: String?
    package private(set) var last: String?
    package private(set) var steps: Int
    package private(set) var reach: Int

    /// A trail at its beginning, or as it was when it was stored.
    package init(kept: String? = nil, last: String? = nil, steps: Int = 0, reach: Int = 1) {
        self.kept = kept
        self.last = last
        self.steps = steps
        self.reach = reach
    }

    /// Goes on to a token, and says whether it has been here before.
    package mutating func returns(to token: String) -> Bool {
        guard token != kept, token != last else { return true }
        last = token
        steps += 1
        if steps == reach {
            kept = token
            steps = 0
            reach *= 2
        }
        return false
    }
}

/// A listing came back to a page that it had given before, so that it would never end.
package struct EndlessListing: Error, Equatable {
    /// How many pages it gave.
    package var pages: Int
}

extension EndlessListing: CustomStringConvertible {
    package var description: String {
        "the listing goes round in a circle: page \(pages) leads back to an earlier one"
    }
}
