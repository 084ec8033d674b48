/// What one line of the bill says differently from the next day's.
struct BillLine {
    /// The place of its day in the month; nil for what is billed for all of it.
    var day: Int?
    /// How much was used, in 10⁻¹⁰ of the unit.
    var amount: Int
    /// In 10⁻¹⁰ dollars, as all that follows.
    var cost: Int
    var net: Int
    var list: Int
    /// What a reservation that covers it costs; nil where none does.
    var effective: Int?
}

/// A line of the bill without its day, made once for all days of a month.
struct BillTemplate {
    private var bytes: [UInt8] = []
    /// Where the daily columns stand, and which.
    private var gaps: [(place: Int, column: BillColumn)] = []
    private let id: [UInt8]

    /// The id begins with what the line is of, and ends in its day.
    init(_ values: [BillColumn: String], id draw: Draw) {
        id = Array(Alphabet.base32.text(draw.bytes(25)).utf8)
        bytes.reserveCapacity(800)
        for column in BillColumn.allCases {
            if column != .id { bytes.append(UInt8(ascii: ",")) }
            if column.isDaily {
                gaps.append((bytes.count, column))
            } else if let value = values[column] {
                append(value)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Quoted where it has to be.
    private mutating func append(_ value: String) {
        guard value.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }) else {
            return bytes.append(contentsOf: value.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes the line of a day.
    func write(_ line: BillLine, _ period: BillPeriod, to sheet: inout [UInt8]) {
        var place = 0
        bytes.withUnsafeBufferPointer { bytes in
            for gap in gaps {
                sheet.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place..<gap.place]))
                place = gap.place
                fill(gap.column, line, period, &sheet)
            }
            sheet.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place...]))
        }
    }

    private func fill(
        _ column: BillColumn, _ line: BillLine, _ period: BillPeriod, _ sheet: inout [UInt8]
    ) {
        switch column {
        case .id:
            sheet.append(contentsOf: id)
            sheet.append(digitsOf: 10 + (line.day ?? 80))
        case .interval:
            sheet.append(contentsOf: period.start(of: line.day))
            sheet.append(UInt8(ascii: "/"))
            sheet.append(contentsOf: period.end(of: line.day))
        case .start: sheet.append(contentsOf: period.start(of: line.day))
        case .end: sheet.append(contentsOf: period.end(of: line.day))
        case .amount: sheet.append(moneyOf: line.amount)
        case .cost, .blendedCost: sheet.append(moneyOf: line.cost)
        case .netCost: sheet.append(moneyOf: line.net)
        case .listCost: sheet.append(moneyOf: line.list)
        case .effective: if let cost = line.effective { sheet.append(moneyOf: cost) }
        case .netEffective: if let cost = line.effective { sheet.append(moneyOf: BillRates.net(cost)) }
        case .discount, .totalDiscount:
            if line.net != line.cost { sheet.append(moneyOf: line.net - line.cost) }
        default: break
        }
    }
}
