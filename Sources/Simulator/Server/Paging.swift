/// One page of a listing: which of its items it has, and whether there is more.
struct Slice: Equatable {
    var items: Range<Int>
    /// How the listing goes on; nil at its end.
    var next: String?
}

/// The pages of one listing, whose tokens say where they go on.
///
///     payload of a token = position │ salt
///
/// The salt makes the token of an empty page differ from the one before it, though both go on at the same place.
struct Paging {
    /// What a server does to a page now and then, and is allowed to.
    enum Oddity {
        /// Nothing in it, although there is more.
        case empty
        /// Begins with the last item of the page before.
        case duplicate
        /// Has the token that it was asked with: a client that trusts it never ends.
        case repeated
    }

    private let seal: Seal
    private let token: String?
    private let start: Int
    private let salt: UInt64

    /// Where a token leads; a token of another listing, or of nobody, is an objection.
    init(_ draw: Draw, after token: String?) throws(Objection) {
        seal = Seal(draw)
        self.token = token
        guard let token else {
            (start, salt) = (0, 0)
            return
        }
        guard let bytes = seal.payload(of: token), bytes.count == 5 else { throw .wrongToken }
        let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        (start, salt) = (Int(number >> 8), number & 0xFF)
    }

    func slice(of total: Int, size: Int, _ oddity: Oddity?) -> Slice {
        let begin = min(start, total)
        if oddity == .empty, begin < total {
            return Slice(items: begin..<begin, next: self.token(at: begin, salt &+ 1))
        }
        let first = oddity == .duplicate && size > 1 ? max(0, begin - 1) : begin
        let end = min(first + size, total)
        guard end < total else { return Slice(items: first..<end) }
        let next = oddity == .repeated ? token : nil
        return Slice(items: first..<end, next: next ?? self.token(at: end, 0))
    }

    /// A page of those below a limit that belong, wherever they stand: positions count what was looked at.
    func slice(
        of total: Int, size: Int, _ oddity: Oddity?, where belongs: (Int) -> Bool
    ) -> (items: [Int], next: String?) {
        if oddity == .empty, start < total { return ([], token(at: start, salt &+ 1)) }
        var items: [Int] = []
        var index = start
        if oddity == .duplicate, size > 1, let before = (0..<min(start, total)).last(where: belongs) {
            index = before
        }
        while index < total, items.count < size {
            if belongs(index) { items.append(index) }
            index += 1
        }
        // Whether there is more is known only when the next is found.
        while index < total, !belongs(index) { index += 1 }
        guard index < total else { return (items, nil) }
        return (items, oddity == .repeated && token != nil ? token : token(at: index, 0))
    }

    /// The token behind a page of things that only its reader can count: told where to begin, it says where it ended.
    func token(of total: Int, _ oddity: Oddity?, _ read: (Int) -> Int) -> String? {
        if oddity == .empty, start < total { return token(at: start, salt &+ 1) }
        let end = read(oddity == .duplicate ? max(0, start - 1) : start)
        guard end < total else { return nil }
        return oddity == .repeated && token != nil ? token : token(at: end, 0)
    }

    private func token(at position: Int, _ salt: UInt64) -> String {
        var payload: [UInt8] = []
        payload.append(UInt64(position), 4)
        payload.append(salt, 1)
        return seal.token(payload)
    }
}
