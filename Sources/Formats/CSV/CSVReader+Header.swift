extension CSVReader {
    /// Reads the header, byte by byte, if it has not been read.
    ///
    /// What follows it is returned.
    ///
    /// It shows how lines end: what stands behind the first CR outside quotes is needed to tell CR from CR
    /// LF.
    mutating func readHeader(
        in chunk: UnsafeBufferPointer<UInt8>
    ) throws(DecodingFailure) -> UnsafeBufferPointer<UInt8> {
        guard terminator == nil else { return chunk }
        for (index, byte) in chunk.enumerated() {
            let isLineEnd = byte == UInt8(ascii: "\n") && !scan.isQuoteOpen
            let isBehindReturn = pending.last == UInt8(ascii: "\r") && !scan.isQuoteOpen
            if isLineEnd || isBehindReturn {
                if isBehindReturn { pending.removeLast() }
                try takeHeader(endedBy: isLineEnd ? UInt8(ascii: "\n") : UInt8(ascii: "\r"))
                return UnsafeBufferPointer(rebasing: chunk[(isLineEnd ? index + 1 : index)...])
            }
            guard pending.count < recordLimit else { throw failure("a record that is too long") }
            pending.append(byte)
            if byte == CSVCursor.quote {
                scan.hasQuotes = true
                scan.isQuoteOpen.toggle()
            } else if byte == UInt8(ascii: "\n") {
                scan.lineBreaks += 1
            }
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }

    /// The whole text is a header.
    mutating func finishHeader() throws(DecodingFailure) {
        guard !pending.isEmpty else { throw failure("the text has no header") }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        try takeHeader(endedBy: UInt8(ascii: "\n"))
    }

    private mutating func takeHeader(endedBy terminator: UInt8) throws(DecodingFailure) {
        if pending.starts(with: [0xEF, 0xBB, 0xBF]) { pending.removeFirst(3) }
        let header = try headerNames()
        let plan = try CSVPlan(header: header, columns: columns, condition: condition?.column)
        slots = .allocate(capacity: plan.names.count)
        slots.initialize(repeating: CSVSlot(start: nil, count: 0, isQuoted: false))
        names = .allocate(capacity: plan.names.count)
        _ = names.initialize(from: plan.names)
        self.plan = plan
        index = CSVFieldIndex(width: plan.width)
        self.terminator = terminator
        pending.removeAll(keepingCapacity: true)
        endRecord()
    }

    private mutating func headerNames() throws(DecodingFailure) -> [String] {
        let (text, hasQuotes, delimiter) = (pending, scan.hasQuotes, delimiter)
        do {
            return try text.withUnsafeBufferPointer { record throws in
                guard let base = record.baseAddress, !record.isEmpty else { return [""] }
                var cursor = CSVCursor(record, at: base, delimiter: delimiter, hasQuotes: hasQuotes)
                do throws(CSVFault) {
                    return try names(at: &cursor)
                } catch {
                    throw failure(error, in: record)
                }
            }
        } catch {
            throw DecodingFailure(catching: error)
        }
    }

    private mutating func names(at cursor: inout CSVCursor) throws(CSVFault) -> [String] {
        var names: [String] = []
        while true {
            let next = try nextSlot(&cursor)
            names.append(CSVField(slot: next.slot).string)
            if next.isLast { return names }
        }
    }
}
