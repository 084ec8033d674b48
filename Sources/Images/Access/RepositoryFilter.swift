import Formats

/// A filter of repository names, as the scanning rules of a registry have them.
///
/// With a star it must match the whole name; without one, a name that contains it anywhere matches. Source: the
/// ECR user guide, "Filters to choose which repositories are scanned".
package struct RepositoryFilter: Hashable, Sendable {
    private let pattern: Wildcard

    package init(_ filter: String) {
        let hasStar = filter.utf8.contains(UInt8(ascii: "*"))
        pattern = Wildcard(hasStar ? filter : "*\(filter)*", .stars)
    }

    package func matches(_ repository: String) -> Bool { pattern.matches(repository) }
}
