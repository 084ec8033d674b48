import Formats

/// Numbers as people read them: thousands set apart, money rounded to cents, with the exact digits beside it.
///
/// What is rounded here is never added to anything.
enum Shown {
    static func count(_ number: Int) -> String {
        (number < 0 ? "−" : "") + grouped(String(number.magnitude))
    }

    /// An amount of units of 10⁻¹⁰; the exact one is in the title and in the value.
    static func money(_ units: Int128, _ currency: String = "USD") -> Markup {
        money(exact: exact(units), shown: cents(units, currency), currency)
    }

    static func money(_ sum: ExactSum, _ currency: String = "USD") -> Markup {
        money(exact: sum.text(places: Money.places), shown: cents(sum.units, currency), currency)
    }

    private static func money(exact: String, shown: String, _ currency: String) -> Markup {
        #"<data value="\#(exact)" title="\#(currency) \#(exact)">\#(shown)</data>"#
    }

    /// A change, whose sign is always told.
    static func change(_ units: Int128, _ currency: String = "USD") -> Markup {
        let sign = units > 0 ? "+" : ""
        return money(exact: exact(units), shown: sign + cents(units, currency), currency)
    }

    /// Rounded to cents, half a cent away from zero; what is less than that is told to be something.
    static func cents(_ units: Int128, _ currency: String = "USD") -> String {
        let unitsPerCent: UInt128 = 100_000_000
        let sign = units < 0 ? "−" : ""
        let symbol = currency == "USD" ? "$" : currency + " "
        let cents = (units.magnitude + unitsPerCent / 2) / unitsPerCent
        if cents == 0, units != 0 { return "\(sign)<\(symbol)0.01" }
        let fraction = String(cents % 100)
        return sign + symbol + grouped(String(cents / 100)) + "." + (fraction.utf8.count < 2 ? "0" : "")
            + fraction
    }

    /// All digits, as reports in CSV have them.
    static func exact(_ units: Int128) -> String {
        var digits = String(units.magnitude)
        if digits.utf8.count <= Money.places {
            digits = String(repeating: "0", count: Money.places + 1 - digits.utf8.count) + digits
        }
        var decimals = String(digits.suffix(Money.places))
        while decimals.utf8.count > 2, decimals.last == "0" { decimals.removeLast() }
        return (units < 0 ? "-" : "") + digits.dropLast(Money.places) + "." + decimals
    }

    /// A share in tenths of a percent, rounded down: what is not all is never shown as 100%.
    static func percent(_ part: Int128, of whole: Int128) -> String {
        guard whole > 0 else { return "–" }
        let tenths = part.magnitude * 1000 / whole.magnitude
        let sign = part < 0 ? "−" : ""
        if tenths == 0, part != 0 { return "\(sign)<0.1%" }
        return "\(sign)\(tenths / 10).\(tenths % 10)%"
    }

    /// A share in thousandths, for lengths of bars.
    static func thousandths(_ part: Int128, of whole: Int128) -> Int {
        guard whole > 0, part > 0 else { return 0 }
        return Int(min(part * 1000 / whole, 1000))
    }

    /// `1 table`, `3 tables`.
    static func count(_ number: Int, _ noun: String, _ nouns: String? = nil) -> String {
        count(number) + " " + (number == 1 ? noun : nouns ?? noun + "s")
    }

    /// `2026-11-21 02:00 UTC`.
    static func instant(_ time: Timestamp) -> Markup {
        let text = time.description
        let shown = text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
        return #"<time datetime="\#(text)">\#(String(shown))</time>"#
    }

    static func day(_ time: Timestamp) -> String { time.text(.date) }

    /// `October 2026`, from `2026-10`.
    static func month(_ month: String) -> String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        guard let number = Int(month.suffix(2)), names.indices.contains(number - 1) else { return month }
        return "\(names[number - 1]) \(month.prefix(4))"
    }

    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
