import AWS
import Formats
import Pipeline

/// Where a listing goes on, kept in its cell's cursor: AWS's token, and the trail of those before it.
///
/// With the trail a service that goes in circles is noticed in runs that are interrupted, too.
struct ListingPlace: Equatable {
    private var trail = TokenTrail()

    var token: String? { trail.last }

    init() {}

    init(_ cursor: Cursor?) throws(Gap) {
        guard let cursor else { return }
        do {
            trail = try JSONReader.read(Array(cursor.text.utf8)) { reader in try Self.trail(&reader) }
        } catch {
            throw Gap.failed("the place where the listing stopped cannot be read: \(error)")
        }
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
        }
        return Cursor(String(decoding: writer.bytes, as: UTF8.self))
    }

    private static func trail(_ reader: inout JSONReader) throws(DecodingFailure) -> TokenTrail {
        var (kept, last): (String?, String?) = (nil, nil)
        var (steps, reach) = (0, 1)
        try reader.object { key, reader in
            switch key {
            case "kept": kept = try reader.string()
            case "last": last = try reader.string()
            case "steps": steps = try reader.int()
            case "reach": reach = try reader.int()
            default: break
            }
        }
        return TokenTrail(kept: kept, last: last, steps: steps, reach: reach)
    }
}
