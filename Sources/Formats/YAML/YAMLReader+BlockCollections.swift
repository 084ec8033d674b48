/// Block sequences and block mappings: entries that begin in one column.
extension YAMLReader {
    /// Reads a sequence whose first `-` is at the position.
    mutating func blockSequence(_ properties: Properties, at column: Int) throws(DecodingFailure) {
        try enter()
        emit(.sequenceStart(.block), properties)
        repeat {
            position += 1
            try blockNode(in: .sequence(at: column))
        } while indent == column && !isTabbed && isIndicator(Byte.dash)
        guard indent <= column else { throw failure("indented more than the sequence's entries") }
        emit(.sequenceEnd)
        leave()
    }

    /// Reads a mapping whose first entry, at the position, begins with `?`.
    mutating func blockMapping(_ properties: Properties, at column: Int) throws(DecodingFailure) {
        try enter()
        emit(.mappingStart(.block), properties)
        try explicitEntry(at: column)
        try mappingEntries(at: column)
        emit(.mappingEnd)
        leave()
    }

    /// Reads the entries of a mapping that begin on lines of their own.
    mutating func mappingEntries(at column: Int) throws(DecodingFailure) {
        while indent == column {
            if isTabbed { throw failure("a tab cannot indent a key") }
            if isIndicator(Byte.question) {
                try explicitEntry(at: column)
            } else {
                try implicitEntry(at: column)
            }
        }
        guard indent < column else { throw failure("indented more than the mapping's keys") }
    }

    /// `? key`, and on a later line `: value`.
    private mutating func explicitEntry(at column: Int) throws(DecodingFailure) {
        position += 1
        try blockNode(in: .explicitEntry(at: column))
        guard indent == column, !isTabbed, isIndicator(Byte.colon) else {
            return emitEmpty(Properties(), at: place())
        }
        position += 1
        try blockNode(in: .explicitEntry(at: column))
    }

    /// `key: value`, in a mapping whose first key is already read.
    private mutating func implicitEntry(at column: Int) throws(DecodingFailure) {
        if isIndicator(Byte.dash) { throw failure("expected a key, found an entry of a sequence") }
        let offset = position
        let firstLine = line
        var properties = Properties()
        if isAtProperty {
            properties = try self.properties(in: .block)
            skipWhite()
        }
        if isIndicator(Byte.colon) {
            emitEmpty(properties, at: place())
        } else {
            try flowContent(properties, in: Flow(indent: column + 1, isKey: true))
        }
        skipWhite()
        guard isIndicator(Byte.colon) else { throw failure("expected ':' behind a key") }
        try requireKey(from: offset, line: firstLine)
        position += 1
        try blockNode(in: .value(at: column))
    }
}
