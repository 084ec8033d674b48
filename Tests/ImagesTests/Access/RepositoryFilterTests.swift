import Images
import Testing

struct RepositoryFilterTests {
    /// The names of the table in ECR's user guide.
    private static let names = ["prod", "repo-prod", "prod-repo", "repo-prod-repo", "prodrepo"]

    @Test(arguments: [
        ("prod", names), ("*prod", ["prod", "repo-prod"]), ("prod*", ["prod", "prod-repo", "prodrepo"]),
        ("*prod*", names), ("prod*repo", ["prod-repo", "prodrepo"]), ("*", names), ("stage", []),
    ])
    func `a filter takes the repositories that ECR's guide says`(filter: String, taken: [String]) {
        let filter = RepositoryFilter(filter)

        #expect(Self.names.filter { filter.matches($0) } == taken)
    }
}
