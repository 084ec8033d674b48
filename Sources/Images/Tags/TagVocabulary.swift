/// How often each word stands at each place among the tags of a repository.
///
/// A word that a team's scheme has is at its place in many tags; the name of a branch is in a few.
struct TagVocabulary {
    private struct Entry: Hashable {
        var position: Int
        var word: String
    }

    private var counts: [Entry: Int] = [:]
    private let total: Int

    init(of tags: [String]) {
        total = tags.count
        for tag in tags {
            tag.utf8.span.withUnsafeBufferPointer { bytes in
                for (position, token) in TagTokens(bytes).tokens.enumerated() {
                    guard case .word(let range) = token else { continue }
                    add(bytes[range], at: position)
                    let letters = TagWord(bytes, range).letters
                    if letters.count < range.count { add(bytes[letters], at: position) }
                }
            }
        }
    }

    private mutating func add(_ word: Slice<UnsafeBufferPointer<UInt8>>, at position: Int) {
        guard !word.isEmpty else { return }
        counts[Entry(position: position, word: String(decoding: word, as: UTF8.self)), default: 0] += 1
    }

    /// Whether at least one tag in twenty has the word there; and more than one, among few tags.
    func isUsual(_ word: Slice<UnsafeBufferPointer<UInt8>>, at position: Int) -> Bool {
        guard !word.isEmpty else { return false }
        let entry = Entry(position: position, word: String(decoding: word, as: UTF8.self))
        guard let count = counts[entry], count > 1 || total == 1 else { return false }
        return count * 20 >= total
    }
}
