import Formats

/// A path as signatures spell it.
enum CanonicalPath {
    enum Form: Hashable {
        /// Without dots and doubled slashes, and encoded once more than on the wire.
        case normalized
        /// As on the wire.
        case asWritten
    }

    static func append(_ path: String, _ form: Form, to output: inout [UInt8]) {
        guard path != "/", !path.isEmpty else { return output.append(slash) }
        switch form {
        case .normalized: appendEncoded(normalized(Array(path.utf8)), to: &output)
        case .asWritten: appendCompleted(Array(path.utf8), to: &output)
        }
    }

    /// Encodes all but slashes, what is encoded already included.
    private static func appendEncoded(_ path: [UInt8], to output: inout [UInt8]) {
        for byte in path {
            if byte == slash { output.append(byte) } else { PercentEncoding.append(byte, to: &output) }
        }
    }

    /// Encodes what is not yet encoded.
    private static func appendCompleted(_ path: [UInt8], to output: inout [UInt8]) {
        for index in path.indices {
            if path[index] == slash || PercentEncoding.escape(in: path, at: index) != nil {
                output.append(path[index])
            } else {
                PercentEncoding.append(path[index], to: &output)
            }
        }
    }

    /// Follows `.` and `..`, and drops empty segments; a slash at the end stays.
    private static func normalized(_ path: [UInt8]) -> [UInt8] {
        var segments: [ArraySlice<UInt8>] = []
        var endsOpen = false
        for segment in path.split(separator: slash, omittingEmptySubsequences: false).dropFirst() {
            endsOpen = segment.isEmpty || segment.elementsEqual([dot]) || segment.elementsEqual([dot, dot])
            if segment.elementsEqual([dot, dot]) { _ = segments.popLast() }
            if !endsOpen { segments.append(segment) }
        }
        var output: [UInt8] = []
        for segment in segments {
            output.append(slash)
            output.append(contentsOf: segment)
        }
        if endsOpen || segments.isEmpty { output.append(slash) }
        return output
    }

    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")
}
