/// Lent bytes compared with a literal, so that `switch key { case "Values": … }` costs no `String`.
///
/// A `Span` cannot leave the closure it was lent to, so a key can never outlive the page it points into.
@inlinable @inline(__always)
package func ~= (literal: StaticString, text: Span<UInt8>) -> Bool {
    text == literal
}

/// Whether lent bytes are those of a literal.
@inlinable @inline(__always)
package func == (text: Span<UInt8>, literal: StaticString) -> Bool {
    text.count == literal.utf8CodeUnitCount
        && text.withUnsafeBufferPointer { $0.isPrefixed(by: literal) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes start with the literal.
    ///
    /// A literal that is a `StaticString` has its bytes in memory, unless it was made of a single scalar.
    @inlinable @inline(__always)
    package func isPrefixed(by literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard count >= length else { return false }
        let wanted = literal.utf8Start
        var index = 0
        while index < length {
            if self[index] != wanted[index] { return false }
            index += 1
        }
        return true
    }
}

extension String {
    /// Lent bytes as text.
    ///
    /// Broken UTF-8 is repaired; the readers of this module have refused it before.
    @inlinable
    package init(_ text: Span<UInt8>) {
        self = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
