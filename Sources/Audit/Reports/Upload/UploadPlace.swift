import Pipeline

/// Where the folders of runs are put as well: a bucket of S3, and what comes before their keys there.
///
///     flat    s3://bucket/prefix/acme/12/findings.csv
///     hive    s3://bucket/prefix/findings/estate=acme/run=12/findings.csv     a table has one place for all runs
///             s3://bucket/prefix/_runs/acme/12/SHA256SUMS                     what is of no table: Athena looks nowhere there
package struct UploadPlace: Equatable, Sendable, CustomStringConvertible {
    package let bucket: String
    /// Without a slash at either end; empty where the bucket holds nothing else.
    package let prefix: String

    /// Reads `s3://bucket/prefix`, whatever slashes it ends in; nil where there is an objection to it.
    package init?(_ text: String) {
        guard Self.objection(to: text) == nil else { return nil }
        let parts = Self.parts(of: text)
        (bucket, prefix) = (parts[0], parts.dropFirst().joined(separator: "/"))
    }

    package var description: String { "s3://" + below(bucket, prefix) }

    /// The key of a file of a run, by its path in the run's folder.
    func key(of path: String, _ run: Run, on shelf: ReportShelf) -> String {
        guard shelf.form.layout == .hive else { return below(prefix, "\(shelf.estate)/\(run.id)/\(path)") }
        let isOfTable = path.contains("/estate=\(shelf.estate)/run=\(run.id)/")
        return below(prefix, isOfTable ? path : "_runs/\(shelf.estate)/\(run.id)/\(path)")
    }

    private func below(_ place: String, _ path: String) -> String {
        place.isEmpty || path.isEmpty ? place + path : place + "/" + path
    }

    /// What is wrong with a text as a place, such as "names no bucket…"; nil where nothing is.
    package static func objection(to text: String) -> String? {
        guard text.hasPrefix(scheme) else { return "is no place in S3: write it as s3://bucket/prefix" }
        let parts = parts(of: text)
        guard isBucket(parts.first ?? "") else {
            return
                "names no bucket: that is 3 to 63 small letters, digits, '-' and '.'"
        }
        let prefix = parts.dropFirst()
        guard prefix.allSatisfy(isFolder), prefix.joined(separator: "/").utf8.count <= 512 else {
            return
                "has a prefix that is long, or of other than letters, digits, '-', '_', '.', '=' and single '/'"
        }
        return nil
    }

    private static let scheme = "s3://"

    private static func parts(of text: String) -> [String] {
        var rest = text.dropFirst(scheme.count)
        while rest.last == "/" { rest = rest.dropLast() }
        return rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private static func isBucket(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = labels.count == 4 && labels.allSatisfy { UInt8($0) != nil }
        return (3...63).contains(name.utf8.count) && !isAddress
            && labels.allSatisfy { label in
                !label.isEmpty && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { isSmall($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    /// Nothing that would mean something in a policy, in SQL or in a path.
    private static func isFolder(_ name: String) -> Bool {
        let others = Array("-_.=".utf8)
        return !name.isEmpty && name != "." && name != ".."
            && name.utf8.allSatisfy { isSmall($0 | 0x20) || isDigit($0) || others.contains($0) }
    }

    private static func isSmall(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
