/// Turns the text of a glob into its program.
///
///     a{b,c}d    scalar a, split 4, scalar b, jump 6, split 5, scalar c, scalar d, end
///                0         1        2         3       4        5         6         7
struct GlobCompiler {
    private let pattern: [Unicode.Scalar]
    private var index = 0
    private var program: [Glob.Instruction] = []
    /// The braces that are open, the innermost last.
    private var braces: [Brace] = []

    private struct Brace {
        var start: Int
        /// The split of the current alternative, still to be told where the next alternative begins.
        var split: Int
        /// The jumps at the ends of alternatives, still to be told where the brace ends.
        var jumps: [Int] = []
    }

    init(_ pattern: String) {
        self.pattern = Array(pattern.unicodeScalars)
    }

    mutating func compile() throws(DecodingFailure) -> [Glob.Instruction] {
        while let scalar = take() {
            switch scalar {
            case "\\": program.append(Self.literal(try escaped()))
            case "*": program.append(take("*") ? .stars : .star)
            case "?": program.append(.anyScalar)
            case "[": program.append(try scalarClass())
            case "{": open()
            case "," where !braces.isEmpty: nextAlternative()
            case "}": try close()
            default: program.append(Self.literal(scalar))
            }
        }
        if let brace = braces.last { throw failure("a { that is not closed", at: brace.start) }
        program.append(.end)
        return program
    }

    private static func literal(_ scalar: Unicode.Scalar) -> Glob.Instruction {
        scalar == "/" ? .separator : .scalar(scalar)
    }

    private func failure(_ reason: String, at index: Int) -> DecodingFailure {
        DecodingFailure(reason, at: Place(line: 1, column: index + 1))
    }

    private mutating func take() -> Unicode.Scalar? {
        guard index < pattern.count else { return nil }
        defer { index += 1 }
        return pattern[index]
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard index < pattern.count, pattern[index] == scalar else { return false }
        index += 1
        return true
    }

    private mutating func escaped() throws(DecodingFailure) -> Unicode.Scalar {
        guard let scalar = take() else { throw failure("a \\ with nothing after it", at: index - 1) }
        return scalar
    }

    private mutating func open() {
        braces.append(Brace(start: index - 1, split: program.count))
        program.append(.split(program.count + 1))
    }

    private mutating func nextAlternative() {
        let last = braces.count - 1
        braces[last].jumps.append(program.count)
        program.append(.jump(program.count + 1))
        program[braces[last].split] = .split(program.count)
        braces[last].split = program.count
        program.append(.split(program.count + 1))
    }

    private mutating func close() throws(DecodingFailure) {
        guard let brace = braces.popLast() else { throw failure("a } that closes nothing", at: index - 1) }
        for jump in brace.jumps { program[jump] = .jump(program.count) }
    }

    /// Reads a class after its bracket.
    ///
    /// A `-` at either end, or after a range, is itself.
    private mutating func scalarClass() throws(DecodingFailure) -> Glob.Instruction {
        let start = index - 1
        let isNegated = take("!") || take("^")
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let scalar = take() {
            if scalar == "]" {
                guard !ranges.isEmpty else { throw failure("a class of nothing", at: start) }
                return .oneOf(ranges, isNegated: isNegated)
            }
            let lower = scalar == "\\" ? try escaped() : scalar
            guard isRange else {
                ranges.append(lower...lower)
                continue
            }
            index += 1
            _ = take("\\")
            let upper = try escaped()
            guard lower <= upper else { throw failure("a range of a class that runs backwards", at: start) }
            ranges.append(lower...upper)
        }
        throw failure("a [ that is not closed", at: start)
    }

    /// Whether a hyphen follows, and something other than the end of the class after it.
    private var isRange: Bool {
        index + 1 < pattern.count && pattern[index] == "-" && pattern[index + 1] != "]"
    }
}
