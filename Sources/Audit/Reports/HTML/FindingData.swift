import Formats
import Pipeline
import SQLite

/// The findings as the page's script reads them: rows of numbers and texts, whose repeated texts are numbers too.
///
///     {"total":2,"rows":[[0,1,…,"12500000000",…],…],"words":["DDB-001",…],"accounts":{"111122223333":"shop"}}
///
/// Rows are written as they come; what is kept meanwhile is the words. Amounts are texts of units, because numbers of a
/// script hold 53 bits.
struct FindingData {
    private let facts: ReportFacts
    private var accounts: Set<String> = []
    private var words: [String] = []
    private var numbers: [String: Int] = [:]
    private var count = 0

    /// So many findings have their commands whole, and the others so many bytes of them: commands can be longer than
    /// all else, and ten thousand of them would keep a browser busy.
    private static let whole = 1_000
    private static let longest = 400

    init(_ facts: ReportFacts) { self.facts = facts }

    mutating func write(of run: Run, from database: Database, to page: inout HTMLPage) throws {
        try page.add(ScriptData(Array(#"{"total":\#(facts.findings.total),"rows":["#.utf8)))
        try database.forEach(FindingRow.query(run, limit: FindingSection.embedded)) { row in
            let bytes = bytes(of: FindingRow(row))
            try page.add(ScriptData(count == 1 ? bytes : Array(",".utf8) + bytes))
        }
        try page.add(ScriptData(Array(#"],"words":"#.utf8) + list + Array(#","accounts":"#.utf8)))
        try page.add(ScriptData(names + Array("}".utf8)))
    }

    private mutating func bytes(of finding: FindingRow) -> [UInt8] {
        accounts.insert(finding.account)
        count += 1
        let how = count > Self.whole && finding.how.utf8.count > Self.longest ? cut(finding.how) : finding.how
        let numbered = [
            finding.code, finding.severity, finding.service, finding.account, finding.region, finding.owner,
            finding.what, finding.confidenceReason, Shown.day(finding.firstSeen), Shown.day(finding.asOf),
        ].map { number(of: $0) }
        var writer = JSONWriter()
        writer.array { writer in
            for number in numbered { writer.int(number) }
            for text in [finding.name, finding.resource, finding.part, finding.why, how] {
                writer.string(text)
            }
            for amount in [finding.saving, finding.current, finding.projected] {
                if let amount { writer.string(String(amount)) } else { writer.null() }
            }
            writer.int(finding.confidence)
            switch finding.place {
            case .counted(let amount): writer.string(String(amount))
            case .excluded: writer.bool(false)
            case .notReckoned: writer.null()
            }
        }
        return writer.bytes
    }

    private func cut(_ how: String) -> String {
        String(how.prefix(Self.longest)) + " … (the rest is in findings.csv)"
    }

    private mutating func number(of word: String) -> Int {
        if let number = numbers[word] { return number }
        words.append(word)
        numbers[word] = words.count - 1
        return words.count - 1
    }

    private var list: [UInt8] {
        var writer = JSONWriter()
        writer.array { writer in
            for word in words { writer.string(word) }
        }
        return writer.bytes
    }

    private var names: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for account in accounts.sorted() {
                writer.key(account)
                writer.string(facts.accounts[account] ?? "")
            }
        }
        return writer.bytes
    }
}
