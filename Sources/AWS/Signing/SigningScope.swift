import Formats

/// What a signature is good for: one service, in one region, on one day.
struct SigningScope: Hashable, Sendable {
    static let ending = "aws4_request"

    var day: String
    var region: String
    var service: String

    /// As it is signed and sent: `20150830/us-east-1/iam/aws4_request`.
    var text: String { "\(day)/\(region)/\(service)/\(Self.ending)" }

    func stringToSign(_ request: CanonicalRequest, _ stamp: String) -> [UInt8] {
        var text = Array(Authorization.algorithm.utf8)
        text.reserveCapacity(192)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: stamp.utf8)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: self.text.utf8)
        text.append(UInt8(ascii: "\n"))
        text.append(contentsOf: SHA256.hash(of: request.bytes.span).hex.utf8)
        return text
    }
}
