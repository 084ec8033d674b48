import Formats

extension Double {
    /// The number as AWS's forms, headers and XML have it: what JSON writes, and names for what has no digits.
    package var wireText: String {
        if let number = JSON.Number(self) { return number.text }
        return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity"
    }

    /// Reads what `wireText` writes; nil where it is no number.
    init?(wireText text: Span<UInt8>) {
        switch text {
        case "NaN": self = .nan
        case "Infinity": self = .infinity
        case "-Infinity": self = -.infinity
        default:
            // The library reads more: `nan`, `0x1p3`.
            let isNumber = text.withUnsafeBufferPointer { $0.allSatisfy(Self.numberBytes.contains) }
            guard isNumber, let value = Double(String(text)) else { return nil }
            self = value
        }
    }

    private static let numberBytes = Set("0123456789+-.eE".utf8)
}
