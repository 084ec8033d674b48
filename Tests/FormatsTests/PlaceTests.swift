import Formats
import Testing

struct PlaceTests {
    @Test func `columns count characters, not bytes`() {
        let bytes = Array("ab\ncäd".utf8)

        #expect(Place(of: 0, in: bytes) == Place(line: 1, column: 1))
        #expect(Place(of: 6, in: bytes) == Place(line: 2, column: 3))
    }
}
