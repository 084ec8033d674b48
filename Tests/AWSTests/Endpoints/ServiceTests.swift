import AWS
import Support
import Testing

@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ServiceTests {
    @Test func `services are named, found and spoken to as AWS's models say`() throws {
        let document = try #require(
            try Vectors.json("aws-endpoints/service-metadata.json") as? [String: Any])
        let models = try #require((document["services"] ?? document) as? [String: Any])

        for service in Service.published {
            let model = try #require(models[service.name] as? [String: Any])
            func text(_ key: String) -> String? { model[key] as? String }

            #expect(service.id == text("serviceId"))
            #expect(service.endpointPrefix == text("endpointPrefix"))
            #expect(service.signingName == text("signingName") ?? text("endpointPrefix"))
            let protocols = model["protocols"] as? [String] ?? [text("protocol") ?? ""]
            #expect(protocols.contains(service.wire.protocolName))
            switch service.wire {
            case .json(let version, let target):
                #expect((version, target) == (text("jsonVersion"), text("targetPrefix")))
            case .query(let version), .ec2(let version): #expect(version == text("apiVersion"))
            case .restJSON, .restXML: break
            }
        }
    }

    @Test func `services that the vectors do not have are few, and known by name`() {
        let rest = Set(Service.all.map(\.name)).subtracting(Service.published.map(\.name))

        // Compared once with botocore 1.44.8, its metadata and its endpoint rules, in November 2026.
        #expect(rest.isSubset(of: ["apprunner", "sagemaker", "batch", "codebuild"]))
    }

    @Test func `no service is there twice`() {
        #expect(Set(Service.all.map(\.name)).count == Service.all.count)
        #expect(Service.all.count == 36)
    }
}

extension Service {
    /// Those that the vectors hold the models of.
    static let published: [Service] = {
        let document = (try? Vectors.json("aws-endpoints/service-metadata.json")) as? [String: Any]
        let models = (document?["services"] ?? document as Any) as? [String: Any] ?? [:]
        return all.filter { models[$0.name] != nil }
    }()
}

extension Service.Wire {
    fileprivate var protocolName: String {
        switch self {
        case .json: "json"
        case .query: "query"
        case .ec2: "ec2"
        case .restJSON: "rest-json"
        case .restXML: "rest-xml"
        }
    }
}
