extension DeflatedBlocks {
    /// How much input the fast path wants: each turn loads words of 8 bytes at most three times.
    static let fastInput = 40

    /// Reads symbols as long as there is plenty of input and room, and says whether the block ended.
    ///
    /// At least 8 bytes more than it wants must be there, and room in the window: then it takes a turn.
    mutating func readSymbolsFast(
        _ input: inout DeflatedInput, _ window: inout InflatedWindow
    ) throws(DecodingFailure) -> Bool {
        guard let chunk = input.bytes.baseAddress else { return false }
        let first = UnsafeRawPointer(chunk)
        let last = first + (input.bytes.count - Self.fastInput)
        let limit = UnsafeMutableRawPointer(window.memory + window.limit)
        var path = FastPath(
            literals: UnsafePointer(literals.entries), distances: UnsafePointer(distances.entries),
            literalMask: 1 << UInt64(literals.rootBits) - 1,
            distanceMask: 1 << UInt64(distances.rootBits) - 1,
            start: UnsafeMutableRawPointer(window.memory + window.start), next: first + input.offset,
            out: UnsafeMutableRawPointer(window.memory + window.position),
            bits: FastBits(ahead: input.ahead, count: UInt64(input.count)))

        path.refill()
        var turn = FastPath.Turn.more
        while path.next <= last, path.out <= limit {
            turn = path.turn()
            if turn != .more { break }
        }
        window.position = path.out - UnsafeMutableRawPointer(window.memory)
        switch turn {
        case .badSymbol: throw .damaged("invalid literal/length code")
        case .badDistance: throw .damaged("invalid distance code")
        case .tooFar: throw .damaged("invalid distance too far back")
        case .more, .end: path.bits.giveBack(to: &input, path.next - first)
        }
        return turn == .end
    }
}
