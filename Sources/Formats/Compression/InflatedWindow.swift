/// The plain bytes that are not lent yet, behind those that distances may still reach.
///
///     [ 32 KiB that were lent | bytes to lend ....... | slack ]
///                             lent     position      limit
struct InflatedWindow: ~Copyable {
    /// How far back a distance reaches.
    static let reach = 32 << 10
    /// The longest match, and what copying in large steps may write beyond its end.
    static let slack = 512

    let memory: UnsafeMutablePointer<UInt8>
    /// At or before this place there is room for a match and for what copying writes beyond it.
    let limit = reach + Compression.bufferSize
    var position = 0
    /// Where the stream starts that distances may reach into, or 0 if further back.
    private(set) var start = 0
    private var lent = 0

    init() { memory = .allocate(capacity: limit + Self.slack) }

    deinit { memory.deallocate() }

    var isFull: Bool { position > limit }

    /// Begins another stream: nothing before it can be reached.
    mutating func begin() { start = position }

    mutating func append(_ byte: UInt8) {
        memory[position] = byte
        position += 1
    }

    /// Appends as many bytes as there is room for, and says how many.
    mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        let count = min(bytes.count, limit + Self.slack - position)
        let target = UnsafeMutableBufferPointer(start: memory + position, count: count)
        _ = target.update(fromContentsOf: UnsafeBufferPointer(rebasing: bytes.prefix(count)))
        position += count
        return count
    }

    /// Repeats what came before, and says whether there is that much; the window must not be full.
    mutating func copy(_ length: Int, back distance: Int) -> Bool {
        guard distance <= position - start else { return false }
        for _ in 0..<length {
            memory[position] = memory[position - distance]
            position += 1
        }
        return true
    }

    /// The bytes that were not lent yet, which then count as lent.
    mutating func fresh() -> UnsafeBufferPointer<UInt8> {
        defer { lent = position }
        return UnsafeBufferPointer(start: memory + lent, count: position - lent)
    }

    /// Makes room by forgetting what no distance reaches.
    mutating func slide() {
        let shift = position - Self.reach
        guard shift > 0 else { return }
        memory.update(from: memory + shift, count: Self.reach)
        position = Self.reach
        lent -= shift
        start = max(0, start - shift)
    }
}
