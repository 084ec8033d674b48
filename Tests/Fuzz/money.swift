/// Any bytes either are refused or are a number; a slow reader of strings of digits says which, and which
/// number.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: data, count: min(count, 200)))
    let slow = Slow(text)
    let exact = outcome { () throws(DecodingFailure) in try Money(text.span) }
    let rounded = outcome { () throws(DecodingFailure) in try Money(text.span, .halfEven) }
    precondition(rounded == slow.rounded)
    // Of a number that is both too large and too precise either may be said.
    precondition(exact == slow.exact || (rounded == .failure(.outOfRange) && (try? exact.get()) == nil))

    if case .success(let money) = rounded {
        precondition((try? Money(money.description)) == money)
        precondition(exact == rounded || exact == .failure(.tooPrecise))
    }
    if let rate = try? Rate(text.span) {
        precondition((try? Rate(rate.description)) == rate)
        let cost = try? rate.cost(of: Rate(1), .halfEven)
        precondition(cost == (try? rounded.get()))
    }
    return 0
}

func outcome<T>(_ work: () throws(DecodingFailure) -> T) -> Result<T, DecodingFailure> {
    do { return .success(try work()) } catch { return .failure(error) }
}

/// A number as its digits one by one, with the point moved by hand.
struct Slow {
    var exact = Result<Money, DecodingFailure>.failure(.notDecimal)
    var rounded = Result<Money, DecodingFailure>.failure(.notDecimal)

    init(_ bytes: [UInt8]) {
        guard bytes.allSatisfy({ $0 < 0x80 }), !bytes.contains(0) else { return }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let halves = text.split(separator: "e", omittingEmptySubsequences: false).map(String.init)
        guard halves.count <= 2, let first = halves.first else { return }
        let exponent = halves.count == 2 ? Self.integer(halves[1]) : 0
        guard let exponent else { return }
        let isNegative = first.hasPrefix("-")
        let body = first.hasPrefix("-") || first.hasPrefix("+") ? String(first.dropFirst()) : first
        let parts = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, parts.joined().allSatisfy({ "0" <= $0 && $0 <= "9" }) else { return }
        guard !parts.joined().isEmpty else { return }
        let digits = parts.joined().compactMap { Int(String($0)) }
        let scale = parts.count == 2 ? parts[1].count : 0
        judge(digits, isNegative, place: digits.count - scale + exponent + 10)
    }

    /// An exponent, brought within what can matter for the length of the texts here.
    static func integer(_ text: String) -> Int? {
        let isNegative = text.hasPrefix("-")
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
        guard !digits.isEmpty, digits.allSatisfy({ "0" <= $0 && $0 <= "9" }) else { return nil }
        let value = digits.utf8.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), 100_000) }
        return isNegative ? -value : value
    }

    /// Cuts the digits at a place: those before it count units, those after it are too small.
    mutating func judge(_ digits: [Int], _ isNegative: Bool, place: Int) {
        var kept = Array(digits.prefix(max(0, place)))
        let dropped = Array(repeating: 0, count: max(0, min(-place, 500))) + digits.dropFirst(max(0, place))
        if !kept.allSatisfy({ $0 == 0 }) {
            kept += Array(repeating: 0, count: min(500, max(0, place - digits.count)))
        }
        let isExact = dropped.allSatisfy { $0 == 0 }
        let rest = dropped.dropFirst().contains { $0 != 0 }
        let next = dropped.first ?? 0
        let isOdd = (kept.last ?? 0) % 2 == 1
        let goesUp = next > 5 || (next == 5 && (rest || isOdd))
        rounded = Self.money(kept, isNegative, plus: goesUp ? 1 : 0)
        exact = isExact ? Self.money(kept, isNegative, plus: 0) : .failure(.tooPrecise)
    }

    static func money(_ digits: [Int], _ isNegative: Bool, plus: Int64) -> Result<Money, DecodingFailure> {
        var value: Int64 = 0
        let sign: Int64 = isNegative ? -1 : 1
        for (index, digit) in digits.enumerated() {
            let last = index == digits.count - 1 ? plus : 0
            let (shifted, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = shifted.addingReportingOverflow(sign * (Int64(digit) + last))
            guard !first, !second else { return .failure(.outOfRange) }
            value = sum
        }
        return .success(Money(units: digits.isEmpty ? sign * plus : value))
    }
}
