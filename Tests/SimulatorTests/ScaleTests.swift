import Foundation
import Glibc
import Simulator
import Testing

struct ScaleTests {
    /// The memory that this process has, in bytes.
    private func residentMemory() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(Int(text.split(separator: " ")[1]))
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Lists the accounts of an organisation, and looks into some of them.
    private func walk(_ desk: Desk) async throws -> Int {
        var (members, count): ([String: Any], Int) = ([:], 0)
        while true {
            let page = try await desk.ask(.listAccounts, members).json
            for account in page["Accounts"] as? [[String: Any]] ?? [] {
                count += 1
                guard count.isMultiple(of: 25),
                    let found = desk.simulation.account(id: account["Id"] as? String ?? ""),
                    let inside = try? await desk.assuming(found)
                else { continue }
                _ = try await inside.ask(.listTables)
            }
            guard let next = page["NextToken"] else { return count }
            members["NextToken"] = next
        }
    }

    @Test func `ten thousand accounts take no more memory than one`() async throws {
        _ = try await walk(Desk { $0.accounts = 1_000 })
        var desks: [Desk] = []
        var growth: [Int] = []

        for seed in UInt64(1)...8 {
            let before = try residentMemory()
            let desk = Desk {
                $0.accounts = 10_000
                $0.seed = seed
            }
            #expect(try await walk(desk) == 10_000)
            desks.append(desk)
            growth.append(try residentMemory() - before)
        }

        // The smallest of eight, because other suites run beside this one; a kilobyte each would be 10 MB.
        #expect(desks.count == 8)
        #expect((growth.min() ?? .max) < 4 << 20)
    }

    @Test func `outcomes are counted by what was asked`() async throws {
        var faults = Faults()
        faults.add(.throttled, .call(2), of: .listTables)
        faults.add(.dropped, .call(3), of: .listTables)
        let desk = Desk(faults)

        for _ in 0..<4 { _ = try? await desk.ask(.listTables) }
        _ = try await desk.ask(.getCallerIdentity)

        let counts = desk.aws.counts
        #expect(counts.total == 5)
        #expect(counts.count(of: .listTables) == 4)
        #expect(counts.count(.answered) == 3)
        #expect(
            counts.lines == [
                "dynamodb:ListTables ThrottlingException 1", "dynamodb:ListTables answered 2",
                "dynamodb:ListTables dropped 1", "sts:GetCallerIdentity answered 1",
            ])
    }
}
