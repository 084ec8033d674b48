import Formats

/// How a table keeps, forgets and passes on what is in it.
extension Simulation.Table {
    /// A copy that somebody made.
    struct Backup {
        var arn: String
        var name: String
        var created: Timestamp
        var bytes: Int
        /// `USER` or `AWS_BACKUP`.
        var kind: String
    }

    /// The attribute after which items are forgotten; nil where they are kept for ever.
    package var timeToLive: String? {
        draw.at("ttl").percent(habit == .idle ? 5 : 28) ? "expiresAt" : nil
    }

    /// Whether it can be put back to any second of the last weeks.
    package var isRecoverable: Bool {
        draw.at("recovery").percent(!isLarge ? 7 : habit == .coldStorage ? 80 : 48)
    }

    /// What its changes are copied to, besides its stream.
    var dataStream: String? {
        guard isLarge, draw.at("kinesis").percent(4) else { return nil }
        let place = arn.split(separator: ":")
        return "arn:aws:kinesis:\(place[3]):\(place[4]):stream/\(name)-changes"
    }

    /// The copies that there are, the oldest first; some tables are copied every month, and nothing is thrown away.
    var backups: [Backup] {
        let draw = draw.at("backups")
        let isMonthly = isLarge && draw.at("monthly").percent(habit == .coldStorage ? 15 : 4)
        let count =
            isMonthly ? 12 : draw.percent(isLarge ? 18 : 6) ? draw.at("count").within(1...4) : 0
        let oldest = Int(end.seconds - created.seconds) / 86_400
        guard oldest > 0 else { return [] }
        let backups = (0..<count).map { number in
            let draw = draw.at(number)
            let age = draw.at("age").within(1...min(oldest, 900))
            let time = max(created, end.adding(days: -age).adding(seconds: 7200))
            let serial = String(draw.at("serial").bits >> 32 | 1 << 31, radix: 16)
            let isManaged = draw.at("managed").percent(40)
            return Backup(
                arn: "\(arn)/backup/0\(time.seconds)000-\(serial)", name: "\(name)-\(number + 1)",
                created: time, bytes: bytes / 100 * draw.at("size").within(60...100),
                kind: isManaged ? "AWS_BACKUP" : "USER")
        }
        return backups.sorted { $0.arn < $1.arn }
    }
}
