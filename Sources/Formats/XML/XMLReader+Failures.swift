extension XMLReader {
    /// A failure at the cursor, for what is XML but not what the caller expects.
    ///
    /// As in `JSONReader`, line, column and path are worked out only here.
    package func failure(_ reason: StaticString) -> DecodingFailure {
        failure(reason, at: cursor)
    }

    @inline(never)
    func failure(_ reason: StaticString, at position: UnsafePointer<UInt8>) -> DecodingFailure {
        let before = UnsafeBufferPointer(start: start, count: position - start)
        return DecodingFailure(
            reason.description, at: Place(after: before), path: XMLPath(to: before).description)
    }
}
