import Formats
import HTTP
import Synchronization

/// The time as the servers have it, which signatures are checked by.
///
/// It is the machine's own, until a server refuses a signature for its time. Then it is the server's, for that
/// host, and once: a server that disagrees with its own time cannot be helped.
package final class ServerClock: Sendable {
    /// A time to sign with.
    package struct Reading: Hashable, Sendable {
        package let host: String
        package let time: Timestamp
        /// Whether it is the server's.
        package let isCorrected: Bool
    }

    package enum Failure: Error, Equatable {
        /// The refusal does not say what time it is.
        case unknown(host: String)
        /// Signed with the server's own time, it was refused for its time again.
        case stillSkewed(host: String)
    }

    private let own: @Sendable () -> Timestamp
    /// How many seconds each host is ahead.
    private let leads = Mutex<[String: Int64]>([:])

    package init(_ own: @escaping @Sendable () -> Timestamp) { self.own = own }

    /// How many seconds the hosts are ahead, by the one that differs most; 0 where none had to say.
    package var lead: Int64 {
        leads.withLock { leads in leads.values.max { abs($0) < abs($1) } ?? 0 }
    }

    package func read(for host: String) -> Reading {
        let lead = leads.withLock { $0[host] }
        return Reading(host: host, time: own().adding(seconds: lead ?? 0), isCorrected: lead != nil)
    }

    /// Learns from a request that was signed with a reading and refused for its time.
    ///
    /// Many may be refused together: the first teaches, the others only have to sign again.
    package func correct(_ reading: Reading, by headers: HTTPHeaders) throws(Failure) {
        guard !reading.isCorrected else { throw .stillSkewed(host: reading.host) }
        guard let text = headers["Date"], let theirs = try? Timestamp(httpDate: text) else {
            throw .unknown(host: reading.host)
        }
        let lead = theirs.seconds - own().seconds
        leads.withLock { leads in
            if leads[reading.host] == nil { leads[reading.host] = lead }
        }
    }
}
