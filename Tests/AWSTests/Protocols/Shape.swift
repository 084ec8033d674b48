import Formats

/// A shape of one of AWS's models, as it is referred to: the traits of the reference go before its own.
struct Shape: Sendable {
    enum Kind: String {
        case structure, list, map, string, character, boolean, integer, long, float, double, timestamp, blob
    }

    /// How values are written where nothing else is said.
    enum TimestampFormat: String {
        case iso8601, rfc822, unixTimestamp
    }

    private let shapes: JSON
    private let reference: JSON
    private let own: JSON

    /// The shape that a reference, `{"shape": "Foo", "locationName": "bar"}`, leads to.
    init?(_ reference: JSON?, in shapes: JSON) {
        guard let reference, let name = reference["shape"]?.string, let own = shapes[name] else { return nil }
        self.shapes = shapes
        self.reference = reference
        self.own = own
        shapeName = name
    }

    let shapeName: String

    var kind: Kind { Kind(rawValue: own["type"]?.string ?? "") ?? .structure }
    var isDocument: Bool { own["document"]?.bool == true }
    var isUnion: Bool { own["union"]?.bool == true }

    func trait(_ name: String) -> JSON? { reference[name] ?? own[name] }
    func text(_ name: String) -> String? { trait(name)?.string }
    func has(_ name: String) -> Bool { trait(name)?.bool == true }

    /// What a document is called whose root this is.
    var rootName: String { own["locationName"]?.string ?? givenName ?? shapeName }
    /// What a payload is called; that its reference repeats the member's name means nothing.
    func payloadName(of member: String) -> String {
        if let givenName, givenName != member { return givenName }
        return own["locationName"]?.string ?? shapeName
    }
    /// The name that the reference gives.
    var givenName: String? { reference["locationName"]?.string }
    var location: String? { reference["location"]?.string }
    /// Whether the body of an answer holds it: only questions have paths and queries.
    var isInAnswer: Bool { location == nil || location == "uri" || location == "querystring" }
    var timestampFormat: TimestampFormat? { text("timestampFormat").flatMap(TimestampFormat.init) }
    /// An address, or an object of one and a prefix.
    var namespace: JSON? { trait("xmlNamespace") }

    /// The members of a structure, in the order of the model.
    var members: [(name: String, shape: Shape)] {
        (own["members"]?.members ?? []).compactMap { member in
            Shape(member.value, in: shapes).map { (member.key, $0) }
        }
    }

    func member(_ name: String) -> Shape? { Shape(own["members"]?[name], in: shapes) }

    /// What a list holds, or a map's keys and values.
    var element: Shape? { Shape(own["member"], in: shapes) }
    var key: Shape? { Shape(own["key"], in: shapes) }
    var value: Shape? { Shape(own["value"], in: shapes) }
}
