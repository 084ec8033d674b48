import Formats

/// What the JSON of one rule says, before it is known to say enough.
struct LifecycleRuleText {
    private var priority: Int?
    private var description: String?
    private var tagStatus: String?
    private var patterns: [String] = []
    private var prefixes: [String] = []
    private var storageClass: String?
    private var countType: String?
    private var countUnit: String?
    private var count: Int?
    private var action: String?
    private var target: String?

    init(_ reader: inout JSONReader) throws(DecodingFailure) {
        try reader.object { key, reader in
            switch key {
            case "rulePriority": priority = try reader.int()
            case "description": description = try reader.optional { try $0.string() }
            case "selection": try select(&reader)
            case "action": try act(&reader)
            default: break
            }
        }
    }

    private mutating func select(_ reader: inout JSONReader) throws(DecodingFailure) {
        try reader.object { key, reader in
            switch key {
            case "tagStatus": tagStatus = try reader.string()
            case "tagPatternList": patterns = try Self.strings(&reader)
            case "tagPrefixList": prefixes = try Self.strings(&reader)
            case "storageClass": storageClass = try reader.optional { try $0.string() }
            case "countType": countType = try reader.string()
            case "countUnit": countUnit = try reader.optional { try $0.string() }
            case "countNumber": count = try reader.int()
            default: break
            }
        }
    }

    private mutating func act(_ reader: inout JSONReader) throws(DecodingFailure) {
        try reader.object { key, reader in
            switch key {
            case "type": action = try reader.string()
            case "targetStorageClass": target = try reader.optional { try $0.string() }
            default: break
            }
        }
    }

    private static func strings(_ reader: inout JSONReader) throws(DecodingFailure) -> [String] {
        try reader.optional { try $0.list { try $0.string() } } ?? []
    }

    /// The rule; the reader behind it knows where a failure is.
    func rule(_ reader: borrowing JSONReader) throws(DecodingFailure) -> LifecycleRule {
        guard let priority else { throw reader.failure("a rule without rulePriority") }
        guard let tagStatus else { throw reader.failure("a rule without tagStatus") }
        guard let countType else { throw reader.failure("a rule without countType") }
        guard let count else { throw reader.failure("a rule without countNumber") }
        guard let action else { throw reader.failure("a rule without an action's type") }
        return LifecycleRule(
            priority: priority, description: description, tagStatus: .init(tagStatus), patterns: patterns,
            prefixes: prefixes, storageClass: storageClass.map { .init($0) } ?? .standard,
            countType: .init(countType), countUnit: countUnit, count: count,
            action: .init(action, target: target))
    }
}

extension LifecycleRule.TagStatus {
    fileprivate init(_ text: String) {
        self =
            switch text {
            case "tagged": .tagged
            case "untagged": .untagged
            case "any": .any
            default: .other(text)
            }
    }
}

extension LifecycleRule.StorageClass {
    fileprivate init(_ text: String) {
        self =
            switch text {
            case "standard": .standard
            case "archive": .archive
            default: .other(text)
            }
    }
}

extension LifecycleRule.CountType {
    fileprivate init(_ text: String) {
        self =
            switch text {
            case "imageCountMoreThan": .imageCountMoreThan
            case "sinceImagePushed": .sinceImagePushed
            case "sinceImagePulled": .sinceImagePulled
            case "sinceImageTransitioned": .sinceImageTransitioned
            default: .other(text)
            }
    }
}

extension LifecycleRule.Action {
    fileprivate init(_ text: String, target: String?) {
        self =
            switch text {
            case "expire": .expire
            // Archive is the only class there is to go to.
            case "transition": .transition(target.map { .init($0) } ?? .archive)
            default: .other(text)
            }
    }
}
