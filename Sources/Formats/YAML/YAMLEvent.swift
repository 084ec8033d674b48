/// One step through a YAML document, as the specification's event tree tells it.
///
/// `&a [x, *b]` is a sequence's start (with the anchor `a`), a scalar, an alias and the sequence's end. The
/// stream itself needs no events: it is what `YAMLReader` gives, from its first document to its last.
package struct YAMLEvent: Equatable, Sendable {
    /// What begins, ends or stands here.
    package enum Kind: Equatable, Sendable {
        /// `isExplicit`: a `---` says so.
        case documentStart(isExplicit: Bool)
        /// `isExplicit`: a `...` says so.
        case documentEnd(isExplicit: Bool)
        case alias(String)
        case scalar(String, ScalarStyle)
        case sequenceStart(CollectionStyle)
        case sequenceEnd
        case mappingStart(CollectionStyle)
        case mappingEnd
    }

    /// How a scalar is written.
    ///
    /// Only a plain one may mean something other than text.
    package enum ScalarStyle: Equatable, Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    /// How a collection is written: by indentation, or in brackets.
    package enum CollectionStyle: Equatable, Sendable {
        case block, flow
    }

    /// The anchor and the tag of a node.
    package struct Properties: Equatable, Sendable {
        package var anchor: String?
        /// The tag with its handle resolved, such as `tag:yaml.org,2002:str`; `!` where it is just that.
        package var tag: String?

        var isEmpty: Bool { anchor == nil && tag == nil }
    }

    package var kind: Kind
    package var properties = Properties()
    /// Where the node's content begins, behind its properties.
    package var place: Place
}
