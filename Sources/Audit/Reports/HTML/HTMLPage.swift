import Pipeline

/// The file of a page, written piece by piece: its length needs no memory.
struct HTMLPage: ~Copyable {
    private var file: AtomicFile

    init(_ path: String) throws(FileFailure) { file = try AtomicFile(path) }

    mutating func add(_ markup: Markup) throws(FileFailure) {
        try file.append(Array(markup.text.utf8))
    }

    /// Adds JSON within a script: see `ScriptData`.
    mutating func add(_ data: ScriptData) throws(FileFailure) {
        try file.append(data.bytes)
    }

    /// Makes the page appear, whole.
    consuming func commit() throws(FileFailure) { try file.commit() }
}
