extension DeflatedBlocks {
    /// Reads the symbols of a block, and says whether it ended.
    mutating func readSymbols(
        _ input: inout DeflatedInput, _ window: inout InflatedWindow
    ) throws(DecodingFailure) -> Bool {
        while !window.isFull {
            // With less, the fast path would take no turn, and give back the byte that was pulled: without end.
            if input.bytes.count - input.offset >= Self.fastInput + 8 {
                if try readSymbolsFast(&input, &window) { return true }
                if window.isFull { return false }
            }
            switch try readSymbol(&input, &window) {
            case .some(let isEnd): if isEnd { return true }
            case .none: guard input.pull() else { return false }
            }
        }
        return false
    }

    /// Reads one symbol, with its distance if it is a length, and says whether it ends the block.
    ///
    /// `nil` if that needs more bits: then nothing was taken.
    private func readSymbol(
        _ input: inout DeflatedInput, _ window: inout InflatedWindow
    ) throws(DecodingFailure) -> Bool? {
        guard let (symbol, before) = literals.entry(ahead: input.ahead, count: input.count) else {
            return nil
        }
        if symbol.isLiteral {
            window.append(UInt8(symbol.value))
            _ = input.take(before + symbol.bits)
            return false
        }
        if symbol.isSpecial {
            guard symbol.isEnd else { throw .damaged("invalid literal/length code") }
            _ = input.take(before + symbol.bits)
            return true
        }
        var rest = input
        _ = rest.take(before)
        guard rest.count >= symbol.bits else { return nil }
        let length = symbol.value(from: rest.ahead)
        _ = rest.take(symbol.bits)

        guard let (far, between) = distances.entry(ahead: rest.ahead, count: rest.count) else { return nil }
        guard !far.isSpecial else { throw .damaged("invalid distance code") }
        _ = rest.take(between)
        guard rest.count >= far.bits else { return nil }
        let distance = far.value(from: rest.ahead)
        _ = rest.take(far.bits)
        guard window.copy(length, back: distance) else { throw .damaged("invalid distance too far back") }
        input = rest
        return false
    }
}
