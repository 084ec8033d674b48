/// What a choice of capacity may take for granted.
package struct CapacityOptions: Equatable, Sendable {
    /// The share of the demanded units that may be throttled.
    package var toleratedShare = 0.0
    /// Whether 15 minutes that told nothing count as idle and let capacity shrink.
    ///
    /// CloudWatch is sent nothing by a table that nobody uses, its alarms then lack data, and AWS's guide
    /// said for years that capacity therefore is not lowered when consumption becomes zero. It no longer says
    /// so, and promises nothing else. So the default is that a window with a gap does not shrink capacity:
    /// what scaling costs is then never told too low.
    package var idleScalesIn = false
    /// What on demand serves at once, in units a second, where the table tells it.
    package var warmReads: Int?
    package var warmWrites: Int?

    package init() {}

    /// The halves of a demand that may be throttled.
    func tolerated(of demand: borrowing Demand) -> Int {
        Int(Double(demand.halves) * min(max(toleratedShare, 0), 1))
    }
}
