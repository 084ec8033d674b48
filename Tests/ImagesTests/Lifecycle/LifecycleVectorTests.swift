import Formats
import Foundation
import Images
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct LifecycleVectorTests {
    @Test func `the examples of ECR's user guide come out as it says`() throws {
        let document = try #require(try Vectors.json("ecr/lifecycle-cases.json") as? [String: Any])
        let cases = try #require(document["cases"] as? [[String: Any]])
        #expect(cases.count == 11)
        let now = Timestamp(day: 20_000)
        for one in cases {
            let name = try #require(one["name"] as? String)
            let policy = try JSONSerialization.data(withJSONObject: try #require(one["policy"]))
            let listed = try #require(one["images"] as? [[String: Any]])
            let images = try listed.map { image in
                let age = try #require(image["pushed_days_ago"] as? Int)
                let tags = try #require(image["tags"] as? [String])
                return LifecycleImage(tags: tags, pushed: now.adding(days: -age))
            }
            let simulation = LifecycleSimulation(
                try LifecyclePolicy(String(decoding: policy, as: UTF8.self)))

            let fates = simulation.fates(of: images, at: now)

            let names = listed.map { $0["name"] as? String ?? "" }
            let expired = zip(names, fates).filter { $1.action == .expired }.map(\.0)
            #expect(simulation.doubts.isEmpty)
            #expect(expired == one["expired"] as? [String], "\(name)")
            #expect(!fates.contains { $0.action == .archived || $0.action == .unknown }, "\(name)")
        }
    }
}
