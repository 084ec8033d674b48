extension CSVReader {
    /// Whether the header has been read.
    package var hasHeader: Bool { plan != nil }

    /// Whether the file has a column that was asked for, by its place in the rows.
    package func hasColumn(_ slot: Int) -> Bool {
        plan?.picks.contains { $0.slot == slot } ?? false
    }
}
