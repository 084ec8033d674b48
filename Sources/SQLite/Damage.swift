/// One thing that SQLite finds wrong with a database.
package struct Damage: Equatable, Sendable {
    package var words: String

    package init(words: String) { self.words = words }

    /// Whether only an index differs from its table, which holds everything that the index says.
    package var isOfIndex: Bool {
        // The words of integrity_check, since SQLite gives no codes (its source, pragma.c, 3.40 to 3.51).
        words.contains("missing from index ") || words.hasPrefix("wrong # of entries in index ")
            || words.hasPrefix("non-unique entry in index ") || words.contains("values differ from index ")
    }
}
