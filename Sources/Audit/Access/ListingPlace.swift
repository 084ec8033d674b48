import AWS
import Formats
import Pipeline

/// Where a listing goes on, kept in its cell's cursor: AWS's token, and the trail of those before it.
///
/// With the trail a service that goes in circles is noticed in runs that are interrupted, too.
struct ListingPlace: Equatable {
    private var trail = TokenTrail()
    /// How often the listing had to begin again, because AWS did not take its own token.
    private var restarts = 0

    var token: String? { trail.last }

    init() {}

    init(_ cursor: Cursor?) throws(Gap) {
        guard let cursor else { return }
        do {
            self = try JSONReader.read(Array(cursor.text.utf8)) { reader in try Self(&reader) }
        } catch {
            throw Gap.failed("the place where the listing stopped cannot be read: \(error)")
        }
    }

    /// Begins the listing again; twice is enough.
    mutating func restart() throws(Gap) {
        guard restarts < 2 else { throw Gap.failed("the listing does not take its own page tokens") }
        trail = TokenTrail()
        restarts += 1
    }

    /// Moves on to the next page; nil where there is none.
    mutating func cursor(after next: String?) throws(Gap) -> Cursor? {
        guard let next, !next.isEmpty else { return nil }
        guard !trail.returns(to: next) else {
            throw Gap.failed("the listing goes in circles: it leads back to a page that it gave before")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("kept", trail.kept)
            writer.field("last", next)
            writer.field("steps", trail.steps)
            writer.field("reach", trail.reach)
            writer.field("restarts", restarts)
        }
        return Cursor(String(decoding: writer.bytes, as: UTF8.self))
    }

    private init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var (kept, last): (String?, String?) = (nil, nil)
        var (steps, reach, restarts) = (0, 1, 0)
        try reader.object { key, reader in
            switch key {
            case "kept": kept = try reader.string()
            case "last": last = try reader.string()
            case "steps": steps = try reader.int()
            case "reach": reach = try reader.int()
            case "restarts": restarts = try reader.int()
            default: break
            }
        }
        trail = TokenTrail(kept: kept, last: last, steps: steps, reach: reach)
        self.restarts = restarts
    }
}
