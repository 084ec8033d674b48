/// The links between manifests as they are read off the nodes, before they are ordered.
struct ImageLinks {
    typealias Pair = (from: Int32, to: Int32)

    private let table: DigestTable
    private var absentTable = DigestTable()
    private(set) var first: [Int32]
    private(set) var children: [Pair] = []
    private(set) var subjects: [Pair] = []
    private(set) var missing: [Pair] = []
    private(set) var lacksSubject: [Bool]

    var absent: [ContentDigest] { absentTable.digests }

    /// The first node of each number of the table.
    private let holders: [Int32]

    init(_ nodes: [ImageNode]) {
        var table = DigestTable(expecting: nodes.count)
        var holders: [Int32] = []
        var first: [Int32] = []
        first.reserveCapacity(nodes.count)
        for (index, node) in nodes.enumerated() {
            let number = table.number(of: node.digest)
            if number == holders.count { holders.append(Int32(index)) }
            first.append(holders[number])
        }
        self.table = table
        self.holders = holders
        self.first = first
        lacksSubject = Array(repeating: false, count: nodes.count)
    }

    mutating func add(_ node: ImageNode, at index: Int) {
        let own = first[index]
        for child in node.children {
            if let number = table.known(child) {
                children.append((own, holders[number]))
            } else {
                missing.append((own, Int32(absentTable.number(of: child))))
            }
        }
        node.eachSubject { subject in
            if let number = table.known(subject) {
                subjects.append((own, holders[number]))
            } else {
                lacksSubject[Int(own)] = true
            }
        }
    }
}
