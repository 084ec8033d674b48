import Formats
import HTTP
import Simulator
import Testing

struct SameBytesTests {
    /// All bytes of a walk over an organisation, hashed.
    private func walk(_ desk: Desk, reversed: Bool = false) async throws -> [String] {
        var hashes: [(Int, String)] = []
        let order = Array(0..<16)
        for index in reversed ? order.reversed() : order {
            guard let inside = try? await desk.assuming(desk.simulation.account(index)) else { continue }
            var bytes: [UInt8] = []
            for region in desk.simulation.regions.prefix(6) {
                let inside = inside.at(region.name)
                let names = try await inside.ask(.listTables)
                bytes += names.response.body
                for name in names.json["TableNames"] as? [String] ?? [] {
                    bytes += try await inside.ask(.describeTable, ["TableName": name]).response.body
                }
                bytes += try await inside.ask(.describeRepositories).response.body
            }
            hashes.append((index, SHA256.hash(of: bytes.span).hex))
        }
        return hashes.sorted { $0.0 < $1.0 }.map(\.1)
    }

    @Test func `the same seed gives the same bytes, in whatever order they are asked for`() async throws {
        let one = try await walk(Desk())
        let other = try await walk(Desk(), reversed: true)

        #expect(one == other)
        #expect(Set(one).count > 10)
    }

    /// What every machine has to see.
    ///
    /// It changes only when what the simulation invents does: then so do the reports of the demo.
    @Test func `the first seed gives these bytes on every machine`() async throws {
        let lines = try await walk(Desk()).joined()

        #expect(
            SHA256.hash(of: Array(lines.utf8).span).hex
                == "8f45a6b862a34d711df350aad8ad2be5b6f005fb6f7599b2ff584018e027ebda")
    }

    @Test func `even request ids repeat in a run that asks the same`() async throws {
        let (one, other) = (Desk(), Desk())

        var ids: [(String?, String?)] = []
        for _ in 0..<3 {
            let name = "x-amzn-RequestId"
            ids.append(
                (
                    try await one.ask(.listTables).response.headers[name],
                    try await other.ask(.listTables).response.headers[name]
                ))
        }

        #expect(ids.allSatisfy { $0 == $1 && $0?.count == 36 })
        #expect(Set(ids.map(\.0)).count == 3)
    }
}
