import Formats

/// What somebody got when assuming a role; its token says it all, so nobody has to remember it.
struct Session: Equatable {
    var account: Int
    var expires: Timestamp
    /// Tells two sessions apart that are otherwise the same.
    var serial: Int
    var role: String
    var name: String
}

extension Session {
    init?(_ bytes: [UInt8]) {
        guard bytes.count > 16, bytes.count > 16 + Int(bytes[16]) else { return nil }
        account = Int(Self.number(bytes[0..<4]))
        expires = Timestamp(seconds: Int64(Self.number(bytes[4..<12])))
        serial = Int(Self.number(bytes[12..<16]))
        let nameStart = 17 + Int(bytes[16])
        role = String(decoding: bytes[17..<nameStart], as: UTF8.self)
        name = String(decoding: bytes[nameStart...], as: UTF8.self)
    }

    /// The account, the expiry, the serial number, the length of the role's name, the role, the session's name.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(UInt64(account), 4)
        bytes.append(UInt64(bitPattern: expires.seconds), 8)
        bytes.append(UInt64(serial), 4)
        bytes.append(UInt8(truncatingIfNeeded: role.utf8.count))
        bytes.append(contentsOf: role.utf8)
        bytes.append(contentsOf: name.utf8)
        return bytes
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension [UInt8] {
    /// Appends the last bytes of a number, the highest first.
    mutating func append(_ number: UInt64, _ count: Int) {
        for index in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}
