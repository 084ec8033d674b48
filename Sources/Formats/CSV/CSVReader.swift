/// Reads CSV as it arrives, in chunks of any size.
///
///     var bill = CSVReader(
///         .named(["lineItem/ResourceId", "lineItem/UnblendedCost"]),
///         where: CSVCondition("lineItem/ProductCode") { $0 == "AmazonECR" })
///     for try await chunk in chunks {
///         try bill.read(chunk.span) { row in total += try amount(row[1]) }
///     }
///     try bill.finish { row in … }
///
/// RFC 4180: the first record is the header; fields with delimiters, quotes or line ends stand in quotes, and
/// a quote in them is doubled. Lines end in LF or CR LF, or in lone CR if the header does; a CR elsewhere is
/// text. A byte order mark and empty lines are passed over. A record with more or fewer fields than the
/// header is a failure, as are quotes where none belong: money is not counted from a file that may be torn.
///
/// The bytes become rows in two steps. Line ends are found with `memchr`, which only has to know whether a
/// quote is open: whether the number of quotes so far is odd. A record that fails the condition costs no more
/// than the walk to that column, so faults behind it go unseen. No row allocates.
package struct CSVReader: ~Copyable {
    let columns: CSVColumns
    let condition: CSVCondition?
    let delimiter: UInt8
    let recordLimit: Int

    /// The beginning of a record whose end has not arrived.
    var pending: [UInt8] = []
    var scan = Scan()
    /// The line on which the next record starts.
    var line = 1
    /// What ends a record; nil until the header has shown it.
    var terminator: UInt8?
    var plan: CSVPlan?
    /// Of the record that is being read, where it has no quotes.
    var index = CSVFieldIndex(width: 1)
    var slots = UnsafeMutableBufferPointer<CSVSlot>(start: nil, count: 0)
    var names = UnsafeMutableBufferPointer<String>(start: nil, count: 0)
    /// Fields whose doubled quotes became single ones.
    var unescaped = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1)

    /// What is known of the record so far.
    struct Scan {
        var isQuoteOpen = false
        var hasQuotes = false
        /// Line ends inside quotes.
        var lineBreaks = 0
    }

    /// A reader before the first byte of a file.
    ///
    /// A record of more than `recordLimit` bytes is a failure: a quote that is never closed would otherwise
    /// take the rest of the file into memory.
    package init(
        _ columns: CSVColumns, where condition: CSVCondition? = nil, delimiter: UInt8 = UInt8(ascii: ","),
        recordLimit: Int = 1 << 20
    ) {
        precondition(CSVCursor.isPossible(delimiter: delimiter))
        self.columns = columns
        self.condition = condition
        self.delimiter = delimiter
        self.recordLimit = recordLimit
    }

    deinit {
        slots.deallocate()
        names.deinitialize()
        names.deallocate()
        unescaped.deallocate()
    }

    /// The names of the columns of the rows; empty until the header has arrived.
    package var header: [String] { plan?.names ?? [] }

    /// Reads the next bytes of the file and lends the rows that they complete.
    package mutating func read(
        _ chunk: Span<UInt8>, _ row: (borrowing CSVRow) throws -> Void
    ) throws(DecodingFailure) {
        do {
            try chunk.withUnsafeBufferPointer { text in try readRecords(in: text, row) }
        } catch {
            throw DecodingFailure(catching: error)
        }
    }

    /// Reads what is left when no more bytes will come: a last record without a line end.
    package mutating func finish(_ row: (borrowing CSVRow) throws -> Void) throws(DecodingFailure) {
        if terminator == nil {
            try finishHeader()
        } else if !pending.isEmpty {
            try takePending(row)
        }
    }
}
