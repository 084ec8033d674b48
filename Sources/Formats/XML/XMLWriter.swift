/// Writes XML into memory, elements in the order they are given.
///
///     var writer = XMLWriter()
///     writer.element("Tag", [("xmlns", "http://s3.amazonaws.com/doc/2006-03-01/")]) { writer in
///         writer.element("Key", text: "owner")
///     }
///     send(writer.bytes)       // <Tag xmlns="…"><Key>owner</Key></Tag>
///
/// Closures keep the tags in pairs. Names are the program's own and are written as they are; text is escaped
/// so that a reader gets it back to the byte, carriage returns included.
package struct XMLWriter {
    package typealias Attribute = (name: String, value: String)

    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Writes `<?xml version="1.0" encoding="UTF-8"?>`, which comes first or not at all.
    package mutating func declaration() {
        bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    }

    /// Writes an element, whose children and texts the closure writes.
    package mutating func element<Failure>(
        _ name: String, _ attributes: [Attribute] = [],
        _ content: (inout XMLWriter) throws(Failure) -> Void
    ) throws(Failure) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: name.utf8)
        for attribute in attributes { append(attribute) }
        bytes.append(UInt8(ascii: ">"))
        try content(&self)
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: ">"))
    }

    /// Writes an element that holds nothing but a text.
    package mutating func element(_ name: String, _ attributes: [Attribute] = [], text: String) {
        element(name, attributes) { writer in writer.text(text) }
    }

    /// Writes a text between tags.
    package mutating func text(_ text: String) {
        for byte in text.utf8 { append(byte, isQuoted: false) }
    }

    private mutating func append(_ attribute: Attribute) {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: attribute.name.utf8)
        bytes.append(contentsOf: "=\"".utf8)
        for byte in attribute.value.utf8 { append(byte, isQuoted: true) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A reader turns a bare carriage return into a line feed, and in quotes any white space into a space.
    private mutating func append(_ byte: UInt8, isQuoted: Bool) {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "&#xD;".utf8)
        case UInt8(ascii: "\"") where isQuoted: bytes.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "\n") where isQuoted: bytes.append(contentsOf: "&#xA;".utf8)
        case UInt8(ascii: "\t") where isQuoted: bytes.append(contentsOf: "&#x9;".utf8)
        default: bytes.append(byte)
        }
    }
}
