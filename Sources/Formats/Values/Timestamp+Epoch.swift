extension Timestamp {
    /// Reads seconds since 1970 as a decimal, as AWS's JSON has them: `1732147200.123`, `1.732e9`.
    ///
    /// No double is made. A fraction is cut off downwards: half a second before 1970 is second -1.
    package init(epoch text: Span<UInt8>) throws(DecodingFailure) {
        let number = try DecimalText(text)
        do throws(DecimalFailure) {
            let count = try number.count(ofPlaces: 0, .down)
            guard let seconds = Int64(exactly: count), Self.range ~= seconds else { throw .outOfRange }
            self.init(seconds: seconds)
        } catch {
            throw DecodingFailure(error)
        }
    }

    package init(epoch text: String) throws(DecodingFailure) {
        self = try Timestamp(epoch: text.utf8.span)
    }
}
