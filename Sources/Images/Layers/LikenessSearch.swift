/// Finds repositories that are alike without comparing all with all.
///
///     blobs of A, rarest first    r1  r2  r3 │ base of Python   base of Debian
///                                 ─ prefix ─ │ ──── less than 90 % of A ─────
///
/// Two that share 90 % of their bytes share one of the blobs of their prefixes: all that they could share
/// behind them is too little. So only those that meet in a prefix are compared, and a base image that
/// thousands have is in hardly any prefix. (Chaudhuri, Ganti and Kaushik, 2006; Bayardo, Ma and Srikant, 2007.)
struct LikenessSearch {
    private let totals: [Int]
    private let threshold: Double
    /// By rank, the rarest first.
    private let sizes: [Int]
    /// The ranks of the blobs that each repository shares, rising.
    private let ranks: Adjacency
    /// The repositories that have a rank in their prefix, lightest first.
    private var postings: [[Int32]]
    /// Where in a posting begin those that are not too light for all that is yet to come.
    private var firsts: [Int32]
    private var lastMet: [Int32]
    private var best: Best<AlikePair>
    private var found = 0

    init(_ layers: SharedLayers, totals: [Int], threshold: Double, limit: Int) {
        let order = layers.rarestFirst
        var pairs: [(from: Int32, to: Int32)] = []
        for (rank, blob) in order.enumerated() {
            for repository in layers.holders(of: blob) { pairs.append((repository, Int32(rank))) }
        }
        self.totals = totals
        self.threshold = max(threshold, 0.01)
        sizes = order.map { layers.sizes[$0] }
        ranks = Adjacency(totals.count, pairs)
        postings = Array(repeating: [], count: order.count)
        firsts = Array(repeating: 0, count: order.count)
        lastMet = Array(repeating: -1, count: totals.count)
        best = Best(limit) { left, right in
            if left.sharedBytes != right.sharedBytes { return left.sharedBytes > right.sharedBytes }
            return (left.first, left.second) < (right.first, right.second)
        }
    }

    mutating func run() -> AlikeRepositories {
        let lightestFirst = totals.indices.sorted { (totals[$0], $0) < (totals[$1], $1) }
        for repository in lightestFirst where totals[repository] > 0 { compare(repository) }
        return AlikeRepositories(pairs: best.sorted, count: found)
    }

    /// Compares a repository with all lighter ones that it meets in a prefix.
    private mutating func compare(_ repository: Int) {
        // A little less than must be shared, so that rounding loses nobody.
        let needed = Double(totals[repository]) * threshold * (1 - 1e-9)
        var rest = ranks[repository].reduce(0) { $0.capped(adding: sizes[Int($1)]) }
        var met: [Int] = []
        for rank in ranks[repository] {
            guard Double(rest) >= needed else { break }
            meet(repository, at: Int(rank), needed, &met)
            postings[Int(rank)].append(Int32(repository))
            rest -= min(rest, sizes[Int(rank)])
        }
        for other in met { judge(min(repository, other), max(repository, other)) }
    }

    private mutating func meet(_ repository: Int, at rank: Int, _ needed: Double, _ met: inout [Int]) {
        var first = Int(firsts[rank])
        while first < postings[rank].count, Double(totals[Int(postings[rank][first])]) < needed { first += 1 }
        firsts[rank] = Int32(first)
        for other in postings[rank][first...] where lastMet[Int(other)] != Int32(repository) {
            lastMet[Int(other)] = Int32(repository)
            met.append(Int(other))
        }
    }

    private mutating func judge(_ first: Int, _ second: Int) {
        let shared = sharedBytes(first, second)
        let all = Double(totals[first]) + Double(totals[second]) - Double(shared)
        let similarity = Double(shared) / all
        guard similarity >= threshold else { return }
        found += 1
        best.add(AlikePair(first: first, second: second, sharedBytes: shared, similarity: similarity))
    }

    private func sharedBytes(_ first: Int, _ second: Int) -> Int {
        let (left, right) = (ranks[first], ranks[second])
        var (place, other) = (left.startIndex, right.startIndex)
        var shared = 0
        while place < left.endIndex, other < right.endIndex {
            let (rank, rival) = (left[place], right[other])
            if rank == rival { shared = shared.capped(adding: sizes[Int(rank)]) }
            if rank <= rival { place += 1 }
            if rival <= rank { other += 1 }
        }
        return shared
    }
}

extension LayerSharing {
    /// The pairs of repositories of which both store this part of all their bytes, or more.
    ///
    /// A part above 0, to 1: 0.9 finds copies in other accounts and regions, and repositories under two names.
    package func alike(atLeast part: Double = 0.9, limit: Int = 1000) -> AlikeRepositories {
        var search = LikenessSearch(shared, totals: uniqueBytes, threshold: part, limit: limit)
        return search.run()
    }
}
