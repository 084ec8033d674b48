import Formats

/// What is paid for and not used.
extension DynamoDB.Judged {
    /// A week tells of what is used each week; what is used each month or year is asked of its owner.
    private static let idleDays = 7

    /// DDB-009: nobody has read or written the table.
    func idleTableFindings() -> [Finding] {
        guard isMeasured(days: Self.idleDays), isIdle, facts.items > 0 || !facts.isOnDemand else { return [] }
        guard let (cost, prices) = wholeCost else { return [] }
        let days = usage.map(\.days).min() ?? 0
        return [
            Finding(
                code: "DDB-009", severity: Self.matters(cost) ? severity(of: cost) : .info, subject: subject,
                what: "Nobody uses the table",
                why: "in \(days) days nothing was read or written, of the table or of its "
                    + "\(facts.parts.count - 1) indexes; it holds \(facts.items) items"
                    + (facts.replicas.isEmpty
                        ? "" : ", and has replicas in \(facts.replicas.joined(separator: ", "))"),
                how: deleteCommand,
                money: Finding.Effect(current: cost, projected: .zero, prices: prices),
                confidence: Finding.Confidence(
                    percent: days >= 14 ? 80 : 60,
                    reason: "\(days) days were measured; what is used once a month or a year looks the same"),
                // Backups outlive their table.
                changes: ["capacity", "storage", "recovery", "stream"])
        ]
    }

    /// DDB-010 and DDB-011: indexes that are kept up to date, or only kept, for nobody.
    func idleIndexFindings() -> [Finding] {
        guard !isIdle else { return [] }
        return facts.parts.dropFirst().compactMap { part in
            guard part.isActive, let reads = usage(part.index, "read"),
                let writes = usage(part.index, "write"),
                reads.days >= Self.idleDays, reads.total == 0, let cost = cost(of: part)
            else { return nil }
            let isWritten = writes.total > 0
            return Finding(
                code: isWritten ? "DDB-010" : "DDB-011",
                severity: Self.matters(cost) ? severity(of: cost) : .info, subject: subject(part.index),
                what: isWritten ? "An index is written and never read" : "Nobody uses an index",
                why: "in \(reads.days) days nothing was read from \(part.index), and "
                    + "\(Self.rounded(writes.total)) write units went into it",
                how: deleteIndexCommand(part.index),
                money: Finding.Effect(current: cost, projected: .zero, prices: capacity?.prices ?? []),
                confidence: Finding.Confidence(
                    percent: reads.days >= 14 ? 80 : 60,
                    reason: "\(reads.days) days were measured; a report once a month looks the same"),
                changes: ["capacity/\(part.index)", "storage/\(part.index)"])
        }
    }

    /// DDB-012: an index that holds all attributes of all items, and is read much less than it is written.
    func projectionFindings() -> [Finding] {
        facts.parts.dropFirst().compactMap { part in
            guard part.projection == "ALL", facts.bytes > 0, part.bytes * 2 > facts.bytes,
                let reads = usage(part.index, "read"), let writes = usage(part.index, "write"),
                reads.total > 0, reads.total * 10 < writes.total, let cost = cost(of: part),
                Self.matters(cost)
            else { return nil }
            return Finding(
                code: "DDB-012", severity: .low, subject: subject(part.index),
                what: "An index has a copy of every attribute, and is seldom read",
                why:
                    "\(part.index) projects all attributes (\(Self.rounded(Double(part.bytes) / 1_073_741_824)) GB), "
                    + "costs \(cost.cents) USD a month, and for each read unit \(Self.rounded(writes.total / reads.total)) "
                    + "write units are paid",
                how: "make an index with the attributes that are read (INCLUDE or KEYS_ONLY), and then: "
                    + deleteIndexCommand(part.index),
                money: .none(of: cost, capacity?.prices ?? []),
                confidence: Finding.Confidence(
                    percent: 40, reason: "which attributes its readers need cannot be seen"))
        }
    }

    /// DDB-015: changes are recorded, and nobody reads them.
    func streamFindings() -> [Finding] {
        guard facts.streamARN != nil, facts.replicas.isEmpty, facts.streamReaders == 0, streamRecords == 0
        else {
            return []
        }
        return [
            Finding(
                code: "DDB-015", severity: .info, subject: subject,
                what: "Nobody reads the stream of the table",
                why: "no function is called for it, and nothing was read from it in 14 days",
                how: streamCommand, money: Finding.Effect(current: .zero, projected: .zero, prices: []),
                confidence: Finding.Confidence(
                    percent: 80, reason: "streams cost nothing until they are read; a reader may be starting"),
                changes: ["stream"])
        ]
    }

    /// What the table costs, where a finding is not about its money; nil where something of it is not known.
    var unchanged: Finding.Effect? { wholeCost.map { .none(of: $0, $1) } }

    /// What the table costs with all that belongs to it, and by which prices; nil where something is not known.
    private var wholeCost: (Money, [String])? {
        guard let table = tableCost else { return nil }
        var ids = (capacity?.prices ?? []) + (storagePrice.map { [$0.rateCode] } ?? [])
        var units = table.units
        if facts.recovery == "ENABLED", let price = prices.continuousBackup,
            let cost = Self.storage(facts.bytes, price)
        {
            units += cost.units
            ids.append(price.rateCode)
        }
        return (Money(units: units), ids)
    }

    /// What an index costs a month: its storage, and its share of capacity.
    private func cost(of part: DynamoDB.Facts.Part) -> Money? {
        guard let rates = DynamoDB.UnitRates(of: facts, prices), let price = storagePrice,
            let storage = Self.storage(part.bytes, price)
        else { return nil }
        var sum = storage.units
        for setting in settings where setting.index == part.index {
            let isRead = setting.dimension == "read"
            let cost: Money?
            if facts.isOnDemand {
                let price = isRead ? rates.read : rates.write
                let halves = Int(setting.units * 2)
                cost = try? price.cost(
                    of: Rate(halves) * Rate(BillingMonth.minutes), per: 2 * max(setting.minutes, 1))
            } else {
                cost = Self.month(
                    isRead ? rates.readHour : rates.writeHour,
                    usage(part.index, setting.dimension)?.provisioned ?? 0)
            }
            guard let cost else { return nil }
            sum += cost.units
        }
        return Money(units: sum)
    }
}
