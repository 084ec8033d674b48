import Images

extension ECR {
    /// What becomes of an image, and why.
    struct Verdict: Equatable, Sendable {
        enum Kind: String, Sendable, CaseIterable {
            /// Something runs it, or would.
            case inUse = "in_use"
            case childOfLive = "child_of_live"
            case parentOfLive = "parent_of_live"
            case referrerOfLive = "referrer_of_live"
            /// The pipeline file keeps it, or a tag that names an environment.
            case kept = "kept_by_rule"
            case young = "too_young"
            /// The archive charges for 90 days, whether or not it is still there.
            case archivedMinimum = "archived_min90"
            /// Somebody pulled it not long ago.
            case pulled = "pulled_lately"
            /// A release: it is told, and never suggested.
            case release
            /// It belongs to one that stays.
            case tied
            /// It would be a candidate, but not everything that could use it was seen.
            case unknown
            case candidate
        }

        /// Why nobody misses it.
        enum Waste: String, Sendable, CaseIterable {
            /// What it is about is gone.
            case orphan
            /// The index that listed it is gone.
            case dangling
            /// It lost its tag, and nothing lists it.
            case untagged
            /// Made in passing, and followed by newer ones.
            case passing
            case neverPulled = "never_pulled"

            /// How sure that is: A where nothing can name it any more, B where it was made in passing, C where it was
            /// only never pulled.
            var confidence: String {
                switch self {
                case .orphan, .dangling, .untagged: "A"
                case .passing: "B"
                case .neverPulled: "C"
                }
            }
        }

        var kind: Kind
        /// Why it is needless, where it is.
        var waste: Waste?
        /// In words, with what can change left out.
        var reason: String
        /// The image through which it is tied to one that is used or kept.
        var through: Int?

        /// Whether it is a candidate, or would be if everything had been seen.
        var isNeedless: Bool { kind == .candidate || kind == .unknown }
    }

    /// Why an image is used: what names it.
    struct Root: Equatable, Sendable {
        var source: String
        var user: String
    }
}
