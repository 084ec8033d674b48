import Formats
import HTTP

/// How long a server asks to wait.
package enum ServerWait: Hashable, Sendable {
    /// By `x-amz-retry-after`: it may make a pause up to 5 seconds longer, as in the SDKs, and no shorter.
    case suggested(Duration)
    /// By `Retry-After`: it replaces the pause.
    case demanded(Duration)

    /// Reads an answer's headers; nil where they ask for nothing, or not in a way that can be understood.
    package init?(_ headers: HTTPHeaders, at now: Timestamp) {
        if let text = headers["x-amz-retry-after"], let milliseconds = Self.count(text) {
            self = .suggested(.milliseconds(milliseconds))
        } else if let text = headers["Retry-After"] {
            guard let seconds = Self.count(text) ?? Self.seconds(from: now, to: text) else { return nil }
            self = .demanded(.seconds(seconds))
        } else {
            return nil
        }
    }

    private static func count(_ text: String) -> Int64? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(text).flatMap { $0 <= 1_000_000_000 ? $0 : nil }
    }

    private static func seconds(from now: Timestamp, to date: String) -> Int64? {
        guard let date = try? Timestamp(httpDate: date) else { return nil }
        return max(0, date.seconds - now.seconds)
    }
}
