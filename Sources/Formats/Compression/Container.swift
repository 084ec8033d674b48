/// What surrounds deflated data.
package enum Container: Sendable {
    /// Members of RFC 1952: a header, deflated data, its CRC-32 and its length.
    case gzip
    /// RFC 1951 alone, with nothing to check the data by.
    case raw

    /// How zlib is told: 15 is the largest window, 32 KiB; 16 more asks for gzip, a minus for no wrapping.
    var windowBits: CInt {
        switch self {
        case .gzip: 15 + 16
        case .raw: -15
        }
    }
}
