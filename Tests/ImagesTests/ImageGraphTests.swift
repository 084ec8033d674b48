import Images
import Testing

struct ImageGraphTests {
    private static func digest(_ name: String) -> ContentDigest { ContentDigest(of: Array(name.utf8)) }
    private static func tag(_ name: String, _ end: String = "") -> String {
        "sha256-" + digest(name).description.dropFirst(7) + end
    }

    private func node(
        _ name: String, tags: [String] = [], children: [String] = [], subject: String? = nil
    ) -> ImageNode {
        ImageNode(
            digest: Self.digest(name), tags: tags, children: children.map(Self.digest),
            subject: subject.map(Self.digest))
    }

    @Test func `one platform in use keeps its index, the other platforms and all that is about them`() {
        let graph = ImageGraph([
            node("amd64"), node("arm64"), node("attestation"),
            node("index", children: ["amd64", "arm64", "attestation"]),
            node("signature", tags: [Self.tag("index", ".sig")]),
            node("sbom", subject: "arm64"), node("signature of the sbom", subject: "sbom"),
            node("stranger", tags: ["latest"]),
        ])

        #expect(
            graph.ties(of: [0]) == [
                .root, .childOf(3), .childOf(3), .parentOf(0), .referrerOf(3), .referrerOf(1), .referrerOf(5),
                .none,
            ])
    }

    @Test func `a signature in use does not keep what it signs`() {
        let graph = ImageGraph([node("image"), node("signature", subject: "image")])

        #expect(graph.ties(of: [1]) == [.none, .root])
    }

    @Test func `the first way found is told, in the order of the roots`() {
        let graph = ImageGraph([
            node("child"), node("a", children: ["child"]), node("b", children: ["child"]),
        ])

        #expect(graph.ties(of: [2, 1])[0] == .childOf(2))
        #expect(graph.ties(of: [1, 2])[0] == .childOf(1))
        #expect(graph.ties(of: [0]) == [.root, .parentOf(0), .parentOf(0)])
    }

    @Test func `cycles end, and roots that are not there are passed over`() {
        let graph = ImageGraph([
            node("a", children: ["b", "a"]), node("b", children: ["a"], subject: "b"), node("c"),
        ])

        #expect(graph.ties(of: [1, 1, 9, -1]) == [.childOf(1), .root, .none])
        #expect(ImageGraph([]).ties(of: [0]).isEmpty)
    }

    @Test func `a digest that comes twice is one thing`() {
        let graph = ImageGraph([node("a"), node("a", children: ["b"]), node("b"), node("c", children: ["a"])])

        #expect(graph.ties(of: [2]) == [.parentOf(2), .parentOf(2), .root, .parentOf(0)])
        #expect(graph.parents(of: 1) == [3])
        #expect(graph.parents(of: 2) == [0])
    }

    @Test func `what is lost or left over is told`() {
        let graph = ImageGraph([
            node("index", children: ["gone", "child", "gone", "lost", "child"]), node("child"),
            node("orphan", subject: "gone"), node("orphan by tag", tags: ["x", Self.tag("gone", ".att")]),
            node("half", tags: [Self.tag("child"), Self.tag("gone")]), node("signature", subject: "child"),
        ])

        #expect(graph.missingChildren(of: 0) == [Self.digest("gone"), Self.digest("lost")])
        #expect(graph.missingChildren(of: 1).isEmpty)
        #expect((0..<6).map(graph.isOrphanReferrer) == [false, false, true, true, false, false])
        #expect(graph.parents(of: 1) == [0])
        #expect(graph.referrers(of: 1) == [4, 5])
        #expect(graph.subjects(of: 4) == [1])
    }

    @Test(arguments: ["", ".sig", ".att", ".sbom"])
    func `a tag that Cosign makes names its subject`(end: String) {
        #expect(SubjectTag.subject(of: Self.tag("a", end)) == Self.digest("a"))
    }

    @Test func `no other tag names one`() {
        let hex = Self.tag("a").dropFirst(7)
        let tags = [
            "", "latest", "sha256:\(hex)", "sha256-\(hex)0", "sha256-\(hex).sigs", "sha256-\(hex).",
            "sha256-\(hex.dropLast())", "sha256-\(hex.dropLast()).sig", "sha256-\(hex.uppercased())",
            "x\(Self.tag("a"))", "sha256-\(hex.dropLast())ä",
        ]

        for tag in tags { #expect(SubjectTag.subject(of: tag) == nil, "\(tag)") }
    }

    @Test func `in any repository just what is held by the roots is live`() throws {
        var random = SplitMix(state: 11)
        for _ in 0..<1500 {
            let literal = LiteralGraph(nodes: Self.repository(&random))
            let nodes = literal.nodes.indices
            let roots = nodes.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }.shuffled(
                using: &random)
            let graph = ImageGraph(literal.nodes)

            let ties = graph.ties(of: roots)

            #expect(Set(nodes.filter { ties[$0] != .none }) == literal.live(from: roots))
            for (node, tie) in ties.enumerated() {
                let digest = literal.nodes[node].digest
                let twins = nodes.filter { literal.nodes[$0].digest == digest }
                func same(_ other: Int) -> [Int] {
                    nodes.filter { literal.nodes[$0].digest == literal.nodes[other].digest }
                }
                switch tie {
                case .none: break
                case .root: #expect(twins.contains { roots.contains($0) })
                case .childOf(let other):
                    #expect(same(other).contains { literal.isChild(node, of: $0) })
                case .parentOf(let other):
                    #expect(twins.contains { literal.isChild(other, of: $0) })
                case .referrerOf(let other): #expect(twins.contains { literal.isAbout($0, other) })
                }
            }
        }
    }

    @Test func `in any repository parents, orphans and missing children are those of the lists`() {
        var random = SplitMix(state: 12)
        for _ in 0..<500 {
            let all = Self.repository(&random)
            var seen: Set<ContentDigest> = []
            let literal = LiteralGraph(nodes: all.filter { seen.insert($0.digest).inserted })
            let graph = ImageGraph(literal.nodes)
            for node in literal.nodes.indices {
                let children = literal.nodes[node].children
                let subjects = literal.subjects(of: node)

                #expect(
                    graph.parents(of: node) == literal.nodes.indices.filter { literal.isChild(node, of: $0) })
                #expect(Set(graph.missingChildren(of: node)) == Set(children).subtracting(seen))
                #expect(
                    graph.isOrphanReferrer(node) == (!subjects.isEmpty && subjects.isDisjoint(with: seen)))
            }
        }
    }

    private static func repository(_ random: inout SplitMix) -> [ImageNode] {
        let count = Int.random(in: 1...14, using: &random)
        // Some of the names are of nothing that is there.
        func name() -> String { "\(Int.random(in: 0..<count + 4, using: &random))" }
        return (0..<count).map { index in
            let isTwin = Int.random(in: 0..<10, using: &random) == 0
            var node = ImageNode(digest: digest(isTwin ? name() : "\(index)"))
            if Int.random(in: 0..<4, using: &random) == 0 {
                node.children = (0..<Int.random(in: 0...3, using: &random)).map { _ in digest(name()) }
            }
            if Int.random(in: 0..<6, using: &random) == 0 { node.subject = digest(name()) }
            if Int.random(in: 0..<6, using: &random) == 0 {
                let end = ["", ".sig", ".att", ".sbom", ".other"].randomElement(using: &random) ?? ""
                node.tags = ["v1", tag(name(), end)]
            }
            return node
        }
    }
}
