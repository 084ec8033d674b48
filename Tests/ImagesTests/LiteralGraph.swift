import Images

/// What holds what in a repository, as one would look it up by hand: again and again, until nothing changes.
struct LiteralGraph {
    var nodes: [ImageNode]

    func isChild(_ child: Int, of index: Int) -> Bool { nodes[index].children.contains(nodes[child].digest) }

    func isAbout(_ referrer: Int, _ node: Int) -> Bool { subjects(of: referrer).contains(nodes[node].digest) }

    func subjects(of node: Int) -> Set<ContentDigest> {
        var subjects = Set([nodes[node].subject].compactMap { $0 })
        for tag in nodes[node].tags where tag.hasPrefix("sha256-") {
            let parts = tag.dropFirst(7).split(separator: ".")
            guard parts.count == 1 || ["sig", "att", "sbom"].contains(parts[1]) else { continue }
            if let digest = ContentDigest("sha256:" + parts[0]) { subjects.insert(digest) }
        }
        return subjects
    }

    func live(from roots: [Int]) -> Set<Int> {
        var live = Set(roots)
        while true {
            let more = nodes.indices.filter { node in
                !live.contains(node)
                    && live.contains { other in
                        isChild(node, of: other) || isChild(other, of: node) || isAbout(node, other)
                            || nodes[node].digest == nodes[other].digest
                    }
            }
            if more.isEmpty { return live }
            live.formUnion(more)
        }
    }
}
