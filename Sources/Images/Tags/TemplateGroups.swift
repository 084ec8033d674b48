/// The tags of each template.
struct TemplateGroups {
    private(set) var keys: [TemplateKey] = []
    private(set) var members: [[Int]] = []
    /// The number of each tag's template.
    private(set) var numbers: [Int]

    init(_ tags: [String]) {
        let vocabulary = TagVocabulary(of: tags)
        var groups: [TemplateKey: [Int]] = [:]
        for index in tags.indices {
            groups[TemplateKey(of: tags[index], vocabulary), default: []].append(index)
        }
        numbers = [Int](repeating: 0, count: tags.count)
        var merged: [TemplateKey: [Int]] = [:]
        for (key, members) in groups { merged[Self.settled(key, groups), default: []] += members }
        for (key, members) in merged {
            for member in members { numbers[member] = keys.count }
            keys.append(key)
            self.members.append(members.sorted())
        }
    }

    /// Takes long numbers for hashes where there are hashes, and so many more of them.
    ///
    /// Of hashes with seven digits one in 27 has no letter.
    private static func settled(_ key: TemplateKey, _ groups: [TemplateKey: [Int]]) -> TemplateKey {
        guard let number = key.reading(.number), let hash = key.reading(.hex) else { return key }
        let hashes = groups[hash]?.count ?? 0
        return (groups[key]?.count ?? 0) * 10 <= hashes ? hash : number
    }
}
