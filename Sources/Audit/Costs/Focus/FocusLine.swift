import Formats
import SQLite

/// A line of the bill, with its texts.
struct FocusLine {
    let month: String
    let account, service, usageType, operation, region, lineType, resource, currency, category: String
    let tags: String?
    let charge: FocusCharge
    let lines: Int
    let unblended, net, effective: ExactAmount
    /// Nil where the bill does not tell it.
    let list: ExactAmount?
    let begin, end: String
    private let usage: ExactAmount

    /// `row` has the columns that `FocusWriting` asks for.
    init(_ row: borrowing Row, _ texts: FocusChunk) {
        month = texts.month
        account = texts.accounts[row[1]]
        service = texts.services[row[2]]
        category = texts.categories[row[2]]
        usageType = texts.usageTypes[row[3]]
        operation = texts.operations[row[4]]
        region = texts.regions[row[5]]
        lineType = texts.lineTypes[row[6]]
        charge = texts.charges[row[6]]
        resource = texts.resources[row[7]]
        tags = texts.tags.isEmpty ? nil : texts.tags[row[8]]
        currency = texts.currencies[row[9]]
        lines = row[10]
        unblended = ExactAmount(units: row[11], rest: row[12])
        net = ExactAmount(units: row[13], rest: row[14])
        effective = ExactAmount(units: row[15], rest: row[16])
        list = row.isNull(17) ? nil : ExactAmount(units: row[17], rest: row[18])
        usage = ExactAmount(units: row[19], rest: row[20])
        let day: Int = row[0]
        begin = day == 0 ? texts.begin : Self.midnight(day)
        end = day == 0 ? texts.end : Self.midnightAfter(day)
    }

    /// At the price that was agreed on, without what was committed to: the price list tells it where nothing was billed.
    var contracted: ExactAmount {
        charge.commitment?.type == "Reserved"
            ? list ?? effective : charge.isPaidByCommitment ? unblended : net
    }

    /// Usage counts ones.
    var quantity: String { ExactSum(usage).text(places: 0) }

    private static func midnight(_ day: Int) -> String {
        let (month, number) = (day / 100 % 100, day % 100)
        return "\(day / 10_000)-\(month < 10 ? "0" : "")\(month)-\(number < 10 ? "0" : "")\(number)T00:00:00Z"
    }

    private static func midnightAfter(_ day: Int) -> String {
        // A day that is none comes from a bill that says so, and ends where it begins.
        guard let date = CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100) else {
            return midnight(day)
        }
        return Timestamp(day: Timestamp(date).day + 1).description
    }
}
