extension [UInt8] {
    /// These compressed bytes made plain, for input that is small enough to hold at once.
    package func inflated(
        _ container: Container = .gzip, ceiling: Int = .max
    ) throws(DecodingFailure) -> [UInt8] {
        var plain: [UInt8] = []
        var inflater = Inflater(container, ceiling: ceiling)
        try inflater.feed(span) { piece in plain.append(contentsOf: piece) }
        try inflater.finish()
        return plain
    }

    /// These bytes compressed.
    package func deflated(_ container: Container = .gzip, level: Deflater.Level = .balanced) -> [UInt8] {
        var compressed: [UInt8] = []
        var deflater = Deflater(container, level: level)
        deflater.feed(span) { piece in compressed.append(contentsOf: piece) }
        deflater.finish { piece in compressed.append(contentsOf: piece) }
        return compressed
    }
}
