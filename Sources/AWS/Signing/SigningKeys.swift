import Formats
import Synchronization

/// The keys that were made of secrets for their scopes, which are good for a day.
///
/// Making one takes five hashes of keys, as long as all the rest of signing a request. A class, because all signers of a client
/// share it; never described, because whoever holds a key can sign.
package final class SigningKeys: Sendable {
    private struct Name: Hashable {
        var secret: Secret
        var scope: SigningScope
    }

    private let limit: Int
    private let made = Mutex<[Name: HMAC]>([:])

    /// Keeps so many keys: a few hundred bytes each.
    package init(limit: Int = 1_024) {
        self.limit = limit
    }

    /// How many keys are kept.
    var count: Int { made.withLock(\.count) }

    func tag(of text: [UInt8], secret: Secret, _ scope: SigningScope) -> Digest {
        key(secret, scope).tag(of: text.span)
    }

    private func key(_ secret: Secret, _ scope: SigningScope) -> HMAC {
        let name = Name(secret: secret, scope: scope)
        if let known = made.withLock({ $0[name] }) { return known }
        let key = Self.make(secret, scope)
        made.withLock { made in
            // Most of what is thrown away is of yesterday or of accounts that are done; the rest costs 9 µs.
            if made.count >= limit { made.removeAll(keepingCapacity: true) }
            made[name] = key
        }
        return key
    }

    private static func make(_ secret: Secret, _ scope: SigningScope) -> HMAC {
        var bytes = Array("AWS4".utf8)
        bytes.append(contentsOf: secret.exposed.utf8)
        for part in [scope.day, scope.region, scope.service, SigningScope.ending] {
            bytes = HMAC(key: bytes.span).tag(of: Array(part.utf8).span).bytes
        }
        return HMAC(key: bytes.span)
    }
}

extension SigningKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[REDACTED]" }
    package var debugDescription: String { description }
    /// Without children, so that `dump` finds none.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
