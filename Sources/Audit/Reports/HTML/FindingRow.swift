import Formats
import Pipeline
import SQLite

/// A finding as the page shows it.
struct FindingRow {
    let code, severity, service, account, region, name, resource, part, owner, what, why, how: String
    /// Units of 10⁻¹⁰ a month; nil where it is not about money.
    let saving, current, projected: Int64?
    let confidence: Int
    let confidenceReason: String
    let firstSeen: Timestamp
    let asOf: Timestamp
    /// What it adds to the sums.
    let place: Place

    /// Whether a saving can be had beside the larger ones.
    enum Place: Equatable {
        case counted(Int64)
        case excluded
        case notReckoned
    }

    static func query(_ run: Run, limit: Int) -> SQL {
        """
        SELECT code, severity, finding.service, finding.account, finding.region,
            ifnull(resource.name, finding.resource), finding.resource, part, ifnull(resource.owner, ''), what, why,
            how, finding.saving, current_cost, projected_cost, confidence, confidence_reason, first_seen,
            finding.as_of, amount, instead IS NOT NULL
        FROM finding LEFT JOIN resource ON resource.arn = finding.resource
        LEFT JOIN saving ON saving.finding = finding.id AND saving.run = \(run.id)
        WHERE finding.run = \(run.id)
        ORDER BY finding.saving IS NULL, finding.saving DESC, code, finding.id LIMIT \(limit)
        """
    }

    init(_ row: borrowing Row) {
        code = row[0]
        severity = row[1]
        service = row[2]
        account = row[3]
        region = row[4]
        name = row[5]
        resource = row[6]
        part = row[7]
        owner = row[8]
        what = row[9]
        why = row[10]
        how = row[11]
        saving = row[12]
        current = row[13]
        projected = row[14]
        confidence = row[15]
        confidenceReason = row[16]
        firstSeen = row[17]
        asOf = row[18]
        let amount: Int64? = row[19]
        place = amount.map { row[20] ? .excluded : .counted($0) } ?? .notReckoned
    }

    /// A row of the table; the page's script makes the same ones.
    func markup(_ facts: ReportFacts) -> Markup {
        """
        <tr role="row"><td role="cell" data-label="Severity"><span class="sev \(severity)">\(severity)</span></td>\
        <td role="cell" data-label="Finding"><details><summary><b>\(code)</b> \(what)</summary>\
        \(evidence)</details></td>\
        <td role="cell" data-label="Resource">\(name)\(small(part))</td>\
        <td role="cell" data-label="Account">\(facts.account(account))</td>\
        <td role="cell" data-label="Region">\(region.isEmpty ? "–" : region)</td>\
        <td role="cell" data-label="Saves a month" class="n">\(amount)</td>\
        <td role="cell" data-label="Sure" class="n">\(confidence)%</td></tr>

        """
    }

    private var evidence: Markup {
        let money: Markup =
            if let current, let projected {
                """
                <dt>A month</dt><dd>\(Shown.money(Int128(current))) now, \
                \(Shown.money(Int128(projected))) after</dd>
                """
            } else {
                .none
            }
        return """
            <dl><dt>Why</dt><dd>\(why)</dd><dt>How</dt><dd><code>\(how)</code></dd>\(money)\
            <dt>Sure</dt><dd>\(confidence)%: \(confidenceReason)</dd>\
            <dt>Resource</dt><dd>\(resource)</dd>\(owner.isEmpty ? .none : ownerLine)\
            <dt>First seen</dt><dd>\(Shown.day(firstSeen)), facts as of \(Shown.day(asOf))</dd></dl>
            """
    }

    private var ownerLine: Markup { "<dt>Owner</dt><dd>\(owner)</dd>" }

    private var amount: Markup {
        guard let saving else { return #"<span class="none">–</span>"# }
        let note: Markup = place == .excluded ? " <small>not in the sums</small>" : .none
        return Shown.money(Int128(saving)) + note
    }

    private func small(_ text: String) -> Markup { text.isEmpty ? .none : " <small>\(text)</small>" }
}
