/// The blocks of a deflated stream (RFC 1951), read as far as there is input and room.
///
///     last:1 kind:2    kind 0: align, length:16, ~length:16, bytes    kind 1: symbols of the fixed code
///                      kind 2: the code of code lengths, the two codes by it, symbols
///
/// Every state can be left for want of a bit and entered again. What is refused, when and in which words is
/// as in zlib.
struct DeflatedBlocks: ~Copyable {
    /// Why reading stopped.
    enum Pause {
        case inputUsed, windowFull, ended
    }

    private enum State {
        case head, storedLength, stored, codeCounts, codeOfLengths, lengths, symbols
    }

    var literals = HuffmanTable(.literals)
    var distances = HuffmanTable(.distances)
    private var state = State.head
    private var isLast = false
    private var storedLength = 0
    private var lengths = DeflatedCodeLengths()

    mutating func begin() {
        state = .head
        isLast = false
    }

    mutating func run(
        _ input: inout DeflatedInput, _ window: inout InflatedWindow
    ) throws(DecodingFailure) -> Pause {
        while true {
            let isDone: Bool
            switch state {
            case .head where isLast:
                input.align()
                return .ended
            case .head: isDone = try readHead(&input)
            case .storedLength: isDone = try readStoredLength(&input)
            case .stored: isDone = readStored(&input, &window)
            case .codeCounts: isDone = try readCodeCounts(&input)
            case .codeOfLengths: isDone = try readCodeOfLengths(&input)
            case .lengths: isDone = try readLengths(&input)
            case .symbols:
                isDone = try readSymbols(&input, &window)
                if isDone { state = .head }
            }
            if !isDone { return window.isFull ? .windowFull : .inputUsed }
        }
    }

    private mutating func readHead(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        guard input.has(3) else { return false }
        isLast = input.take(1) == 1
        switch input.take(2) {
        case 0:
            input.align()
            state = .storedLength
        case 1:
            DeflatedCodeLengths.takeFixed(&literals, &distances)
            state = .symbols
        case 2: state = .codeCounts
        default: throw .damaged("invalid block type")
        }
        return true
    }

    private mutating func readStoredLength(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        guard input.has(32) else { return false }
        let length = input.take(16)
        guard input.take(16) == length ^ 0xFFFF else { throw .damaged("invalid stored block lengths") }
        storedLength = Int(length)
        state = .stored
        return true
    }

    private mutating func readStored(_ input: inout DeflatedInput, _ window: inout InflatedWindow) -> Bool {
        guard !window.isFull else { return storedLength == 0 && endStored() }
        let copied = window.append(input.bytes[input.offset...].prefix(storedLength))
        input.offset += copied
        storedLength -= copied
        return storedLength == 0 && endStored()
    }

    private mutating func endStored() -> Bool {
        state = .head
        return true
    }

    private mutating func readCodeCounts(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        guard input.has(14) else { return false }
        try lengths.begin(input.take(14))
        state = .codeOfLengths
        return true
    }

    private mutating func readCodeOfLengths(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        guard try lengths.readOwnCode(&input) else { return false }
        state = .lengths
        return true
    }

    private mutating func readLengths(_ input: inout DeflatedInput) throws(DecodingFailure) -> Bool {
        guard try lengths.read(&input) else { return false }
        try lengths.take(&literals, &distances)
        state = .symbols
        return true
    }
}

extension DecodingFailure {
    static func damaged(_ what: String) -> DecodingFailure {
        DecodingFailure("compressed data is damaged: " + what)
    }
}
