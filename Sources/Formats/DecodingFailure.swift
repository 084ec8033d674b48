/// Why bytes could not be read, and where.
///
/// A fact: the edge of the program makes the sentence.
package struct DecodingFailure: Error, Equatable, Sendable {
    /// What is wrong, in lower case, without the text that is wrong: input may hold secrets.
    package var reason: String
    /// Where in the input, when the reader knows.
    package var place: Place?
    /// The way to the value, such as `$.Tables[3].Name`, when the reader knows.
    package var path: String?

    /// A failure with what is known of its place.
    package init(_ reason: String, at place: Place? = nil, path: String? = nil) {
        self.reason = reason
        self.place = place
        self.path = path
    }

    /// A failure as it is; any other error, which a reader's closure may throw, as the reason of one.
    init(catching error: any Error) {
        self = error as? DecodingFailure ?? DecodingFailure("\(error)")
    }
}

extension DecodingFailure: CustomStringConvertible {
    package var description: String {
        var text = reason
        if let path { text += " in \(path)" }
        if let place { text += " at \(place)" }
        return text
    }
}

/// A position in text, as editors count it.
package struct Place: Equatable, Sendable, CustomStringConvertible {
    /// The line, from 1.
    package var line: Int
    /// The column in characters, from 1.
    package var column: Int

    /// A place as an editor names it.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of a byte.
    ///
    /// Computed only when an error is made: readers keep nothing but an offset.
    package init(of offset: Int, in bytes: [UInt8]) {
        self = bytes.withUnsafeBufferPointer {
            Place(after: UnsafeBufferPointer(rebasing: $0.prefix(offset)))
        }
    }

    /// The place that follows this much text.
    init(after text: UnsafeBufferPointer<UInt8>) {
        line = 1
        column = 1
        for byte in text {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {  // not the continuation of a UTF-8 character
                column += 1
            }
        }
    }

    package var description: String { "line \(line), column \(column)" }
}
