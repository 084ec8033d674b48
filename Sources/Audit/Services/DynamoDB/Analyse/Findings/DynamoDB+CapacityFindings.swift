import Formats

/// How capacity should be had, and how much of it.
extension DynamoDB.Judged {
    /// DDB-001 to DDB-003: the billing mode, and the settings of provisioned capacity.
    func capacityFindings() -> [Finding] {
        guard let capacity, capacity.advice != "keep" else { return [] }
        let (code, what, how): (String, String, String) =
            switch (capacity.advice, capacity.mode) {
            case ("on-demand", _):
                ("DDB-001", "The table is cheaper on demand than provisioned", onDemandCommand)
            case ("auto-scaling", "auto-scaling"):
                ("DDB-003", "Other settings of auto scaling are cheaper", scaledCommand)
            case ("auto-scaling", _):
                ("DDB-002", "The table is cheaper with auto scaling", scaledCommand)
            case (_, "on-demand"):
                ("DDB-002", "The table is cheaper with provisioned capacity", fixedCommand)
            default:
                ("DDB-003", "Less capacity is enough", fixedCommand)
            }
        let effect = Finding.Effect(
            current: capacity.current, projected: capacity.projected, prices: capacity.prices)
        return [
            Finding(
                code: code, severity: severity(of: effect.saving), subject: subject, what: what,
                why: "\(modeWords(capacity)); \(useWords)", how: how, money: effect,
                confidence: capacity.confidence, changes: ["capacity"])
        ]
    }

    private func modeWords(_ capacity: Capacity) -> String {
        let then = capacity.advice == "fixed" ? "as fixed capacity" : "with \(capacity.advice)"
        let scaled = settings.filter { $0.target != nil }.map { setting in
            "\(setting.index.isEmpty ? "" : setting.index + " ")\(setting.dimension)s at \(setting.target ?? 0) % "
                + "between \(setting.minimum ?? 0) and \(setting.maximum ?? 0)"
        }
        let settings = capacity.advice == "auto-scaling" ? " (\(scaled.joined(separator: ", ")))" : ""
        return "\(capacity.mode) costs \(capacity.current.cents) USD a month, \(then)\(settings) "
            + "\(capacity.projected.cents) USD, and would have throttled nothing that was measured"
    }

    /// How much was used, in words.
    private var useWords: String {
        usage.map { usage in
            let name = (usage.index.isEmpty ? "" : usage.index + " ") + usage.dimension + "s"
            let provisioned = usage.provisioned.map { " of \(Self.rounded($0)) provisioned" } ?? ""
            return "\(name) \(Self.rounded(usage.average)) a second on average, "
                + "\(Self.rounded(usage.maximum)) at most\(provisioned)"
        }.joined(separator: "; ")
    }

    /// DDB-006: more is provisioned than is needed, where no cheaper way is told already.
    func utilisationFindings() -> [Finding] {
        guard !facts.isOnDemand, !isIdle, facts.isScalingKnown, facts.replicas.isEmpty,
            let capacity, capacity.advice == "keep", capacity.covered == .zero,
            let rates = DynamoDB.UnitRates(of: facts, prices)
        else { return [] }
        return usage.compactMap { usage in
            guard let provisioned = usage.provisioned, let used = usage.usedP99, used < 45 else { return nil }
            // What scales is not sized by hand.
            let part = facts.parts.first { $0.index == usage.index }
            guard (usage.dimension == "read" ? part?.readScaling : part?.writeScaling) == nil else {
                return nil
            }
            let wanted = usage.needed
            guard Double(wanted) * 1.2 < provisioned else { return nil }
            let price = usage.dimension == "read" ? rates.readHour : rates.writeHour
            guard let current = Self.month(price, provisioned),
                let projected = Self.month(price, Double(wanted))
            else { return nil }
            let effect = Finding.Effect(current: current, projected: projected, prices: [price.rateCode])
            guard DynamoDB.Worth.isWorth(effect.saving, of: current) else { return nil }
            let name = usage.index.isEmpty ? "The table" : "An index"
            return Finding(
                code: "DDB-006", severity: severity(of: effect.saving),
                subject: subject(usage.name),
                what: "\(name) has more \(usage.dimension) capacity than it needs",
                why: "in 99 % of the time at most \(Self.rounded(used)) % of \(Self.rounded(provisioned)) "
                    + "\(usage.dimension) units were used, and \(wanted) would have served all of it; "
                    + "risk: \(usage.risk)",
                how: sizeCommand(usage), money: effect, confidence: capacity.confidence,
                changes: ["capacity/\(usage.index)/\(usage.dimension)"])
        }
    }

    /// DDB-007 and DDB-008: throttled although enough is provisioned, or because it is not.
    func throttleFindings() -> [Finding] {
        usage.compactMap { usage in
            guard let throttles = usage.throttles, throttles > 0 else { return nil }
            // A limit that somebody has set throttles too; and so did what was provisioned before it was on demand.
            let isLimited = facts.table.mostReads != nil || facts.table.mostWrites != nil
            let wasProvisioned = facts.billingModeSince.map { $0 > asOf.adding(days: -usage.days) } ?? false
            if facts.isOnDemand, isLimited || wasProvisioned { return nil }
            let isHot = usage.usedMaximum.map { $0 < 80 } ?? facts.isOnDemand
            let place = usage.index.isEmpty ? "the table" : "the index \(usage.index)"
            let used = usage.usedMaximum.map { "at most \(Self.rounded($0)) % of the capacity was used" }
            let words =
                "\(Self.rounded(throttles)) \(usage.dimension) requests of \(place) were throttled in "
                + "\(usage.days) days, while " + (used ?? "it is on demand")
            let severity: Finding.Severity = throttles > 1000 ? .high : .medium
            guard isHot else {
                return Finding(
                    code: "DDB-007", severity: severity, subject: subject(usage.name),
                    what: "Requests are throttled because capacity is too low", why: words,
                    how: scaledCommand, money: unchanged, confidence: .certain("CloudWatch counted them"))
            }
            return Finding(
                code: "DDB-008", severity: severity, subject: subject(usage.name),
                what: "One partition is hot: requests are throttled although capacity is left", why: words,
                how:
                    "spread the partition key, or find its hot values: aws dynamodb update-contributor-insights "
                    + "--table-name \(facts.name) --contributor-insights-action ENABLE --region \(facts.region)",
                money: unchanged,
                confidence: Finding.Confidence(
                    percent: 70, reason: "throttling below the provisioned capacity has few other causes"))
        }
    }

    static func month(_ price: UnitPrice, _ units: Double) -> Money? {
        let thousandths = Int((units * 1000).rounded())
        return try? price.cost(of: Rate(thousandths * BillingMonth.hours), per: 1000)
    }

    /// A measured number as a sentence has it.
    static func rounded(_ value: Double) -> String {
        PlainNumber.text(value >= 100 ? value.rounded() : (value * 100).rounded() / 100)
    }

    /// How much a saving matters.
    func severity(of saving: Money) -> Finding.Severity {
        switch saving.units / 10_000_000_000 {
        case ..<10: .low
        case ..<200: .medium
        default: .high
        }
    }
}

extension Money {
    /// To the cent, for a sentence; columns have every digit.
    var cents: String {
        let cents = (abs(units) + 50_000_000) / 100_000_000
        let rest = String(cents % 100)
        return (units < 0 ? "-" : "") + "\(cents / 100)." + (rest.count < 2 ? "0" + rest : rest)
    }
}
