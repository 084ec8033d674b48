/// Makes a document's tree of its events: gives scalars their meaning, and puts aliases in their place.
struct YAMLComposer {
    /// What an anchor names.
    private enum Target {
        /// A node that has begun but not ended: an alias here would be a ring.
        case open
        /// A node, how many nodes it consists of and how many levels they have below it.
        case node(YAML, size: Int, height: Int)
    }

    /// How many nodes aliases may stand for in one document, and how many may make up its keys.
    ///
    /// A few lines of aliases to aliases can stand for billions of nodes. They are shared here and cost no
    /// memory, but whoever walks the tree would never come back.
    static let budget = 1_000_000

    private let events: [YAMLEvent]
    private var index = 1  // behind the document's start
    private var anchors: [String: Target] = [:]
    /// The nodes so far, and those of them that were spent from the budget.
    private var size = 0
    private var spent = 0
    /// The level of the node that is being made, and the deepest level since the last anchor.
    private var depth = 0
    private var deepest = 0

    private init(_ events: [YAMLEvent]) { self.events = events }

    static func tree(of events: [YAMLEvent]) throws(DecodingFailure) -> YAML {
        var composer = YAMLComposer(events)
        return try composer.node()
    }

    private mutating func node() throws(DecodingFailure) -> YAML {
        let event = events[index]
        index += 1
        if case .alias(let name) = event.kind { return try target(of: name, at: event.place) }
        size += 1
        guard let anchor = event.properties.anchor else { return try content(of: event) }
        anchors[anchor] = .open
        let before = (size: size - 1, deepest: deepest)
        deepest = depth
        let node = try content(of: event)
        anchors[anchor] = .node(node, size: size - before.size, height: deepest - depth)
        deepest = max(deepest, before.deepest)
        return node
    }

    private mutating func content(of event: YAMLEvent) throws(DecodingFailure) -> YAML {
        let tag = event.properties.tag
        switch event.kind {
        case .scalar(let text, let style):
            return try Self.scalar(text, style, tag, at: event.place)
        case .sequenceStart:
            try Self.requireTag(tag, "seq", at: event.place)
            try descend(by: 1, at: event.place)
            defer { depth -= 1 }
            return YAML(.sequence(try sequence()), tag: Self.foreign(tag), at: event.place)
        case .mappingStart:
            try Self.requireTag(tag, "map", at: event.place)
            try descend(by: 1, at: event.place)
            defer { depth -= 1 }
            return YAML(.mapping(try mapping()), tag: Self.foreign(tag), at: event.place)
        default:
            throw DecodingFailure("expected a node", at: event.place)
        }
    }

    private mutating func sequence() throws(DecodingFailure) -> [YAML] {
        var nodes: [YAML] = []
        while events[index].kind != .sequenceEnd { nodes.append(try node()) }
        index += 1
        return nodes
    }

    private mutating func mapping() throws(DecodingFailure) -> YAML.Mapping {
        var mapping = YAML.Mapping()
        var merge: YAML?
        while events[index].kind != .mappingEnd {
            let isMerge = events[index].isMergeKey
            let place = events[index].place
            let before = size
            let key = try node()
            // To tell keys that are collections apart, all their nodes are looked at, on every level.
            if size - before > 1 { try spend(size - before, at: place) }
            let value = try node()
            let isNew = isMerge ? merge == nil : mapping.insert(key, value)
            guard isNew else { throw DecodingFailure("a key that is there already", at: place) }
            if isMerge { merge = value }
        }
        index += 1
        if let merge { try YAMLMerge.add(merge, to: &mapping) }
        return mapping
    }

    /// The node that an alias stands for.
    ///
    /// It keeps the place where it is written.
    private mutating func target(of name: String, at place: Place) throws(DecodingFailure) -> YAML {
        switch anchors[name] {
        case nil: throw DecodingFailure("an alias without an anchor before it", at: place)
        case .open: throw DecodingFailure("an alias to a node that contains it", at: place)
        case .node(let node, let size, let height):
            self.size += size
            try spend(size, at: place)
            try descend(by: height, at: place)
            depth -= height
            return node
        }
    }

    /// Goes down some levels: through aliases a tree may be deeper than its text.
    private mutating func descend(by levels: Int, at place: Place) throws(DecodingFailure) {
        depth += levels
        deepest = max(deepest, depth)
        guard depth <= YAMLReader.maximumDepth else { throw YAMLReader.tooDeep(at: place) }
    }

    private mutating func spend(_ nodes: Int, at place: Place) throws(DecodingFailure) {
        spent += nodes
        guard spent <= Self.budget else {
            throw DecodingFailure("aliases and keys that stand for more than \(Self.budget) nodes", at: place)
        }
    }
}
