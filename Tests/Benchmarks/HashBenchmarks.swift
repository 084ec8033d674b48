import Formats

extension Benchmark {
    static let hashes: [Benchmark] = [
        Benchmark(name: "sha256") {
            let bytes = [UInt8](repeating: 0x5A, count: 32_000_000)
            return {
                let digest = SHA256.hash(of: bytes.span)
                return Amount(count: digest.bytes.isEmpty ? 0 : Double(bytes.count), unit: "B")
            }
        },
        Benchmark(name: "sha256.sigv4") {
            let request = [UInt8](repeating: 0x61, count: 600)
            let words = ["20261121", "eu-central-1", "dynamodb", "aws4_request"]
            return {
                let count = 5000
                var bytes = 0
                for _ in 0..<count { bytes += signature(of: request, words).count }
                return Amount(count: Double(bytes / 32), unit: "tags")
            }
        },
    ]

    /// What signing one request hashes: a key from four words, the request, and what is signed.
    private static func signature(of request: [UInt8], _ words: [String]) -> [UInt8] {
        var key = Array("AWS4wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".utf8)
        for word in words { key = HMAC(key: key.span).tag(of: word.utf8.span).bytes }
        let digest = SHA256.hash(of: request.span)
        return HMAC(key: key.span).tag(of: digest.hex.utf8.span).bytes
    }
}
