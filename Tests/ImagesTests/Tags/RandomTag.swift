/// Tags made up from a seed, as teams make them, and as nobody does.
struct RandomTag {
    var random: SplitMix64

    init(_ seed: UInt64) { random = SplitMix64(state: seed) }

    private mutating func one(of texts: [String]) -> String {
        texts[Int.random(in: 0..<texts.count, using: &random)]
    }

    private mutating func digits(_ counts: ClosedRange<Int>, of alphabet: String = "0123456789") -> String {
        String(
            (0..<Int.random(in: counts, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? "0"
            })
    }

    private mutating func piece() -> String {
        switch Int.random(in: 0..<13, using: &random) {
        case 0: "\(one(of: ["", "v"]))\(digits(1...2)).\(digits(1...2)).\(digits(1...2))"
        case 1: "1.\(digits(1...1)).0\(one(of: ["-rc.1", "_5", "+b-2", "-", "-beta_x", "-alpine3.20"]))"
        case 2:
            "20\(digits(2...2))\(one(of: ["", "-", "."]))0\(digits(1...1))\(one(of: ["", "-"]))1\(digits(1...1))"
        case 3: "20240131\(one(of: ["", "T", "-", "."]))\(digits(3...7))"
        case 4: "1\(digits(9...12))"
        case 5: one(of: ["", "sha-", "git-", "g", "commit-"]) + digits(6...41, of: "0123456789abcdef")
        case 6: one(of: ["pr", "mr-", "pull/", "merge_", "pr."]) + digits(1...5)
        case 7: one(of: ["b", "build-", "ci.", "run", ""]) + digits(1...10)
        case 8: one(of: ["latest", "main", "prod", "staging", "qa", "dev"])
        case 9: one(of: ["feature", "feat", "fix", "hotfix", "release", "renovate", "é", "fixes", "nodejs"])
        case 10:
            "sha256-" + digits(63...65, of: "0123456789abcdef")
                + one(of: ["", ".sig", ".att", ".sbom", ".x"])
        case 11: one(of: ["amd64", "arm64", "slim", "alpine", "alpine3", "alpine3.", "debug", "fips"])
        default:
            one(of: [
                "99999999999999999999999", "0", "00", "1000", "18446744073709551616", "v", "1.", "💥", "\n",
            ])
        }
    }

    mutating func realistic() -> String {
        var tag = piece()
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            tag += one(of: ["-", "-", "_", ".", "/", ""]) + piece()
        }
        return tag
    }

    mutating func hostile() -> String {
        digits(0...12, of: "0129afgv-_./T+é")
    }
}
