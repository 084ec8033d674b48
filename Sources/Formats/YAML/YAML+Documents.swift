extension YAML {
    /// The documents of a stream, each as its tree or as the reason why it has none.
    ///
    /// A document that cannot be read does not hide the others: reading goes on at the next `---` or `...`.
    package struct Documents: Sequence, IteratorProtocol {
        private var reader: YAMLReader

        package init(_ bytes: [UInt8]) { reader = YAMLReader(bytes) }

        package mutating func next() -> Result<YAML, DecodingFailure>? {
            switch reader.next() {
            case nil: nil
            case .failure(let failure): .failure(failure)
            case .success(let events):
                Result { () throws(DecodingFailure) in try YAMLComposer.tree(of: events) }
            }
        }
    }

    /// Reads a stream of one document, such as a configuration file.
    ///
    /// A stream without any is null.
    package init(_ bytes: [UInt8]) throws(DecodingFailure) {
        var documents = Documents(bytes)
        self = try documents.next()?.get() ?? YAML(.null, at: Place(line: 1, column: 1))
        guard let second = documents.next() else { return }
        throw DecodingFailure("a second document", at: try second.get().place)
    }
}
