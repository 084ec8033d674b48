import Formats
import Pipeline

/// Something worth acting on: what it is, why, what it costs, and what to do.
package struct Finding: Equatable, Sendable {
    /// As people know it: `DDB-001`.
    package var code: String
    package var severity: Severity
    /// What it is about.
    var subject: Subject
    /// One sentence that names no number that may change.
    package var what: String
    /// The evidence, with its numbers.
    package var why: String
    /// The command that would make the change, or what to do where no command can.
    package var how: String
    package var money: Effect?
    var confidence: Confidence
    /// What of the resource it would change, as paths: `capacity/by-day/read`.
    ///
    /// Of two findings about one resource whose paths meet, only one saving can be had; `capacity` meets all below it.
    var changes: [String] = []
    /// When the oldest of its facts was seen; nil where the run saw all of them.
    var asOf: Timestamp?

    /// How much it matters.
    package enum Severity: String, CaseIterable, Comparable, Sendable {
        case info, low, medium, high, critical

        package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The resource that a finding is about, or a part of it.
    struct Subject: Equatable, Sendable {
        var service: String
        var account: String
        var region: String
        /// The ARN; where it is about a whole account or region, a path such as `dynamodb/eu-west-1`.
        var resource: String
        /// The name of an index, or whatever else tells apart what one resource may be found for several times.
        var part = ""
    }

    /// What it costs a month, now and after the change.
    package struct Effect: Equatable, Sendable {
        package var current: Money
        package var projected: Money
        /// The price rows that it was reckoned from.
        package var prices: [String]
        /// Whether it is what the account pays, and not what the price list says.
        package var isPaid = false

        /// What costs the same before and after: the change is worth making for something else.
        static func none(of cost: Money, _ prices: [String]) -> Effect {
            Effect(current: cost, projected: cost, prices: prices)
        }

        package var saving: Money { Money(units: current.units - projected.units) }
    }

    /// How sure it is, in percent, and what keeps it from being surer.
    struct Confidence: Equatable, Sendable {
        var percent: Int
        var reason: String

        static func certain(_ reason: String) -> Confidence { Confidence(percent: 100, reason: reason) }
    }

    /// The same every night for the same code and subject.
    var id: String {
        let words = [subject.account, subject.region, subject.resource, subject.part].joined(
            separator: "\u{1F}")
        return code + "-" + String(SHA256.hash(of: words.utf8.span).hex.prefix(12))
    }
}
