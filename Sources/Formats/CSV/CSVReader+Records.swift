@preconcurrency import Glibc

extension CSVReader {
    /// Cuts a chunk into records, and keeps what is left for the next.
    mutating func readRecords(
        in chunk: UnsafeBufferPointer<UInt8>, _ row: (borrowing CSVRow) throws -> Void
    ) throws(DecodingFailure) {
        var rest = try readHeader(in: chunk)
        while let terminator, let length = endOfRecord(in: rest, terminator) {
            let record = UnsafeBufferPointer(rebasing: rest[..<length])
            if pending.isEmpty {
                try take(record, row)
            } else {
                try keep(record)
                try takePending(row)
            }
            rest = UnsafeBufferPointer(rebasing: rest[(length + 1)...])
        }
        try keep(rest)
    }

    /// How long the record is, or nil if its end is not in the text.
    private mutating func endOfRecord(in text: UnsafeBufferPointer<UInt8>, _ terminator: UInt8) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var from = 0
        while true {
            let found = memchr(base + from, CInt(terminator), text.count - from)
            let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? text.count
            countQuotes(in: base + from, end - from)
            guard found != nil else { return nil }
            guard scan.isQuoteOpen else { return end }
            scan.lineBreaks += 1
            from = end + 1
        }
    }

    @inline(__always)
    private mutating func countQuotes(in text: UnsafePointer<UInt8>, _ count: Int) {
        var rest = UnsafeRawPointer(text)
        let end = rest + count
        while let quote = memchr(rest, CInt(CSVCursor.quote), end - rest) {
            scan.hasQuotes = true
            scan.isQuoteOpen.toggle()
            rest = UnsafeRawPointer(quote) + 1
        }
    }

    private mutating func keep(_ text: UnsafeBufferPointer<UInt8>) throws(DecodingFailure) {
        guard pending.count + text.count <= recordLimit else { throw failure("a record that is too long") }
        pending.append(contentsOf: text)
    }

    mutating func takePending(_ row: (borrowing CSVRow) throws -> Void) throws(DecodingFailure) {
        // Taken out of the reader, so that the row may lend its bytes while the reader changes.
        var record: [UInt8] = []
        swap(&record, &pending)
        do {
            try record.withUnsafeBufferPointer { text in try take(text, row) }
        } catch {
            throw DecodingFailure(catching: error)
        }
        record.removeAll(keepingCapacity: true)
        swap(&record, &pending)
    }

    /// Reads one record, whose line end is cut off but for the CR of CR LF.
    private mutating func take(
        _ text: UnsafeBufferPointer<UInt8>, _ row: (borrowing CSVRow) throws -> Void
    ) throws(DecodingFailure) {
        guard text.count <= recordLimit else { throw failure("a record that is too long") }
        let isCut = terminator == UInt8(ascii: "\n") && text.last == UInt8(ascii: "\r")
        let record = isCut ? UnsafeBufferPointer(rebasing: text.dropLast()) : text
        if let base = record.baseAddress, let plan, !record.isEmpty || plan.width == 1 {
            let cursor = CSVCursor(record, at: base, delimiter: delimiter, hasQuotes: scan.hasQuotes)
            do throws(CSVFault) {
                guard try isWanted(cursor, plan) else { return endRecord() }
                // One that is short or wrong is walked through, to say what is wrong, and where.
                if index.find(delimiter, in: record, hasQuotes: scan.hasQuotes) {
                    takeFields(of: cursor, plan)
                } else {
                    try split(cursor, plan)
                }
            } catch {
                throw failure(error, in: record)
            }
            do {
                try row(CSVRow(line: line, slots: slots, names: names))
            } catch {
                throw DecodingFailure(catching: error)
            }
        }
        endRecord()
    }

    mutating func endRecord() {
        line += 1 + scan.lineBreaks
        scan = Scan()
    }

    func failure(_ reason: StaticString) -> DecodingFailure {
        DecodingFailure(reason.description, at: Place(line: line, column: 1))
    }

    func failure(_ fault: CSVFault, in record: UnsafeBufferPointer<UInt8>) -> DecodingFailure {
        var place = Place(after: UnsafeBufferPointer(rebasing: record[..<fault.offset]))
        place.line += line - 1
        return DecodingFailure(fault.reason.description, at: place)
    }
}
