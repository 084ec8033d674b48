import Formats
import Pipeline

extension ECR.ReviewedRepository {
    /// What its lifecycle policy does, or should: ECR-001, 003, 004, 005 and 011.
    func policyFindings(asOf now: Timestamp) -> [Finding] {
        [removalFinding(), absenceFinding(), idleFinding(asOf: now)].compactMap(\.self) + flawFindings()
    }

    private func removalFinding() -> Finding? {
        guard let policyUsed, policyUsed > 0 else { return nil }
        let isCertain = policyState == "known"
        return finding(
            "ECR-001", .high, "A lifecycle policy would remove images that are used",
            why:
                "of \(used) images that are used, themselves or by what they belong to, it would take \(policyUsed); "
                + "ecr_images.csv tells which, by which rule",
            how:
                "put a rule with a lower priority before it that keeps their tags, such as imageCountMoreThan 9999; "
                + command("get-lifecycle-policy") + " shows it",
            isCertain
                ? .certain("its rules were applied to the images as ECR's guide says")
                : Finding.Confidence(percent: 60, reason: "a rule has words that are not known here"))
    }

    private func absenceFinding() -> Finding? {
        guard policyState == "none", images > 0 else { return nil }
        return finding(
            "ECR-003", .low, "A repository without a lifecycle policy",
            why: "\(images) images stay for ever; \(candidates) of them are needless now",
            how: command(
                "put-lifecycle-policy --lifecycle-policy-text '{\"rules\":[{\"rulePriority\":1,\"selection\":"
                    + "{\"tagStatus\":\"untagged\",\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\","
                    + "\"countNumber\":14},\"action\":{\"type\":\"expire\"}}]}'"),
            .certain("AWS says that there is none"))
    }

    private func idleFinding(asOf now: Timestamp) -> Finding? {
        guard ["known", "doubtful", "unreadable"].contains(policyState), images > 0 else { return nil }
        if let evaluated, evaluated.adding(days: 2) > now { return nil }
        let since = evaluated.map { "was last evaluated on \($0)" } ?? "was never evaluated"
        return finding(
            "ECR-004", .medium, part: "stale", "A lifecycle policy that does not run",
            why: "it \(since), and ECR evaluates policies every day",
            how: "put it again: "
                + command("put-lifecycle-policy --lifecycle-policy-text file://policy.json"),
            Finding.Confidence(percent: 80, reason: "a policy that was put today has not run yet"))
    }

    /// What is wrong with its rules.
    private func flawFindings() -> [Finding] {
        flaws.compactMap { flaw in
            let rule = flaw.rule.map { "rule \($0)" } ?? "the policy"
            let part = (flaw.rule.map { "rule-\($0)-" } ?? "") + flaw.kind
            let see = command("get-lifecycle-policy")
            switch flaw.kind {
            case "list-needs-all-entries":
                return finding(
                    "ECR-005", .medium, part: part, "A rule that wants all of its patterns at once",
                    why: "\(rule): \(flaw.words)",
                    how: "make a rule of each entry; \(see) shows it",
                    .certain("a list of patterns or prefixes is joined by AND"))
            case "archives-without-saving":
                return finding(
                    "ECR-011", .low, part: part, "A policy that archives, and saves nothing",
                    why: "\(rule): \(flaw.words)",
                    how: "let it expire what is not needed, and leave the rest; \(see) shows it",
                    Finding.Confidence(percent: 90, reason: "unless the registry archives more than 150 TB"))
            default:
                return finding(
                    "ECR-004", .low, part: part, "A lifecycle rule that does nothing, or not what it says",
                    why: "\(rule): \(flaw.words)", how: "mend or remove it; \(see) shows it",
                    Finding.Confidence(percent: 90, reason: "seen with the images of this night"))
            }
        }
    }
}
