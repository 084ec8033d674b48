import Audit

/// What says how images are looked at, and which may be called needless.
extension PipelineFile {
    static func images(_ services: Section) throws(Section.Mistake) -> ImageScope {
        let ecr = try services.section("ecr", keys: ["manifests", "grace", "unpulled", "keep", "uses"])
        var scope = ImageScope()
        scope.readsManifests = try ecr.choice("manifests", of: ["all", "none"], or: "all") == "all"
        scope.grace = try ecr.int("grace", in: 1...3650, or: scope.grace)
        scope.unpulled = try ecr.int("unpulled", in: 1...3650, or: scope.unpulled)
        scope.keep = try ecr.strings("keep", check: notEmpty)
        scope.isUsedElsewhere =
            try ecr.choice("uses", of: ["anywhere", "audited"], or: "anywhere") == "anywhere"
        return scope
    }
}
