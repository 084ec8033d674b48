/// The stream: documents and what stands between them.
extension YAMLReader {
    /// Goes to the beginning of the next document, past its directives; false at the end of the stream.
    mutating func openDocument() throws(DecodingFailure) -> Bool {
        openingLine = lineStart
        awaitsMarker = false
        depth = 0
        hasVersion = false
        tagPrefixes = [:]
        try passMarkersAndComments()
        while peek() == Byte.percent, position == lineStart {
            awaitsMarker = true
            try directive()
            openLine()
        }
        if isAtEnd {
            if end < bytes.count { throw illegalByte() }
            if awaitsMarker { throw failure("directives without a document") }
            return false
        }
        if awaitsMarker, !(isAtMarker && peek() == Byte.dash) {
            throw failure("expected '---' after the directives")
        }
        return true
    }

    /// Passes over what may precede a document: byte order marks, comments and left-over `...` lines.
    private mutating func passMarkersAndComments() throws(DecodingFailure) {
        if position != lineStart { try finishMarker() }  // behind the `...` of the last document
        while true {
            openLine()
            if skipByteOrderMark() { continue }
            guard isAtMarker, peek() == Byte.dot else { return }
            openingLine = lineStart
            position += 3
            try finishMarker()
        }
    }

    /// Leaves the line of a directive or of a `...`: only a comment may follow.
    mutating func finishMarker() throws(DecodingFailure) {
        skipWhite()
        skipComment()
        if isAtEnd { return }
        guard isAtBreak else { throw failure("unexpected text behind a directive or a '...'") }
        skipBreak()
    }

    /// Reads one document, from its `---` or its first content to its end.
    mutating func document() throws(DecodingFailure) {
        let isExplicit = isAtMarker
        openingLine = lineStart
        awaitsMarker = false
        emit(.documentStart(isExplicit: isExplicit))
        if isExplicit {
            position += 3
            try blockNode(in: .document)
        } else {
            try blockNode(in: .document, behind: .newLine, emptyAt: place())
        }
        guard indent == -1 else { throw failure("unexpected content after the end of the document's root") }
        if isAtEnd, end < bytes.count { throw illegalByte() }
        let isEnded = peek() == Byte.dot
        emit(.documentEnd(isExplicit: isEnded))
        if isEnded { position += 3 }
    }

    /// Gives a document up and goes to the next line that can begin or end one.
    mutating func recover() {
        position = lineStart
        let illegal = end
        end = bytes.count
        if lineStart <= openingLine { skipLine() }
        skipToMarker()
        if awaitsMarker, peek() == Byte.dash, !isAtEnd {
            // The document whose directives are wrong is wrong, too.
            skipLine()
            skipToMarker()
        }
        end = illegal < position ? firstIllegal(from: position) : illegal
    }

    private mutating func skipToMarker() {
        while !isAtEnd, !isAtMarker { skipLine() }
    }
}
