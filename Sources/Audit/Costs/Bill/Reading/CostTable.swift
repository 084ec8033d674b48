import Formats

/// Adds up the lines of a bill, as they are read, in bounded memory.
struct CostTable: ~Copyable {
    /// The dimensions that are texts.
    struct Texts: Sendable {
        var account = TextTable()
        var service = TextTable()
        var usageType = TextTable()
        var operation = TextTable()
        var region = TextTable()
        var lineType = TextTable()
        var resource = TextTable()
        var tags = TextTable()
        var currency = TextTable()

        /// The tables by their kinds, as `bill_text` has them.
        var all: [TextTable] {
            [account, service, usageType, operation, region, lineType, resource, tags, currency]
        }

        var size: Int { resource.size + tags.size + usageType.size + operation.size + account.size }
    }

    let columns: BillColumns
    let keepsDays: Bool
    var header = BillHeader { _ in false }
    private var groups: [CostGroup] = []
    /// Numbers of groups, from 1; 0 is a free place.
    private var places: [Int32]
    private(set) var texts = Texts()
    /// By the number of the line type.
    private(set) var kinds: [LineKind] = []
    /// By the number of the operation.
    private(set) var splits: [Bool] = []
    private var tagReader: TagReader
    /// Who pays: one account for all lines of a report.
    private var payer: String?
    private var chunk = 0
    /// How many texts of each kind earlier batches of the chunk have.
    private var told: [Int]

    /// Beyond these a batch is handed on: about 10 MB.
    static let groupLimit = 1 << 15
    static let textLimit = 4 << 20

    init(_ columns: BillColumns, keepingDays: Bool) {
        self.columns = columns
        keepsDays = keepingDays
        places = Array(repeating: 0, count: 1 << 10)
        tagReader = TagReader(columns)
        told = texts.all.map { _ in 0 }
    }

    var isEmpty: Bool { groups.isEmpty }

    var isFull: Bool { groups.count >= Self.groupLimit || texts.size >= Self.textLimit }

    /// Takes what was added up, and begins anew.
    ///
    /// Texts keep their numbers, so that batches of one chunk can be added up, until they fill their room.
    mutating func take() -> CostBatch {
        let all = texts.all
        let new = all.indices.map { kind in
            CostBatch.Texts(
                kind: kind, first: told[kind],
                texts: (told[kind]..<all[kind].count).map { all[kind][$0] })
        }
        let batch = CostBatch(
            chunk: chunk, groups: groups, texts: new, kinds: kinds, splits: splits, hasNet: header.hasNet,
            hasList: header.has(BillColumns.Slot.list), payer: payer)
        told = all.map(\.count)
        groups = []
        places = Array(repeating: 0, count: 1 << 10)
        if texts.size >= Self.textLimit { beginChunk() }
        return batch
    }

    private mutating func beginChunk() {
        chunk += 1
        texts = Texts()
        told = texts.all.map { _ in 0 }
        kinds = []
        splits = []
        tagReader.forget()
    }

    /// Adds a line.
    mutating func add(_ row: borrowing CSVRow) throws(DecodingFailure) {
        if payer == nil { payer = row[BillColumns.Slot.payer].string }
        let key = try key(of: row)
        let index = group(of: key)
        groups[index].lines += 1
        guard !splits[Int(key.operation)] else { return }
        let kind = kinds[Int(key.lineType)]
        try LineAmounts(columns, header).add(row, of: kind, to: &groups[index])
    }

    @inline(__always)
    private mutating func key(of row: borrowing CSVRow) throws(DecodingFailure) -> CostKey {
        var key = CostKey()
        key.account = texts.account.number(of: row[BillColumns.Slot.account].bytes)
        key.service = texts.service.number(of: row[BillColumns.Slot.service].bytes)
        key.usageType = texts.usageType.number(of: row[BillColumns.Slot.usageType].bytes)
        key.operation = texts.operation.number(of: row[BillColumns.Slot.operation].bytes)
        key.lineType = texts.lineType.number(of: row[BillColumns.Slot.lineType].bytes)
        key.currency = texts.currency.number(of: row[BillColumns.Slot.currency].bytes)
        key.resource = texts.resource.number(of: row[BillColumns.Slot.resource].bytes)
        let region = row[BillColumns.Slot.region].bytes
        key.region = texts.region.number(
            of: region.isEmpty ? row[BillColumns.Slot.olderRegion].bytes : region)
        if !columns.tags.isEmpty { key.tags = try tagReader.number(of: row, in: &texts.tags) }
        if keepsDays { key.day = try Self.day(row[BillColumns.Slot.start].bytes) }
        if key.lineType == kinds.count { kinds.append(LineKind(texts.lineType[kinds.count])) }
        if key.operation == splits.count {
            splits.append(LineKind.isSplit(texts.operation[splits.count]))
        }
        return key
    }

    /// Reads the date of `2025-10-03T00:00:00Z` as 20251003.
    private static func day(_ text: UnsafeBufferPointer<UInt8>) throws(DecodingFailure) -> Int32 {
        guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
            throw DecodingFailure("no date")
        }
        var number: Int32 = 0
        for index in 0..<10 where index != 4 && index != 7 {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { throw DecodingFailure("no date") }
            number = number * 10 + Int32(digit)
        }
        return number
    }

    @inline(__always)
    private mutating func group(of key: CostKey) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: key.hash) & mask
        while places[place] != 0 {
            let index = Int(places[place]) - 1
            if groups[index].key == key { return index }
            place = (place + 1) & mask
        }
        groups.append(CostGroup(key))
        places[place] = Int32(groups.count)
        if groups.count * 2 > places.count { grow() }
        return groups.count - 1
    }

    private mutating func grow() {
        places = Array(repeating: 0, count: places.count * 2)
        let mask = places.count - 1
        for index in groups.indices {
            var place = Int(truncatingIfNeeded: groups[index].key.hash) & mask
            while places[place] != 0 { place = (place + 1) & mask }
            places[place] = Int32(index + 1)
        }
    }
}
