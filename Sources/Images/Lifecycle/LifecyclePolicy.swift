import Formats

/// The rules by which ECR removes or archives the images of a repository, as `GetLifecyclePolicy` gives them.
///
/// A policy that ECR would refuse is read all the same, and its `flaws` tell why: somebody may be about to put
/// it there.
package struct LifecyclePolicy: Equatable, Sendable {
    /// The rules in the order of their priorities; equal ones as they are written.
    package let rules: [LifecycleRule]

    package init(rules: [LifecycleRule]) {
        let indexes = rules.indices.sorted { (rules[$0].priority, $0) < (rules[$1].priority, $1) }
        self.rules = indexes.map { rules[$0] }
    }

    /// Reads a policy's JSON; members that are not known are passed over.
    package init(_ text: String) throws(DecodingFailure) {
        var rules: [LifecycleRule]?
        try JSONReader.read(Array(text.utf8)) { reader in
            try reader.object { key, reader in
                guard key == "rules" else { return }
                rules = try reader.list { reader in try LifecycleRuleText(&reader).rule(reader) }
            }
        }
        guard let rules else { throw DecodingFailure("a lifecycle policy without rules") }
        self.init(rules: rules)
    }
}
