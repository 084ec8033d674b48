/// The host of a private registry of AWS.
///
///     123456789012.dkr.ecr.eu-west-1.amazonaws.com        with IPv4
///     123456789012.dkr.ecr-fips.us-east-1.amazonaws.com   with cryptography that the USA has approved
///     123456789012.dkr-ecr.eu-west-1.on.aws               with IPv6 as well
///
/// A host that is not recognised leaves an image in use without protection, so all partitions are known.
struct RegistryHost {
    var account: String
    var region: String

    init?(_ host: String) {
        var host = host.lowercased()[...]
        if host.hasSuffix(":443") { host = host.dropLast(4) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 4, Self.isAccount(labels[0]) else { return nil }
        let isSingle = labels[1] == "dkr" && (labels[2] == "ecr" || labels[2] == "ecr-fips")
        let isDual = labels[1] == "dkr-ecr" || labels[1] == "dkr-ecr-fips"
        guard isSingle || isDual else { return nil }
        let place = isSingle ? 3 : 2
        let suffix = labels[(place + 1)...].joined(separator: ".")
        guard (isSingle ? Self.suffixes : Self.dualStackSuffixes).contains(suffix) else { return nil }
        guard Self.isRegion(labels[place]) else { return nil }
        account = String(labels[0])
        region = String(labels[place])
    }

    // https://docs.aws.amazon.com/general/latest/gr/ecr.html, and the partitions of botocore 1.43.67.
    private static let suffixes = [
        "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk",
        "csp.hci.ic.gov",
    ]
    private static let dualStackSuffixes = [
        "on.aws", "on.amazonwebservices.com.cn", "on.amazonwebservices.eu",
    ]

    private static func isAccount(_ text: Substring) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }

    /// Letters before the first dash, a digit at the end: regions that are new are known by that.
    private static func isRegion(_ text: Substring) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "-")), let last = text.utf8.last,
            last &- UInt8(ascii: "0") < 10
        else { return false }
        return true
    }
}
