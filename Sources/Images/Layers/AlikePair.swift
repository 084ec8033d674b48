/// Two repositories that store nearly the same bytes.
package struct AlikePair: Equatable, Sendable {
    /// The repository with the lower number.
    package var first: Int
    package var second: Int
    /// What both store.
    package var sharedBytes: Int
    /// The part of all bytes of the two that both store, from 0 to 1.
    package var similarity: Double

    package init(first: Int, second: Int, sharedBytes: Int, similarity: Double) {
        self.first = first
        self.second = second
        self.sharedBytes = sharedBytes
        self.similarity = similarity
    }
}

/// All pairs of repositories that are alike, as far as there is room for them.
package struct AlikeRepositories: Equatable, Sendable {
    /// Those that share the most bytes, the most first.
    package var pairs: [AlikePair]
    /// How many there are in all.
    package var count: Int

    package init(pairs: [AlikePair], count: Int) {
        self.pairs = pairs
        self.count = count
    }
}
