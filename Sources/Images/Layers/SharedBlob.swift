/// A blob that several repositories store.
package struct SharedBlob: Equatable, Sendable {
    package var digest: ContentDigest
    package var size: Int
    /// Who stores it, by their numbers.
    package var repositories: [Int]
    /// What would be saved if each encryption group stored it once.
    package var saving: Int

    package init(digest: ContentDigest, size: Int, repositories: [Int], saving: Int) {
        self.digest = digest
        self.size = size
        self.repositories = repositories
        self.saving = saving
    }
}
