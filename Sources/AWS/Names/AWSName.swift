/// What AWS takes for a name, checked before it is sent or made part of an address.
package enum AWSName {
    /// Twelve digits.
    package static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && Alphabet.digits.spells(text)
    }

    /// The name of a role, with or without the path before it: `Audit`, `finance/Audit`, `/finance/Audit`.
    package static func isRole(_ text: String) -> Bool {
        let path = text.hasPrefix("/") ? text.dropFirst() : text[...]
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, name.utf8.count <= 64 else { return false }
        // IAM allows a path of 512 characters, its first slash included.
        return path.utf8.count - name.utf8.count < 512 && parts.allSatisfy { names.spells($0) }
    }

    package static func isExternalID(_ text: String) -> Bool {
        (2...1224).contains(text.utf8.count) && externalIDs.spells(text)
    }

    package static func isSessionName(_ text: String) -> Bool {
        (2...64).contains(text.utf8.count) && names.spells(text)
    }

    /// What can stand in a host name as a region, whether or not it exists: `eu-central-1`.
    package static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (3...5).contains(parts.count), text.utf8.count <= 32, let number = parts.last else {
            return false
        }
        return number.utf8.count <= 2 && Alphabet.digits.spells(number)
            && parts.dropLast().allSatisfy { Alphabet.smallLetters.spells($0) }
    }

    /// What can stand in an ARN as a partition: `aws`, `aws-cn`, `aws-us-gov`, `aws-iso-b`.
    package static func isPartition(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.first == "aws" && parts.count <= 3
            && parts.allSatisfy { Alphabet.smallLetters.spells($0) }
    }

    /// What AWS's configuration files allow as the name of a profile or of a property.
    package static func isProfile(_ text: String) -> Bool { profiles.spells(text) }

    /// What names a role everywhere, such as `arn:aws:iam::111122223333:role/finance/Audit`.
    package static func isRoleARN(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[3].isEmpty else { return false }
        return isPartition(parts[1]) && isAccount(parts[4]) && parts[5].hasPrefix("role/")
            && isRole(String(parts[5].dropFirst("role/".utf8.count)))
    }

    private static let names = Alphabet.words.or(Alphabet("+=,.@-"))
    private static let externalIDs = Alphabet.words.or(Alphabet("+=,.@:/-"))
    private static let profiles = Alphabet.words.or(Alphabet("-/.%@:+"))
}
