import Foundation
import Images

/// The table of tag classes as regular expressions, row after row: the judge of the one that reads bytes.
///
/// Both say what they found in words, with the text of what they captured.
struct LiteralTagClass {
    private struct Row {
        var name: String
        var expression: NSRegularExpression

        init(_ name: String, _ pattern: String) throws {
            self.name = name
            expression = try NSRegularExpression(
                pattern: "\\A(?:\(pattern))\\z", options: .dotMatchesLineSeparators)
        }

        /// The captures of a match of the whole text.
        func captures(_ text: String) -> [String]? {
            let whole = NSRange(text.startIndex..., in: text)
            guard let match = expression.firstMatch(in: text, range: whole) else { return nil }
            return (1..<match.numberOfRanges).map { number in
                Range(match.range(at: number), in: text).map { String(text[$0]) } ?? ""
            }
        }
    }

    private let variant, digest, environment, letter: Row
    private let pieces: [Row]
    private let families: [Row]

    init() throws {
        variant = try Row(
            "variant",
            "(.+?)((?:-(?:amd64|arm64|armv7|alpine(?:[0-9]+(?:\\.[0-9]+)*)?|slim|bookworm|debug|nonroot|fips))*)"
        )
        digest = try Row("digest", "sha256-([0-9a-f]{64})(?:\\.(sig|att|sbom))?")
        environment = try Row(
            "environment",
            "latest|stable|edge|nightly|main|master|trunk|dev|develop|test|qa|uat|stg|stage|staging|preprod|prod"
                + "|production|canary")
        letter = try Row("branch", ".*[A-Za-z\\u0080-\\x{10FFFF}].*")
        let number = "(0|[1-9][0-9]*)"
        let words = "([0-9A-Za-z.-]+)"
        pieces = [
            try Row("version", "v?\(number)\\.\(number)\\.\(number)(?:-\(words))?(?:[+_]\(words))?"),
            try Row("partial", "v?([0-9]+)(?:\\.([0-9]+))?"),
            try Row(
                "date",
                "(20[0-9]{2})[-._]?(0[1-9]|1[0-2])[-._]?(0[1-9]|[12][0-9]|3[01])"
                    + "(?:[-._T]?(?:[0-9]{4,6}))?(?:[-._](?:.+))?"),
            try Row("epoch", "(1[5-9][0-9]{8}(?:[0-9]{3})?)"),
            try Row("commit", "(?:sha-|git-|g|commit-)?([0-9a-f]{7,40})"),
            try Row("pull", "(?:pr|mr|pull|merge)[-_/.]?([0-9]+)(?:[-_.](?:.+))?"),
            try Row("build", "(?:b|build|ci|run)?[-_.]?([0-9]{1,9})"),
        ]
        families = try ["feature", "fix", "hotfix", "release", "renovate", "dependabot"].map { name in
            try Row(name, "(?:\(name == "feature" ? "feature|feat" : name))(?:[-_/].*)?")
        }
    }

    func description(of tag: String) -> String {
        let split = variant.captures(tag) ?? [tag, ""]
        return words(split[0]) + (split[1].isEmpty ? "" : " variant \(split[1].dropFirst())")
    }

    private func words(_ text: String) -> String {
        if let captures = digest.captures(text) { return "digest \(captures[0]) \(captures[1])" }
        if let piece = piece(text) { return piece }
        if environment.captures(text) != nil { return "environment" }
        return compound(text) ?? (letter.captures(text) == nil ? "other" : stem(text))
    }

    private func stem(_ text: String) -> String {
        if environment.captures(text) != nil { return "environment" }
        return "branch \(families.first { $0.captures(text) != nil }?.name ?? "other")"
    }

    private func compound(_ text: String) -> String? {
        var number: String?
        for index in text.unicodeScalars.indices.reversed()
        where "-_/".unicodeScalars.contains(text.unicodeScalars[index]) {
            let left = String(text.unicodeScalars[..<index])
            let right = String(text.unicodeScalars[index...].dropFirst())
            guard letter.captures(left) != nil, let piece = piece(right) else { continue }
            let found = "\(stem(left)) of \(left.utf8.count) then \(piece)"
            if !piece.hasPrefix("partial") && !piece.hasPrefix("build") { return found }
            number = number ?? found
        }
        return number
    }

    private func piece(_ text: String) -> String? {
        for row in pieces {
            guard var captures = row.captures(text) else { continue }
            var name = row.name
            switch name {
            case "version": if captures[..<3].contains(where: { UInt64($0) == nil }) { continue }
            case "partial":
                if UInt64(captures[0]) == nil || (captures[1] != "" && UInt64(captures[1]) == nil) {
                    continue
                }
                if captures[1] == "", !text.hasPrefix("v") {
                    let isOther = pieces[2].captures(text) != nil || pieces[3].captures(text) != nil
                    if isOther || text.count == 40 { continue }
                }
                captures = captures.map { UInt64($0).map { String($0) } ?? "" }
            case "date": captures = captures.map { Int($0).map { String($0) } ?? "" }
            case "commit" where captures[0].allSatisfy(\.isNumber) && captures[0].count < 40: name = "build"
            default: break
            }
            if name == "pull" || name == "build" {
                guard let number = UInt64(captures[0]) else { continue }
                captures = [String(number)]
            }
            return "\(name) \(captures.joined(separator: "|"))"
        }
        return nil
    }
}

extension ClassifiedTag {
    /// What was found, in the words of the literal one.
    func words(for tag: String) -> String {
        func text(_ range: Range<Int>) -> String { String(decoding: Array(tag.utf8)[range], as: UTF8.self) }
        func stem(_ stem: TagStem) -> String {
            guard case .branch(let family) = stem else { return "environment" }
            return "branch \(family)"
        }
        func piece(_ piece: TagPiece) -> String {
            switch piece {
            case .version(let it):
                "version \(it.major)|\(it.minor)|\(it.patch)|\(text(it.prerelease))|\(text(it.build))"
            case .partialVersion(let major, let minor): "partial \(major)|\(minor.map { String($0) } ?? "")"
            case .date(let year, let month, let day): "date \(year)|\(month)|\(day)"
            case .epoch(let number): "epoch \(number)"
            case .commit(let range): "commit \(text(range))"
            case .pullRequest(let number): "pull \(number)"
            case .build(let number): "build \(number)"
            }
        }
        let words =
            switch tagClass {
            case .digest(let digest, let attachment):
                "digest \(digest.description.dropFirst(7)) "
                    + (attachment.map { Self.endings[$0] ?? "?" } ?? "")
            case .piece(let it): piece(it)
            case .stem(let it): stem(it)
            case .compound(let it, let end, let part): "\(stem(it)) of \(end) then \(piece(part))"
            case .other: "other"
            }
        return words + (variant.isEmpty ? "" : " variant \(text(variant))")
    }

    private static let endings: [TagAttachment: String] = [
        .signature: "sig", .attestation: "att", .billOfMaterials: "sbom",
    ]
}
