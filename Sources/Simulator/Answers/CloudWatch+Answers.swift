import Formats

/// Metrics, as CloudWatch tells them.
enum CloudWatchAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let question = try MetricQuestion(exchange.question)
        let paging = try exchange.paging("NextToken", of: question.subject)
        var page = MetricPage(question, exchange)
        let token = paging.token(of: page.total, exchange.oddity) { page.write(from: $0) }
        var bytes = Array("{\"MetricDataResults\":[".utf8)
        bytes.append(contentsOf: page.bytes)
        bytes.append(contentsOf: "]".utf8)
        var writer = JSONWriter()
        writer.object { exchange.writeToken("NextToken", token, to: &$0) }
        guard writer.bytes.count > 2 else { return bytes + "}".utf8 }
        // What follows the brace of the other object is what belongs behind this one's list.
        bytes.append(UInt8(ascii: ","))
        bytes.append(contentsOf: writer.bytes.dropFirst())
        return bytes
    }
}
