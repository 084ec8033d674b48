import AWS
import Foundation
import HTTP
import Support
import Testing

/// The rules that AWS publishes, run for every region and kind of endpoint, against the product's table.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct RuleSetTests {
    static let networks: [EndpointNetwork] = [.plain, .fips, .dualStack, .fipsDualStack]
    static let regions =
        Partition.all.flatMap(\.regions) + [
            "aws-global", "us-new-9", "cn-new-1", "us-gov-new-9", "us-iso-new-1", "us-isob-new-1",
            "eu-isoe-new-1", "us-isof-new-1", "eusc-de-new-1", "mars-base-1", "local",
        ]

    private func productOutcome(
        _ network: EndpointNetwork, _ endpoint: (Endpoints) throws -> Endpoint
    ) -> RuleSet.Outcome {
        var settings = EndpointSettings()
        settings.network = network
        guard let endpoint = try? endpoint(Endpoints(settings)) else { return .failure }
        let url = endpoint.url.text
        return .endpoint(
            url: url.hasSuffix("/") ? String(url.dropLast()) : url, signingRegion: endpoint.signingRegion)
    }

    /// The rules leave out the region where requests sign for the one that was asked.
    private func ruledOutcome(
        _ rules: RuleSet, _ region: String, _ network: EndpointNetwork, _ more: [String: Any] = [:]
    ) throws -> RuleSet.Outcome {
        var arguments = more
        arguments["Region"] = region
        arguments["UseFIPS"] = network == .fips || network == .fipsDualStack
        arguments["UseDualStack"] = network == .dualStack || network == .fipsDualStack
        let outcome = try rules.outcome(arguments)
        guard case .endpoint(let url, nil) = outcome else { return outcome }
        return .endpoint(url: url, signingRegion: region)
    }

    @Test(arguments: Service.published.map(\.name))
    func `a service's address is the one that AWS's own rules find`(_ name: String) throws {
        let service = try #require(Service.all.first { $0.name == name })
        let rules = try RuleSet(name)
        var differences: [String] = []

        for region in Self.regions {
            for network in Self.networks {
                let ruled = try ruledOutcome(rules, region, network)
                let found = productOutcome(network) { try $0.endpoint(of: service, in: region) }
                if found != ruled { differences.append("\(region) \(network): \(found), not \(ruled)") }
            }
        }

        #expect(differences == [])
    }

    @Test(arguments: ["plain-name", "with.dots", "ab", "UPPER", "10.1.2.3", "a_b", "-a-", "n0"], networks)
    func `a bucket's address is the one that AWS's own rules find`(
        _ bucket: String, _ network: EndpointNetwork
    ) throws {
        let rules = try RuleSet("s3")
        for region in ["eu-west-1", "us-east-1", "us-gov-west-1", "cn-north-1", "aws-global"] {
            let found = productOutcome(network) { try $0.endpoint(ofBucket: bucket, in: region) }

            #expect(try found == ruledOutcome(rules, region, network, ["Bucket": bucket]))
        }
    }

    @Test(arguments: ["http://localhost:5000", "https://store.example.com/base"])
    func `a bucket behind an address of the user's own is in the path`(_ url: String) throws {
        var settings = EndpointSettings()
        settings.url = HTTPURL(url)

        let endpoint = try Endpoints(settings).endpoint(ofBucket: "logs", in: "eu-west-1")

        let ruled = try ruledOutcome(
            RuleSet("s3"), "eu-west-1", .plain, ["Bucket": "logs", "Endpoint": url, "ForcePathStyle": true])
        #expect(ruled == .endpoint(url: endpoint.url.text, signingRegion: endpoint.signingRegion))
    }

    @Test func `the partitions are AWS's`() throws {
        let document = try Vectors.json("aws-endpoints/partitions.json") as? [String: Any]
        let published = try #require(document?["partitions"] as? [[String: Any]])
        for partition in published {
            let outputs = try #require(partition["outputs"] as? [String: Any])
            let known = try #require(Partition.all.first { $0.id == partition["id"] as? String })
            let regions = try #require(partition["regions"] as? [String: Any])

            #expect(known.suffix == outputs["dnsSuffix"] as? String)
            #expect(known.dualStackSuffix == outputs["dualStackDnsSuffix"] as? String)
            #expect(known.home == outputs["implicitGlobalRegion"] as? String)
            #expect(known.regions == regions.keys.filter { !$0.hasSuffix("-global") }.sorted())
        }
        #expect(published.count == Partition.all.count)
    }
}
