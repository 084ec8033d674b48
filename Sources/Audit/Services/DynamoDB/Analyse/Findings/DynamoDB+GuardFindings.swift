import Formats

/// What guards against surprises, and says whose a table is.
extension DynamoDB.Judged {
    /// DDB-017: on demand, what a mistake may cost has no limit.
    func limitFindings() -> [Finding] {
        guard facts.isOnDemand, facts.table.mostReads == nil, facts.table.mostWrites == nil,
            isMeasured(days: 1), !isIdle
        else { return [] }
        return [
            Finding(
                code: "DDB-017", severity: .info, subject: subject,
                what: "The table is on demand without a limit",
                why: "a mistake may use up to the quota of the region, and is billed; at most "
                    + "\(Self.rounded(usage("", "read")?.maximum ?? 0)) reads and "
                    + "\(Self.rounded(usage("", "write")?.maximum ?? 0)) writes a second were used",
                how: limitCommand, money: unchanged, confidence: .certain("DescribeTable tells no limit"))
        ]
    }

    /// DDB-020: nobody knows whose it is.
    func tagFindings() -> [Finding] {
        guard let tags = facts.tags, let first = ownerTags.first else { return [] }
        let names = ((try? JSON(Array(tags.utf8)))?.members ?? []).map { $0.key.lowercased() }
        guard !ownerTags.contains(where: { names.contains($0.lowercased()) }) else { return [] }
        return [
            Finding(
                code: "DDB-020", severity: .info, subject: subject, what: "No tag says whose the table is",
                why: names.isEmpty
                    ? "it has no tags" : "its tags are \(names.sorted().joined(separator: ", "))",
                how: tagCommand(first), money: unchanged, confidence: .certain("its tags were read"))
        ]
    }

    /// DDB-022: an index that does not scale with its table throttles the table's writes.
    func scalingFindings() -> [Finding] {
        guard !facts.isOnDemand, facts.table.writeScaling != nil else { return [] }
        let left = facts.parts.dropFirst().filter { $0.writeScaling == nil }
        guard !left.isEmpty else { return [] }
        return [
            Finding(
                code: "DDB-022", severity: .medium, subject: subject,
                what: "The table scales, and some of its indexes do not",
                why:
                    "writes to \(left.map(\.index).joined(separator: ", ")) stay at what is provisioned, and where an "
                    + "index is throttled, so is the table",
                how: scalingCommand(of: left.map(\.index)), money: unchanged,
                confidence: .certain("Application Auto Scaling has no target for them"))
        ]
    }
}
