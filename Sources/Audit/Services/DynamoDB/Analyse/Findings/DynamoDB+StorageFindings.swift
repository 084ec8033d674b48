import Formats

/// What is stored, and what is kept of it.
extension DynamoDB.Judged {
    /// DDB-004 and DDB-005: the table class.
    func classFindings() -> [Finding] {
        guard let tableClass, tableClass.advice != "keep" else { return [] }
        let toInfrequent = tableClass.advice == "STANDARD_INFREQUENT_ACCESS"
        let current = Money(units: tableClass.storage.units + tableClass.throughput.units)
        let effect = Finding.Effect(
            current: current, projected: tableClass.projected, prices: tableClass.prices,
            isPaid: tableClass.basis == "bill")
        let source = tableClass.basis == "bill" ? "by the bill of the last whole month" : "by the price list"
        let ratio = tableClass.ratio.map { "\(Self.rounded($0)) times" } ?? "with nothing"
        let limit =
            tableClass.breakEven.map { "; the classes cost the same at \(Self.rounded($0)) times" } ?? ""
        return [
            Finding(
                code: toInfrequent ? "DDB-004" : "DDB-005", severity: severity(of: effect.saving),
                subject: subject,
                what: toInfrequent
                    ? "The table stores much and is used little: Standard-IA is cheaper"
                    : "The table is used too much for Standard-IA: Standard is cheaper",
                why: "\(source), storage costs \(tableClass.storage.cents) USD a month, \(ratio) as much as "
                    + "throughput (\(tableClass.throughput.cents) USD)\(limit)",
                how: classCommand(tableClass.advice), money: effect, confidence: tableClass.confidence,
                changes: ["capacity", "storage"])
        ]
    }

    /// DDB-013 and DDB-014: what is kept for restoring costs more than what may have to be restored.
    func backupFindings() -> [Finding] {
        guard let table = tableCost else { return [] }
        var findings: [Finding] = []
        if facts.recovery == "ENABLED", let price = prices.continuousBackup, facts.bytes > 0,
            let cost = Self.storage(facts.bytes + facts.localIndexBytes, price), cost > table,
            Self.matters(cost)
        {
            findings.append(
                Finding(
                    code: "DDB-013", severity: .low, subject: subject,
                    what: "Recovery to a point in time costs more than the table",
                    why: "it costs \(cost.cents) USD a month, and the table \(table.cents) USD",
                    how: recoveryCommand,
                    money: Finding.Effect(current: cost, projected: .zero, prices: [price.rateCode]),
                    confidence: Finding.Confidence(
                        percent: 50, reason: "only the owner knows what losing the data would cost"),
                    changes: ["recovery"]))
        }
        if let bytes = facts.backupBytes, let price = prices.backup, let cost = Self.storage(bytes, price),
            let newest = Self.storage(newestBackupBytes ?? 0, price), cost > table, Self.matters(cost)
        {
            findings.append(
                Finding(
                    code: "DDB-014", severity: .low, subject: subject,
                    what: "Backups cost more than the table",
                    why: "\(facts.backups ?? 0) backups cost \(cost.cents) USD a month, and the table "
                        + "\(table.cents) USD; the newest alone costs \(newest.cents) USD",
                    how: backupsCommand,
                    money: Finding.Effect(current: cost, projected: newest, prices: [price.rateCode]),
                    confidence: Finding.Confidence(
                        percent: 50, reason: "only the owner knows how long backups have to be kept"),
                    changes: ["backups"]))
        }
        return findings
    }

    /// DDB-016: it grows, and nothing ever expires.
    func growthFindings() -> [Finding] {
        guard facts.expiry == "DISABLED", let growth = storageGrowth, growth.before > 1,
            growth.after > growth.before * 1.1, let price = storagePrice,
            let before = Self.gigabytes(growth.before, price), let after = Self.gigabytes(growth.after, price)
        else { return [] }
        return [
            Finding(
                code: "DDB-016", severity: .low, subject: subject,
                what: "The table grows, and none of its items expires",
                why:
                    "it stored \(Self.rounded(growth.before)) GB and then \(Self.rounded(growth.after)) GB in the last "
                    + "two whole months, and time to live is off",
                how: expiryCommand,
                money: Finding.Effect(current: after, projected: before, prices: [price.rateCode]),
                confidence: Finding.Confidence(
                    percent: 40, reason: "only the owner knows which items are no longer needed"),
                changes: ["storage"])
        ]
    }

    var storagePrice: UnitPrice? {
        facts.isInfrequentAccess ? prices.infrequentAccess.storage : prices.standard.storage
    }

    /// What storage and capacity of the table cost a month; nil where something of it is not known.
    var tableCost: Money? {
        guard let price = storagePrice, let capacity,
            let storage = Self.storage(facts.parts.reduce(facts.localIndexBytes) { $0 + $1.bytes }, price)
        else { return nil }
        return Money(units: storage.units + capacity.current.units)
    }

    static func storage(_ bytes: Int, _ price: UnitPrice) -> Money? {
        try? price.cost(of: Rate(bytes), per: 1 << 30)
    }

    private static func gigabytes(_ amount: Double, _ price: UnitPrice) -> Money? {
        try? price.cost(of: Rate(Int(amount * 1000)), per: 1000)
    }

    static func matters(_ cost: Money) -> Bool { cost >= DynamoDB.Worth.leastSaving }
}
