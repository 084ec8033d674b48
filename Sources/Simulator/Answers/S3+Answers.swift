import Formats
import HTTP

/// The bucket that the bill is delivered to, as S3 shows it.
enum S3Answers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let bucket = try exchange.question.demanded("Bucket")
        guard bucket == exchange.simulation.billBucket else {
            throw .own(
                status: 404, code: "NoSuchBucket", message: "The specified bucket does not exist")
        }
        guard exchange.account.index == 0 else { throw exchange.denied(.identity) }
        switch exchange.action {
        case .getBucketLocation: return location
        case .listBucket: return try listing(exchange)
        default: return try object(exchange)
        }
    }

    /// What stands in the headers of an object: AWS's clients tell by it whether it has changed.
    static func dress(_ response: inout HTTPResponse, _ exchange: Exchange) {
        guard exchange.action == .getObject, let key = try? exchange.question.text("Key") else { return }
        response.headers["Content-Type"] =
            key.hasSuffix(".json") ? "application/json" : "application/octet-stream"
        response.headers["ETag"] = tag(key, exchange.simulation)
        response.headers["Last-Modified"] = exchange.simulation.settings.end.httpDate
    }

    private static func tag(_ key: String, _ simulation: Simulation) -> String {
        let draw = simulation.draw.at("etag").at(text: key).at(simulation.settings.end.day)
        let hex = [0, 1].map { String(draw.at($0).bits | 1 << 63, radix: 16) }.joined()
        return "\"\(hex)\""
    }

    private static func object(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let key = try exchange.question.demanded("Key")
        for delivery in BillDelivery.all(exchange.simulation) {
            if let bytes = delivery.object(key) { return bytes }
        }
        throw .own(status: 404, code: "NoSuchKey", message: "The specified key does not exist.")
    }

    /// us-east-1 is written as nothing.
    private static let location = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>
        """.utf8)
}

extension S3Answers {
    /// A line of a listing.
    private enum Entry {
        case key(String)
        /// What keys begin with that are not told one by one.
        case prefix(String)
    }

    private static func listing(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let question = exchange.question
        let prefix = try question.text("prefix") ?? ""
        let delimiter = try question.text("delimiter") ?? ""
        let size = try question.pageSize("max-keys", upTo: 1000, default: 1000)
        let entries = entries(prefix, delimiter, exchange.simulation)
        let subject = "\(prefix) \(delimiter)"
        let slice = try exchange.paging("continuation-token", of: subject).slice(
            of: entries.count, size: size, exchange.oddity)
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
            <Name>\(exchange.simulation.billBucket)</Name><Prefix>\(XMLAnswer.escaped(prefix))</Prefix>\
            <KeyCount>\(slice.items.count)</KeyCount><MaxKeys>\(size)</MaxKeys>\
            <IsTruncated>\(slice.next != nil)</IsTruncated>
            """
        if let next = slice.next { text += "<NextContinuationToken>\(next)</NextContinuationToken>" }
        for entry in entries[slice.items] { text += Self.text(entry, exchange.simulation) }
        return Array((text + "</ListBucketResult>").utf8)
    }

    private static func entries(_ prefix: String, _ delimiter: String, _ simulation: Simulation) -> [Entry] {
        let keys = BillDelivery.all(simulation).flatMap(\.keys).filter { $0.hasPrefix(prefix) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var entries: [Entry] = []
        var last = ""
        for key in keys {
            let rest = key.dropFirst(prefix.count)
            guard !delimiter.isEmpty, let end = rest.firstIndex(where: { String($0) == delimiter }) else {
                entries.append(.key(key))
                continue
            }
            let folder = prefix + rest[...end]
            if folder != last { entries.append(.prefix(folder)) }
            last = folder
        }
        return entries
    }

    private static func text(_ entry: Entry, _ simulation: Simulation) -> String {
        switch entry {
        case .prefix(let prefix): "<CommonPrefixes><Prefix>\(prefix)</Prefix></CommonPrefixes>"
        case .key(let key):
            // Nobody knows how long a part is before it has been written, and a listing writes none: the size is
            // about right, and only that.
            """
            <Contents><Key>\(key)</Key><LastModified>\(simulation.settings.end.text(.extended))</LastModified>\
            <ETag>\(XMLAnswer.escaped(tag(key, simulation)))</ETag>\
            <Size>\(key.hasSuffix(".json") ? 9_000 : simulation.settings.accounts * 40_000)</Size>\
            <StorageClass>STANDARD</StorageClass></Contents>
            """
        }
    }
}
