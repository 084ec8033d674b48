/// Requests and answers carry secrets: `dump`, a crash report and a failed test shall find none in them.
extension HTTPRequest: CustomReflectable {
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPResponse: CustomReflectable {
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Tells the names alone.
extension HTTPHeaders: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { fields.map(\.name).joined(separator: ", ") }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPHeaders.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { name }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
