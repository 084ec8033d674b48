/// Which rules match which images by their tags, and which of them owns each.
struct LifecycleMatches {
    /// Whether a rule matches an image: `isMatch[rule][image]`.
    let isMatch: [[Bool]]
    /// The first rule that matches an image, or -1.
    let owners: [Int]

    init(_ rules: [LifecycleRule], _ images: [LifecycleImage]) {
        var owners = [Int](repeating: -1, count: images.count)
        var isMatch: [[Bool]] = []
        for (number, rule) in rules.enumerated() {
            let requirement = TagRequirement(rule)
            var row = [Bool](repeating: false, count: images.count)
            for index in images.indices where requirement.matches(images[index]) {
                row[index] = true
                if owners[index] < 0 { owners[index] = number }
            }
            isMatch.append(row)
        }
        self.isMatch = isMatch
        self.owners = owners
    }
}
