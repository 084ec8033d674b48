/// A table whose rows are bars, each with its amount beside it: a chart that needs no legend.
struct BarTable {
    struct Bar {
        var label: Markup
        var amount: Int128
        /// The amount as it is to be read.
        var shown: Markup
        /// Whether it stands for many together, and is no bar to compare with.
        var isRest = false
    }

    var caption: Markup
    var heading: String
    var shareHeading = "Share"
    var amountHeading: String
    var bars: [Bar]
    /// What the shares are shares of.
    var total: Int128
    /// The total as it is to be read; none leaves the last row out.
    var totalShown = Markup.none

    var markup: Markup {
        let longest = bars.filter { !$0.isRest }.map(\.amount).max() ?? 0
        let foot: Markup =
            totalShown.isEmpty
            ? .none
            : """
            <tfoot><tr><th scope="row">Total</th><td></td><td class="n">\(totalShown)</td></tr></tfoot>
            """
        return """
            <table class="bars"><caption>\(caption)</caption>
            <thead><tr><th scope="col">\(heading)</th><th scope="col">\(shareHeading)</th>\
            <th scope="col" class="n">\(amountHeading)</th></tr></thead>
            <tbody>\(bars.map { row($0, longest) })</tbody>\(foot)</table>

            """
    }

    private func row(_ bar: Bar, _ longest: Int128) -> Markup {
        let length = Shown.thousandths(bar.amount, of: longest)
        let drawing: Markup =
            bar.isRest
            ? .none
            : """
            <svg aria-hidden="true" viewBox="0 0 1000 10" preserveAspectRatio="none">\
            <rect class="rail" width="1000" height="10"/><rect class="fill" width="\(length)" height="10"/></svg>
            """
        return """
            <tr><th scope="row">\(bar.label)</th><td class="bar">\(drawing)\
            <span>\(Shown.percent(bar.amount, of: total))</span></td><td class="n">\(bar.shown)</td></tr>

            """
    }
}
