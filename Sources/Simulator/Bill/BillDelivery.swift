import Formats

/// One writing of a month's report into the bucket: a manifest, and the parts that it lists.
///
///     cur/halvorsen-daily/20261101-20261201/halvorsen-daily-Manifest.json              the newest, once more
///     cur/halvorsen-daily/20261101-20261201/ASSEMBLY/halvorsen-daily-Manifest.json
///     cur/halvorsen-daily/20261101-20261201/ASSEMBLY/halvorsen-daily-00001.csv.gz
///
/// Every month has two: the newest, and one of some days before, which still lies there and is no part of it.
struct BillDelivery {
    let simulation: Simulation
    let period: BillPeriod
    let assembly: String
    let partCount: Int
    let isNewest: Bool

    static let reportName = "halvorsen-daily"
    static let prefix = "cur"
    static let monthCount = 14

    /// How old the delivery is that was not taken away.
    private static let staleDays = 4

    init?(of simulation: Simulation, monthStartingAt first: Timestamp, isNewest: Bool) {
        let late = isNewest ? 0 : Self.staleDays
        guard let period = BillPeriod(startingAt: first, of: simulation, daysLate: late) else { return nil }
        (self.simulation, self.period, self.isNewest) = (simulation, period, isNewest)
        let draw = simulation.draw.at("delivery").at(first.day)
        assembly = draw.at(isNewest ? period.days.upperBound : 0).uuid
        partCount = min(1 + draw.at("parts").below(3), simulation.settings.accounts)
    }

    /// Where all of the month lies, such as `cur/halvorsen-daily/20261101-20261201/`.
    var folder: String {
        let path = "\(Self.prefix)/\(Self.reportName)/"
        return path + "\(period.first.text(.basicDate))-\(period.next.text(.basicDate))/"
    }

    var manifestKey: String { "\(folder)\(assembly)/\(Self.reportName)-Manifest.json" }

    func partKey(_ number: Int) -> String {
        let digits = String(100_000 + number + 1).dropFirst()
        return "\(folder)\(assembly)/\(Self.reportName)-\(digits).csv.gz"
    }

    /// The objects of a delivery.
    var keys: [String] {
        (isNewest ? ["\(folder)\(Self.reportName)-Manifest.json"] : []) + [manifestKey]
            + (0..<partCount).map { partKey($0) }
    }

    /// All deliveries that lie in the bucket, the oldest month first.
    static func all(_ simulation: Simulation) -> [BillDelivery] {
        (0..<monthCount).reversed().flatMap { back -> [BillDelivery] in
            let first = simulation.settings.end.startOfMonth(later: -back)
            return [false, true].compactMap {
                BillDelivery(of: simulation, monthStartingAt: first, isNewest: $0)
            }
        }
    }
}

extension BillDelivery {
    /// The bytes of an object of it; nil for a key that is none of its own.
    func object(_ key: String) -> [UInt8]? {
        guard key.hasPrefix(folder) else { return nil }
        if key == manifestKey || isNewest && key == "\(folder)\(Self.reportName)-Manifest.json" {
            return manifest
        }
        return (0..<partCount).first { partKey($0) == key }.map { part($0) }
    }

    /// A part has the accounts of a stretch of the organisation, compressed as they are written.
    private func part(_ number: Int) -> [UInt8] {
        let count = simulation.settings.accounts
        let accounts = count * number / partCount..<count * (number + 1) / partCount
        var packed: [UInt8] = []
        var deflater = Deflater(.gzip, level: .fastest)
        let header = BillColumn.header
        deflater.feed(header.span) { packed.append(contentsOf: $0) }
        for index in accounts {
            var bill = AccountBill(simulation, simulation.account(index), period)
            bill.write()
            deflater.feed(bill.sheet.span) { packed.append(contentsOf: $0) }
        }
        deflater.finish { packed.append(contentsOf: $0) }
        return packed
    }

    private var manifest: [UInt8] {
        var writer = JSONWriter(.pretty)
        writer.object { writer in
            writer.field("assemblyId", assembly)
            writer.field("account", simulation.management.id)
            writer.key("columns")
            writer.array { writer in
                for column in BillColumn.allCases { writer.column(column) }
            }
            writer.field("charset", "UTF-8")
            writer.field("compression", "GZIP")
            writer.field("contentType", "text/csv")
            writer.field("reportId", simulation.draw.at("report").uuid)
            writer.field("reportName", Self.reportName)
            writer.key("billingPeriod")
            writer.object { writer in
                writer.field("start", "\(period.first.text(.basicDate))T000000.000Z")
                writer.field("end", "\(period.next.text(.basicDate))T000000.000Z")
            }
            writer.field("bucket", simulation.billBucket)
            writer.key("reportKeys")
            writer.array { writer in
                for number in 0..<partCount { writer.string(partKey(number)) }
            }
            writer.key("additionalArtifactKeys")
            writer.array { _ in }
        }
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func column(_ column: BillColumn) {
        let words = column.rawValue.split(separator: "/", maxSplits: 1)
        let type =
            switch column {
            case .interval: "Interval"
            case .periodStart, .periodEnd, .start, .end: "DateTime"
            case .amount, .cost, .blendedCost, .netCost: "BigDecimal"
            default: "String"
            }
        object { writer in
            writer.field("category", String(words[0]))
            writer.field("name", String(words[1]))
            writer.field("type", type)
        }
    }
}

extension Simulation {
    /// The bucket that the bill is delivered to, in us-east-1 and of the payer.
    package var billBucket: String { "halvorsen-billing-\(management.id)" }
}
