/// The best of many, no more than a limit of them, in an order that does not depend on how they came.
struct Best<Element: Sendable>: Sendable {
    private let limit: Int
    private let isBetter: @Sendable (Element, Element) -> Bool
    private var kept: [Element] = []
    /// The worst that can still be among the best, once there were enough.
    private var bar: Element?

    /// Of two elements one must be better, or they are the same.
    init(_ limit: Int, by isBetter: @escaping @Sendable (Element, Element) -> Bool) {
        self.limit = max(0, limit)
        self.isBetter = isBetter
    }

    /// Whether an element would be kept as things stand.
    func takes(_ element: Element) -> Bool {
        guard limit > 0 else { return false }
        return bar.map { isBetter(element, $0) } ?? true
    }

    mutating func add(_ element: Element) {
        guard takes(element) else { return }
        kept.append(element)
        // Sorting once in a while costs less than keeping order all the time.
        guard kept.count >= 2 * limit + 16 else { return }
        kept = sorted
        bar = kept.last
    }

    var sorted: [Element] { Array(kept.sorted(by: isBetter).prefix(limit)) }
}
