import Testing

@testable import HTTP

struct WaitingLineTests {
    @Test func `no more go than may, in all and to one place`() {
        var line = WaitingLine<String, Int>(perPlace: 2, inAll: 3)
        for number in 1...4 { line.join(number, to: "a") }
        line.join(5, to: "b")
        line.join(6, to: "b")

        #expect([line.next(), line.next(), line.next(), line.next()] == [1, 5, 2, nil])
        line.leave("b")
        #expect([line.next(), line.next()] == [6, nil])
        line.leave("b")
        #expect(line.next() == nil)
        line.leave("a")
        #expect([line.next(), line.next()] == [3, nil])
    }

    @Test func `places take turns, and each keeps its order`() {
        var line = WaitingLine<String, String>(perPlace: 9, inAll: 9)
        for number in 1...3 { line.join("a\(number)", to: "a") }
        for number in 1...3 { line.join("b\(number)", to: "b") }

        #expect((0..<6).map { _ in line.next() } == ["a1", "b1", "a2", "b2", "a3", "b3"])
    }

    @Test func `everybody who joins goes, exactly once`() {
        var random = SplitMix(state: 7)
        var line = WaitingLine<Int, Int>(perPlace: 3, inAll: 7)
        var (sent, underway) = ([Int](), [Int]())
        var joined = 0
        while sent.count < 5000 {
            if joined < 5000, random.next() % 2 == 0 {
                line.join(joined, to: joined % 11)
                joined += 1
            }
            if let number = line.next() {
                sent.append(number)
                underway.append(number)
            }
            if !underway.isEmpty, random.next() % 2 == 0 {
                line.leave(underway.remove(at: Int(random.next() % UInt64(underway.count))) % 11)
            }
        }

        #expect(sent.sorted() == Array(0..<5000))
        for place in 0..<11 {
            #expect(sent.filter { $0 % 11 == place } == Array(stride(from: place, to: 5000, by: 11)))
        }
    }

    @Test func `those who wait when it is dissolved are all told`() {
        var line = WaitingLine<String, Int>(perPlace: 1, inAll: 1)
        for number in 1...3 { line.join(number, to: "a") }
        _ = line.next()

        #expect(line.dissolve() == [2, 3])
        line.leave("a")
        #expect(line.next() == nil)
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
