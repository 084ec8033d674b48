import Formats

/// A line over time, from its lowest to its highest, both of which are told below it.
///
/// It begins at no zero, because what is worth seeing of a bill or a thousand tables is what changed. The drawing is
/// stretched to the width that there is; texts are HTML, so that they are not.
struct TrendChart {
    let title: String
    let trend: Trend
    let shown: (Int128) -> Markup
    /// In words, for those who do not see the line.
    let words: (Int128) -> String

    private static let width: Int128 = 1000
    private static let height: Int128 = 240
    /// What stays free below the lowest.
    private static let foot: Int128 = 24

    var markup: Markup {
        guard let first = trend.points.first, let last = trend.points.last else { return .none }
        guard trend.points.count > 1 else { return single(last) }
        let line = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        let end = points.last ?? (x: 0, y: 0)
        let summary =
            "\(title): from \(words(first.amount)) on \(Shown.day(first.asOf)) to \(words(last.amount)) on "
            + "\(Shown.day(last.asOf)); lowest \(words(trend.lowest)), highest \(words(trend.highest))"
        return """
            <figure class="trend"><figcaption>\(title) <strong>\(shown(last.amount))</strong></figcaption>
            <svg role="img" aria-label="\(summary)" viewBox="0 -8 1000 256" preserveAspectRatio="none">
            <line class="base" x1="0" y1="240" x2="1000" y2="240"/>
            <polyline class="line" points="\(line)"/>
            <line class="dot" x1="\(end.x)" y1="\(end.y)" x2="\(end.x)" y2="\(end.y)"/></svg>
            <p class="axis"><span>\(Shown.day(first.asOf))</span><span>\(Shown.day(last.asOf))</span></p>
            <p class="axis"><span>lowest \(shown(trend.lowest))</span>\
            <span>highest \(shown(trend.highest))</span></p></figure>

            """
    }

    private func single(_ point: Trend.Point) -> Markup {
        """
        <figure class="trend"><figcaption>\(title) <strong>\(shown(point.amount))</strong></figcaption>
        <p class="axis">One night so far: \(Shown.day(point.asOf))</p></figure>

        """
    }

    /// Where the points lie: by time, so that nights without a run leave their room.
    private var points: [(x: Int, y: Int)] {
        guard let first = trend.points.first, let last = trend.points.last else { return [] }
        let span = max(Int128(last.asOf.seconds - first.asOf.seconds), 1)
        return trend.points.map { point in
            let x = Int128(point.asOf.seconds - first.asOf.seconds) * Self.width / span
            return (x: Int(x), y: height(of: point.amount))
        }
    }

    /// How far down a point lies; a line that never changed lies in the middle.
    private func height(of amount: Int128) -> Int {
        let range = trend.highest - trend.lowest
        guard range > 0 else { return Int(Self.height / 2) }
        return Int((trend.highest - amount) * (Self.height - Self.foot) / range)
    }
}
