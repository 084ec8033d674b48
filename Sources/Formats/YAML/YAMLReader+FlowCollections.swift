/// Flow sequences and flow mappings: `[a, b: c]` and `{d: e}`.
extension YAMLReader {
    mutating func flowSequence(_ properties: Properties, in flow: Flow) throws(DecodingFailure) {
        try enter()
        emit(.sequenceStart(.flow), properties)
        position += 1
        try separate(in: flow)
        while peek() != Byte.closeBracket {
            try sequenceEntry(in: flow)
            try finishEntry(before: Byte.closeBracket, in: flow)
        }
        position += 1
        emit(.sequenceEnd)
        leave()
    }

    mutating func flowMapping(_ properties: Properties, in flow: Flow) throws(DecodingFailure) {
        try enter()
        emit(.mappingStart(.flow), properties)
        position += 1
        try separate(in: flow)
        while peek() != Byte.closeBrace {
            if isIndicator(Byte.question) {
                try explicitPair(in: flow)
            } else {
                try pair(in: flow)
            }
            try finishEntry(before: Byte.closeBrace, in: flow)
        }
        position += 1
        emit(.mappingEnd)
        leave()
    }

    /// Passes over the `,` behind an entry, which only the last one may lack.
    private mutating func finishEntry(before close: UInt8, in flow: Flow) throws(DecodingFailure) {
        try separate(in: flow)
        if peek() == Byte.comma {
            position += 1
            try separate(in: flow)
        } else if peek() != close {
            throw failure(close == Byte.closeBrace ? "expected ',' or '}'" : "expected ',' or ']'")
        }
    }

    /// Reads an entry of a sequence: a node, or a pair, which makes a mapping of its own.
    private mutating func sequenceEntry(in flow: Flow) throws(DecodingFailure) {
        let first = events.count
        if isIndicator(Byte.question) {
            emit(.mappingStart(.flow))
            try explicitPair(in: flow)
        } else {
            let (offset, firstLine) = (position, line)
            let key = try flowKey(in: flow)
            skipWhite()
            guard isValueIndicator(behind: key) else { return }
            try requireKey(from: offset, line: firstLine)
            insertMappingStart(.flow, Properties(), at: first)
            try pairValue(in: flow)
        }
        emit(.mappingEnd)
    }

    /// `? key : value`, where both may be missing.
    private mutating func explicitPair(in flow: Flow) throws(DecodingFailure) {
        position += 1
        try separate(in: flow)
        guard isAtEntryEnd else { return try pair(in: flow) }
        emitEmpty(Properties(), at: place())
        emitEmpty(Properties(), at: place())
    }

    /// `key : value`, where one of them may be missing.
    ///
    /// The key may have any length and number of lines.
    private mutating func pair(in flow: Flow) throws(DecodingFailure) {
        let key = try flowKey(in: flow)
        try separate(in: flow)
        guard isValueIndicator(behind: key) else { return emitEmpty(Properties(), at: place()) }
        try pairValue(in: flow)
    }

    /// Reads a node, or nothing before a `:`.
    private mutating func flowKey(in flow: Flow) throws(DecodingFailure) -> Adjacency {
        guard isValueIndicator(behind: .spaced) else { return try flowNode(in: flow) }
        emitEmpty(Properties(), at: place())
        return .spaced
    }

    private mutating func pairValue(in flow: Flow) throws(DecodingFailure) {
        position += 1
        let place = place()
        try separate(in: flow)
        if isAtEntryEnd {
            emitEmpty(Properties(), at: place)
        } else {
            _ = try flowNode(in: flow)
        }
    }
}
