/// Any pattern and path: a matcher that tries everything agrees, and what is too large for it at least ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: count - 1))
    let cut = Int(data[0]) % bytes.count
    checkBytes(bytes, cut)
    checkSmall(bytes, min(cut, 9))
    return 0
}

/// The bytes as they are: any pattern is refused with its place, or decides.
func checkBytes(_ bytes: [UInt8], _ cut: Int) {
    let pattern = String(decoding: bytes[..<cut], as: UTF8.self)
    let path = String(decoding: bytes[cut...], as: UTF8.self)
    do throws(DecodingFailure) {
        _ = try Glob(pattern).matches(path)
    } catch {
        precondition(error.place.map { 1...pattern.unicodeScalars.count ~= $0.column } ?? false)
    }
    let literal = path.unicodeScalars.map { "\\" + String($0) }.joined()
    precondition((try? Glob(literal))?.matches(path) ?? false)
    precondition(Wildcard(pattern, .starsAndMarks).matches(pattern))
    precondition(Wildcard("*" + path, .stars).matches(pattern + path))
}

/// The bytes as letters of a small alphabet, so that short texts say much.
func checkSmall(_ bytes: [UInt8], _ cut: Int) {
    let signs = Array("aab//***?{,}")
    let pattern = bytes[..<cut].map { signs[Int($0) % signs.count] }
    let path = bytes[cut...].prefix(8).map { signs[Int($0) % 5] }
    if let glob = try? Glob(String(pattern)) {
        let isMatch = SlowGlob.expansions(pattern).contains {
            SlowGlob.matches($0[...], path[...], isStart: true)
        }
        precondition(glob.matches(String(path)) == isMatch)
    }
    let isMatch = slowWildcard(pattern[...], path[...])
    precondition(Wildcard(String(pattern), .starsAndMarks).matches(String(path)) == isMatch)
}

func slowWildcard(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    if first == "*" {
        return slowWildcard(rest, text) || (!text.isEmpty && slowWildcard(pattern, text.dropFirst()))
    }
    return !text.isEmpty && (first == "?" || first == text.first) && slowWildcard(rest, text.dropFirst())
}

/// Globs without classes or escapes, by writing out all alternatives and trying everything.
///
/// Two stars side by side are first made one sign: those that only come together when a brace is written out
/// are not `**`.
enum SlowGlob {
    static func expansions(_ pattern: [Character]) -> [[Character]] {
        written(paired(pattern))
    }

    private static func paired(_ pattern: [Character]) -> [Character] {
        var result: [Character] = []
        for character in pattern {
            if character == "*", result.last == "*" {
                result[result.count - 1] = "\u{2020}"
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// The first brace that has none inside is written out, until there are no more.
    private static func written(_ pattern: [Character]) -> [[Character]] {
        guard let close = pattern.firstIndex(of: "}"),
            let open = pattern[..<close].lastIndex(of: "{")
        else { return [pattern] }
        let inside = pattern[(open + 1)..<close].split(separator: ",", omittingEmptySubsequences: false)
        return inside.flatMap { written(Array(pattern[..<open] + $0 + pattern[(close + 1)...])) }
    }

    static func matches(_ pattern: ArraySlice<Character>, _ path: ArraySlice<Character>, isStart: Bool)
        -> Bool
    {
        if path.isEmpty, pattern.elementsEqual("/\u{2020}") || pattern.elementsEqual("/\u{2020}/") {
            return true
        }
        guard let first = pattern.first else { return path.isEmpty }
        let rest = pattern.dropFirst()
        if isStart, first == "\u{2020}", rest.isEmpty { return true }
        if isStart, first == "\u{2020}", rest.first == "/" {
            let starts = [path] + path.indices.filter { path[$0] == "/" }.map { path[($0 + 1)...] }
            return starts.contains { matches(rest.dropFirst(), $0, isStart: true) }
        }
        switch first {
        case "*", "\u{2020}":
            if matches(rest, path, isStart: false) { return true }
            guard let next = path.first, next != "/" else { return false }
            return matches(["*"] + rest, path.dropFirst(), isStart: false)
        case "?":
            return (path.first.map { $0 != "/" } ?? false) && matches(rest, path.dropFirst(), isStart: false)
        default:
            return path.first == first && matches(rest, path.dropFirst(), isStart: first == "/")
        }
    }
}
