import Formats

/// Somebody whom a statement of a resource policy is about.
enum PolicyPrincipal: Hashable {
    case everyone
    case organization(String)
    case account(String)
    case service(String)
    case other(String)

    /// An entry under `AWS`: an account's number, an ARN, or the number that is left of a deleted user.
    init(aws name: String) {
        if name == "*" {
            self = .everyone
        } else if let account = Self.account(name) ?? Self.account(ofARN: name) {
            self = .account(account)
        } else {
            // An ARN of any account is not what IAM takes, but if it did, it would mean all of them.
            self = name.utf8.contains(UInt8(ascii: "*")) ? .everyone : .other(name)
        }
    }

    /// The principals that an element of a statement names.
    static func all(in element: JSON) throws(DecodingFailure) -> [PolicyPrincipal] {
        if let name = element.string { return [PolicyPrincipal(aws: name)] }
        guard let members = element.members else { throw DecodingFailure("a principal of another kind") }
        var principals: [PolicyPrincipal] = []
        for member in members {
            for name in try member.value.policyStrings() {
                switch member.key {
                case "AWS": principals.append(PolicyPrincipal(aws: name))
                case "Service": principals.append(name == "*" ? .everyone : .service(name))
                default: principals.append(name == "*" ? .everyone : .other(name))
                }
            }
        }
        return principals
    }

    /// The text, if it is the number of an account.
    static func account(_ text: some StringProtocol) -> String? {
        let isNumber = text.utf8.count == 12 && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
        return isNumber ? String(text) : nil
    }

    /// The account in `arn:aws:iam::111122223333:role/x`.
    static func account(ofARN text: String) -> String? {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn" else { return nil }
        return account(parts[4])
    }

    /// The organisation in `o-a1b2c3`, or in a path that begins with it.
    static func organization(_ text: String) -> String? {
        let id = text.prefix { $0 != "/" }
        let isPlain = id.utf8.dropFirst(2).allSatisfy { byte in
            byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 26
        }
        return id.hasPrefix("o-") && id.utf8.count > 2 && isPlain ? String(id) : nil
    }
}

extension JSON {
    /// The strings of an element that may be one string or a list of them.
    func policyStrings() throws(DecodingFailure) -> [String] {
        if let string { return [string] }
        guard let elements else { throw DecodingFailure("a policy's element that is no string and no list") }
        var strings: [String] = []
        for element in elements {
            guard let string = element.string else { throw DecodingFailure("a list of other than strings") }
            strings.append(string)
        }
        return strings
    }
}
