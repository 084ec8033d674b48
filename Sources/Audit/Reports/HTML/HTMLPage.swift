/// The file of a page, written piece by piece: its length needs no memory.
struct HTMLPage: ~Copyable {
    private var file: ReportFile

    init(_ file: consuming ReportFile) { self.file = file }

    mutating func add(_ markup: Markup) throws {
        try file.append(Array(markup.text.utf8))
    }

    /// Adds JSON within a script: see `ScriptData`.
    mutating func add(_ data: ScriptData) throws {
        try file.append(data.bytes)
    }

    /// Makes the page appear, whole.
    consuming func commit() throws -> ReportFile.Receipt { try file.commit() }
}
