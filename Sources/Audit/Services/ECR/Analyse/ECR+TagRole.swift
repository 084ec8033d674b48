import Images

extension ECR {
    /// What a tag says about how its image is meant.
    enum TagRole: Equatable, Sendable {
        /// It names another image, of which this one is the signature.
        case digest
        case release
        /// Where something runs, such as `prod`, or what is newest.
        case environment
        /// A commit, a build, a request to merge: made by the dozen.
        case passing
        case other

        init(_ tag: String) { self.init(ClassifiedTag(tag).tagClass) }

        init(_ tagClass: TagClass) {
            switch tagClass {
            case .digest: self = .digest
            case .piece(let piece): self.init(piece)
            case .stem(.environment): self = .environment
            case .stem(.branch(.release)): self = .release
            case .stem(.branch(.other)): self = .other
            case .stem(.branch): self = .passing
            case .compound(_, _, let piece):
                let role = TagRole(piece)
                self = role == .release ? .release : .passing
            case .other: self = .other
            }
        }

        private init(_ piece: TagPiece) {
            switch piece {
            case .version, .partialVersion: self = .release
            // Some release by the date.
            case .date: self = .other
            case .epoch, .commit, .pullRequest, .build: self = .passing
            }
        }
    }
}
