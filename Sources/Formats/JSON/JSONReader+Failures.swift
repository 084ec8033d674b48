extension JSONReader {
    /// A failure at the next token, for what is JSON but not what the caller expects.
    ///
    /// The reader keeps only an offset; line, column and path are worked out here by going over the text once
    /// more, so good errors cost nothing where there is no error.
    package func failure(_ reason: StaticString) -> DecodingFailure {
        failure(reason, at: cursor)
    }

    func failure(_ reason: StaticString, at text: UnsafeBufferPointer<UInt8>) -> DecodingFailure {
        failure(reason, at: text.baseAddress ?? cursor)
    }

    @inline(never)
    private func failure(_ reason: StaticString, at position: UnsafePointer<UInt8>) -> DecodingFailure {
        let before = UnsafeBufferPointer(start: start, count: position - start)
        return DecodingFailure(
            reason.description, at: Place(after: before), path: JSONPath(to: before).description)
    }
}
