import Formats
import Testing

struct CSVWriterTests {
    private func written(_ columns: [CSVWriter.Column], _ rows: [[String?]]) -> String {
        var writer = CSVWriter(columns)
        for row in rows {
            for field in row { writer.text(field) }
            writer.endRow()
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `quotes stand only where they are needed`() {
        #expect(
            written(
                [.text("a"), .text("b c")],
                [["x y", "x,y"], ["q\"q", "l\nl"], ["r\rr", " s "], ["", nil]])
                == "a,b c\r\nx y,\"x,y\"\r\n\"q\"\"q\",\"l\nl\"\r\n\"r\rr\", s \r\n\"\",\r\n")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
    func `what looks like a formula is disarmed in columns of text only`(value: String) {
        #expect(written([.text("t"), .number("n")], [[value, value]]) == "t,n\r\n'\(value),\(value)\r\n")
    }

    @Test func `a text that starts with a line end is disarmed inside its quotes`() {
        #expect(written([.text("t")], [["\r=1"], ["\n=1"]]) == "t\r\n\"'\r=1\"\r\n\"'\n=1\"\r\n")
    }

    @Test func `integers are written digit by digit`() {
        var writer = CSVWriter([.number("n")], hasByteOrderMark: true)

        writer.int(.min)
        writer.endRow()

        #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("n\r\n-9223372036854775808\r\n".utf8))
    }

    @Test func `a long file is given away piece by piece`() {
        var writer = CSVWriter([.text("n")])

        let header = writer.take()
        writer.text("x")
        writer.endRow()

        #expect(header == Array("n\r\n".utf8))
        #expect(writer.take() == Array("x\r\n".utf8))
        #expect(writer.take() == [])
    }

    @Test func `what is written is read back, nothing and the empty text included`() throws {
        var random = Xorshift(state: 5)
        let pieces = ["", "x", ",", "\"", "\r", "\n", "=", "long enough for two words", "é"]
        for _ in 0..<200 {
            let rows: [[String?]] = (0..<5).map { _ in
                (0..<3).map { _ in
                    let parts = (0..<random.next() % 4).map { _ in pieces[Int(random.next() % 9)] }
                    return random.next() % 8 == 0 ? nil : parts.joined()
                }
            }
            let text = written([.number("a"), .number("b"), .number("c")], rows)
            #expect(try ChunkedCSV.rows(of: Array(text.utf8), chunk: 11) == [["a", "b", "c"]] + rows)
        }
    }
}
