/// A text that is never shown: not in a description, a log, an error, nor a crash.
package struct Secret: Hashable, Sendable {
    /// The text itself, for what signs and sends.
    ///
    /// Never print it.
    package let exposed: String

    package init(_ text: String) { exposed = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[REDACTED]" }
    package var debugDescription: String { description }
    /// Without children, so that `dump` and a crash report find none.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
