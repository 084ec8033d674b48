import Formats

/// An XML document as a value, to compare two without regard to white space and the order of attributes.
indirect enum XMLTree: Equatable {
    case element(String, [String: String], String, [XMLTree])

    init(_ bytes: [UInt8]) throws {
        self = try XMLReader.read(bytes) { name, reader in try XMLTree(String(name), &reader) }
    }

    private init(_ name: String, _ reader: inout XMLReader) throws {
        var attributes: [String: String] = [:]
        var text = ""
        var children: [XMLTree] = []
        try reader.attributes { name, value in attributes[String(name)] = value }
        try reader.content(
            text: { run in text += String(run) },
            child: { name, reader in children.append(try XMLTree(String(name), &reader)) })
        let isBlank = text.utf8.allSatisfy { $0 <= 0x20 }
        self = .element(name, attributes, isBlank && !children.isEmpty ? "" : text, children)
    }
}
