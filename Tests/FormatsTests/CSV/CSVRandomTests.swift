import Formats
import Testing

/// The fast reader against the obvious one, on texts made of the bytes that matter.
struct CSVRandomTests {
    private static func text(_ random: inout Xorshift, isSound: Bool) -> [UInt8] {
        let pieces = [
            "a", ",", ",", "\n", "\r\n", "\"", "\"\"", "\r", "bcdefghijklmn", "\"x,y\"", "\"\n\"", "ä",
        ]
        let lineEnd = random.next() & 1 == 0 ? "\n" : "\r\n"
        var text = "h1,h2,h3\(lineEnd)"
        for _ in 0..<random.next() % 40 {
            if isSound {
                text += (0..<3).map { _ in field(&random) }.joined(separator: ",") + lineEnd
            } else {
                text += pieces[Int(random.next() % UInt64(pieces.count))]
            }
        }
        return Array(text.utf8)
    }

    private static func field(_ random: inout Xorshift) -> String {
        let pieces = ["", "x", "0123456", "01234567", "a longer piece of text", ",", "\n", "\"", "\r\n", "é"]
        let text = (0..<random.next() % 4).map { _ in pieces[Int(random.next() % 10)] }.joined()
        let mustQuote = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        guard mustQuote || random.next() % 4 == 0 else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }

    @Test func `sound texts give the rows of the obvious reader, whatever the size of the chunks`() throws {
        var random = Xorshift(state: 11)
        for _ in 0..<300 {
            let text = Self.text(&random, isSound: true)
            let expected = try SlowCSV.records(in: text)
            for size in [1, 2, 3, 5, 7, 8, 9, 16, 31, 64, 1000] {
                #expect(try ChunkedCSV.rows(of: text, chunk: size) == expected)
            }
        }
    }

    @Test func `picking and conditions leave what the obvious reader leaves`() throws {
        var random = Xorshift(state: 12)
        for _ in 0..<300 {
            let text = Self.text(&random, isSound: true)
            let expected = try SlowCSV.records(in: text).dropFirst().filter { $0[1] == "x" }.map {
                [$0[2], $0[0]]
            }
            let isX = CSVCondition("h2") { $0 == "x" }
            for size in [1, 4, 13, 1000] {
                let rows = try ChunkedCSV.rows(of: text, chunk: size, .named(["h3", "h1"]), where: isX)
                #expect(Array(rows.dropFirst()) == Array(expected))
            }
        }
    }

    @Test func `broken texts are refused exactly where the obvious reader refuses them`() {
        var random = Xorshift(state: 13)
        var refused = 0
        for _ in 0..<3000 {
            let text = Self.text(&random, isSound: false)
            let expected = try? SlowCSV.records(in: text)
            if expected == nil { refused += 1 }
            for size in [1, 3, 1000] {
                #expect((try? ChunkedCSV.rows(of: text, chunk: size)) == expected, "\(text)")
            }
        }
        #expect((500...2900).contains(refused))
    }

    /// A text of records that are longer than what is looked at in one step, with one byte changed, or none.
    private static func longText(_ random: inout Xorshift) -> [UInt8] {
        let width = 3 + Int(random.next() % 40)
        var text = (0..<width).map { "h\($0)" }.joined(separator: ",") + "\n"
        for _ in 0..<3 { text += (0..<width).map { _ in field(&random) }.joined(separator: ",") + "\n" }
        var bytes = Array(text.utf8)
        let place = Int(random.next() % UInt64(bytes.count))
        let byte = Array("\",x\n".utf8)[Int(random.next() % 4)]
        switch random.next() % 4 {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.remove(at: place)
        default: break
        }
        return bytes
    }

    @Test func `long records are read, and refused, as the obvious reader does`() {
        var random = Xorshift(state: 14)
        var refused = 0
        for _ in 0..<4000 {
            let text = Self.longText(&random)
            let expected = try? SlowCSV.records(in: text)
            if expected == nil { refused += 1 }
            #expect((try? ChunkedCSV.rows(of: text, chunk: 1000)) == expected, "\(text)")
        }
        #expect((500...3500).contains(refused))
    }
}
