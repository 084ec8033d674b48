import SQLite
import Testing

struct SQLTests {
    @Test func `interpolating a value binds it and never becomes text`() throws {
        let name = "x'; DROP TABLE t; --"

        let sql: SQL = "SELECT \(name), \(1), \(2.5), \(nil as String?)"

        #expect(sql.text == "SELECT ?, ?, ?, ?")
        #expect(sql.values == [.text(name), .integer(1), .real(2.5), .null])
    }

    @Test func `a name is quoted and a part brings its own values`() {
        let part: SQL = "a = \(1)"

        let sql: SQL = "SELECT \(name: "odd\"name") FROM t WHERE \(part)"

        #expect(sql.text == #"SELECT "odd""name" FROM t WHERE a = ?"#)
        #expect(sql.values == [.integer(1)])
    }
}
