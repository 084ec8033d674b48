import Formats

extension ECR.ReviewedRepository {
    /// What may go: ECR-006 to 009.
    func wasteFindings() -> [Finding] {
        wastes.compactMap { waste in
            let (code, what, confidence) = Self.words(of: waste.kind)
            let saving = waste.cost.flatMap { $0.units > 0 ? $0 : nil }
            return finding(
                code, waste.cost.map { $0.units >= 10_000_000_000 } ?? false ? .medium : .low,
                part: waste.kind.rawValue, what,
                why:
                    "\(waste.images) of \(images) images; deleted together they free \(Self.size(waste.bytes)), "
                    + "for other images use the rest of their layers; \(used) images are used",
                how: "stocktake ecr apply ecr_cleanup_plan.json --repository \(arn)",
                confidence, saving: saving, changes: ["images/\(waste.kind.rawValue)"])
        }
    }

    private static func words(
        of waste: ECR.Verdict.Waste
    ) -> (code: String, what: String, confidence: Finding.Confidence) {
        switch waste {
        case .orphan:
            (
                "ECR-006", "Signatures and documents whose image is gone",
                Finding.Confidence(
                    percent: 95, reason: "what they are about is not in the repository any more")
            )
        case .dangling:
            (
                "ECR-007", "Rests of indexes that are gone",
                Finding.Confidence(
                    percent: 95, reason: "the index that listed them is gone, and they have no tag")
            )
        case .untagged:
            (
                "ECR-008", "Images that lost their tag, and that nothing uses",
                Finding.Confidence(
                    percent: 85,
                    reason: "nothing that was seen names them; somebody elsewhere may know a digest")
            )
        case .passing:
            (
                "ECR-008", "Images of commits and builds that newer ones followed, and that nothing uses",
                Finding.Confidence(
                    percent: 70, reason: "their tags are of commits, builds or requests to merge")
            )
        case .neverPulled:
            (
                "ECR-009", "Images that nobody ever pulled",
                Finding.Confidence(
                    percent: 60, reason: "pulls are recorded since 2021; their tags may mean something")
            )
        }
    }

    /// Bytes for people.
    static func size(_ bytes: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        var (value, unit) = (Double(bytes), 0)
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        guard unit > 0 else { return "\(bytes) bytes" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
