/// One of AWS's separate worlds, which share neither accounts nor host names.
package struct Partition: Hashable, Sendable {
    /// What ARNs call it.
    package let id: String
    /// What host names end in.
    package let suffix: String
    /// What the names of hosts end in that have addresses of IP version 6 as well.
    package let dualStackSuffix: String
    /// Where services that belong to no region sign.
    package let home: String
    /// What the names of its regions begin with, also of those that are not known yet.
    let prefixes: [String]
    /// The regions that are known, for accounts that cannot be asked for theirs.
    package let regions: [String]

    /// The partition that a region belongs to.
    ///
    /// A region that fits none is taken for one of the largest: botocore does the same.
    package init(of region: String) {
        self =
            Self.all.first { $0.regions.contains(region) || $0.pseudoRegion == region }
            ?? Self.all.first { $0.admits(region) } ?? .aws
    }

    init(
        _ id: String, suffix: String, dualStackSuffix: String, home: String, prefixes: [String],
        regions: [String]
    ) {
        self.id = id
        self.suffix = suffix
        self.dualStackSuffix = dualStackSuffix
        self.home = home
        self.prefixes = prefixes
        self.regions = regions
    }

    /// What AWS's own tools call no region in particular, such as `aws-global`.
    var pseudoRegion: String { id + "-global" }

    /// Whether a region may be one of its own: `eu-west-1` is a prefix, a word and a number.
    private func admits(_ region: String) -> Bool {
        prefixes.contains { prefix in
            guard region.hasPrefix(prefix + "-") else { return false }
            let rest = region.dropFirst(prefix.count + 1).split(
                separator: "-", omittingEmptySubsequences: false)
            return rest.count == 2 && !rest[0].isEmpty && Int(rest[1]) != nil
        }
    }
}
