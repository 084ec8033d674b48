/// The second byte of a packed manifest.
struct PackedFlags {
    var kind: Manifest.Kind
    var purpose: Manifest.Purpose
    var hasConfig: Bool
    var hasSubject: Bool

    init(_ manifest: Manifest) {
        kind = manifest.kind
        purpose = manifest.purpose
        hasConfig = manifest.config != nil
        hasSubject = manifest.subject != nil
    }

    init?(byte: UInt8) {
        guard byte < 0x80, let kind = Manifest.Kind(rawValue: byte & 3),
            let purpose = Manifest.Purpose(rawValue: byte >> 2 & 7)
        else { return nil }
        self.kind = kind
        self.purpose = purpose
        hasConfig = byte & 0x20 != 0
        hasSubject = byte & 0x40 != 0
    }

    var byte: UInt8 {
        kind.rawValue | purpose.rawValue << 2 | (hasConfig ? 0x20 : 0) | (hasSubject ? 0x40 : 0)
    }
}
