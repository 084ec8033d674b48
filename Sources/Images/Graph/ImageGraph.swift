/// How the manifests of one repository hold each other.
///
///     tag ─▶ index ──▶ child ◀── other index        one that is in use keeps its children, the indexes that
///              ▲         ▲                          have it, and what is about it; and each of these keeps
///          signature   attestation                  its own
///
/// A digest that comes twice is one thing: what any of its nodes says, all of them say.
package struct ImageGraph: Sendable {
    /// The node that stands for each: the first of its digest.
    private let first: [Int32]
    private let children: Adjacency
    private let parents: Adjacency
    private let subjects: Adjacency
    private let referrers: Adjacency
    /// Children that are not there, as numbers of `absent`.
    private let missing: Adjacency
    private let absent: [ContentDigest]
    /// Whether a node is about something that is not there.
    private let lacksSubject: [Bool]

    /// The graph of a repository's manifests.
    package init(_ nodes: [ImageNode]) {
        var links = ImageLinks(nodes)
        for (index, node) in nodes.enumerated() { links.add(node, at: index) }
        let count = nodes.count
        first = links.first
        children = Adjacency(count, links.children)
        parents = Adjacency(count, links.children.map { ($0.to, $0.from) })
        subjects = Adjacency(count, links.subjects)
        referrers = Adjacency(count, links.subjects.map { ($0.to, $0.from) })
        missing = Adjacency(count, links.missing)
        absent = links.absent
        lacksSubject = links.lacksSubject
    }

    package var count: Int { first.count }

    /// How each node is tied to the roots, which are numbers of nodes; `none` for what nothing holds.
    ///
    /// Each is told by where it was first reached: breadth first from the roots in their order, and from each
    /// to its children, then its parents, then its referrers.
    package func ties(of roots: [Int]) -> [ImageTie] {
        var ties = Array(repeating: ImageTie.none, count: count)
        var queue: [Int] = []
        queue.reserveCapacity(count)
        func reach(_ node: Int, _ tie: ImageTie) {
            guard ties[node] == .none else { return }
            ties[node] = tie
            queue.append(node)
        }
        for root in roots where first.indices.contains(root) { reach(Int(first[root]), .root) }
        var next = 0
        while next < queue.count {
            let node = queue[next]
            next += 1
            for child in children[node] { reach(Int(child), .childOf(node)) }
            for parent in parents[node] { reach(Int(parent), .parentOf(node)) }
            for referrer in referrers[node] { reach(Int(referrer), .referrerOf(node)) }
        }
        for node in first.indices where Int(first[node]) != node { ties[node] = ties[Int(first[node])] }
        return ties
    }
}

extension ImageGraph {
    /// The indexes that have a node as child, in their order.
    package func parents(of node: Int) -> [Int] { Self.sorted(parents[Int(first[node])]) }

    /// The nodes that are about a node, in their order.
    package func referrers(of node: Int) -> [Int] { Self.sorted(referrers[Int(first[node])]) }

    /// The nodes that a node is about, in their order.
    package func subjects(of node: Int) -> [Int] { Self.sorted(subjects[Int(first[node])]) }

    /// The children of an index that are not there, in its order.
    package func missingChildren(of node: Int) -> [ContentDigest] {
        var seen: Set<Int32> = []
        return missing[Int(first[node])].filter { seen.insert($0).inserted }.map { absent[Int($0)] }
    }

    /// Whether a node is about something, by its own word or by a tag, and nothing that it is about is there.
    package func isOrphanReferrer(_ node: Int) -> Bool {
        lacksSubject[Int(first[node])] && subjects[Int(first[node])].isEmpty
    }

    private static func sorted(_ nodes: ArraySlice<Int32>) -> [Int] {
        var sorted = nodes.map(Int.init)
        sorted.sort()
        var kept: [Int] = []
        for node in sorted where kept.last != node { kept.append(node) }
        return kept
    }
}
