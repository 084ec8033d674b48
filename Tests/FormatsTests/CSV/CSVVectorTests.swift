import Formats
import Foundation
import Support
import Testing

/// The cases of csv-spectrum.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct CSVVectorTests {
    @Test func `every case gives its rows, whatever the size of the chunks`() throws {
        let document = try #require(try Vectors.json("csv/csv-cases.json") as? [String: Any])
        let cases = try #require(document["cases"] as? [[String: Any]])
        #expect(cases.count == 11)

        for vector in cases {
            let text = try #require(vector["csv"] as? String)
            let expected = try #require(vector["rows"] as? [[String]])
            let bytes = Array(text.utf8)
            for size in 1...bytes.count {
                let rows = try ChunkedCSV.rows(of: bytes, chunk: size)
                #expect(rows.map { $0.map { $0 ?? "" } } == expected, "\(vector["name"] ?? "")")
            }
            #expect(try ChunkedCSV.rows(of: bytes, chunk: 7) == SlowCSV.records(in: bytes))
        }
    }
}
