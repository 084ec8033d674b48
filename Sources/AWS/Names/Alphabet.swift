/// The characters of ASCII that a name may be made of.
struct Alphabet: Sendable {
    static let digits = Alphabet("0123456789")
    static let smallLetters = Alphabet("abcdefghijklmnopqrstuvwxyz")
    static let capitals = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    /// What a regular expression calls `\w`.
    static let words = digits.or(smallLetters).or(capitals).or(Alphabet("_"))

    /// A bit for each of the 128 characters.
    private let bits: UInt128

    private init(bits: UInt128) { self.bits = bits }

    init(_ characters: String) {
        bits = characters.utf8.reduce(0) { $0 | UInt128(1) << UInt128($1) }
    }

    func or(_ other: Alphabet) -> Alphabet { Alphabet(bits: bits | other.bits) }

    func has(_ byte: UInt8) -> Bool { byte < 0x80 && bits >> UInt128(byte) & 1 == 1 }

    /// Whether a text is made of these characters, at least one.
    func spells(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(has)
    }
}
