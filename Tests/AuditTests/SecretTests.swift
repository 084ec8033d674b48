import AWS
import Audit
import Foundation
import Simulator
import Support
import Testing

struct SecretTests {
    @Test func `nothing that a run writes holds a secret`() async throws {
        var audit = try Audited()
        audit.faults.add(.expired, .rate(0.05))
        audit.faults.add(.deniedByIdentity, .rate(0.05))
        audit.faults.add(.throttled, .rate(0.05))

        try await audit.run()

        let secret = Data(audit.simulation.credentials.secretKey.exposed.utf8)
        // What the tokens of all sessions begin with, as AWS's do.
        let token = Data("IQoJb3JpZ2luX2Vj".utf8)
        let files = try FileManager.default.subpathsOfDirectory(atPath: audit.folder.path)
        #expect(files.contains { $0.hasSuffix("test.db") } && files.contains { $0.hasSuffix("accounts.csv") })
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: audit.folder.file(file)) else { continue }
            #expect(bytes.range(of: secret) == nil, "\(file)")
            #expect(bytes.range(of: token) == nil, "\(file)")
        }
    }
}
