/// A pattern of paths, such as `apps/{prod,staging}/**/*.yaml`, that a whole path must match.
///
///     *       any characters of one component        ?       one character
///     **      any components, also none              [a-f]   one of a class; [!a-f] or [^a-f] one outside it
///     {a,b}   one of the patterns, which may nest    \*      the character itself
///
/// `**` is special where it is a whole component once a choice is made in every brace, and is `*` elsewhere.
/// `a/**` matches `a` too: it may be a folder. Nothing but `/` and `**` matches a slash.
///
/// These are the rules of bmatcuk/doublestar (Go), except that no class matches a slash, and that what cannot
/// have been meant is refused: `[z-a]`, or a `}` that closes nothing.
///
/// The pattern becomes a small program that is run on all its possibilities at once (Thompson, 1968), so no
/// pattern takes longer than the length of the path times its own.
package struct Glob: Sendable {
    enum Instruction {
        case scalar(Unicode.Scalar)
        case anyScalar
        case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
        case separator
        case star
        case stars
        /// Goes on at the next instruction and at another one.
        case split(Int)
        case jump(Int)
        case end
    }

    let program: [Instruction]

    package init(_ pattern: String) throws(DecodingFailure) {
        var compiler = GlobCompiler(pattern)
        program = try compiler.compile()
    }

    package func matches(_ path: String) -> Bool {
        var matcher = GlobMatcher(program)
        for scalar in path.unicodeScalars {
            guard matcher.step(scalar) else { return false }
        }
        return matcher.canEnd()
    }
}
