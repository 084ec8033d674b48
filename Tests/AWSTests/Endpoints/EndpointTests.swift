import AWS
import HTTP
import Testing

struct EndpointTests {
    private func host(
        _ service: Service, environment: [String: String] = [:], profile: [String: String] = [:],
        services: [String: [String: String]] = [:]
    ) throws -> String {
        let settings = try EndpointSettings(environment: environment, profile: profile, services: services)
        return try Endpoints(settings).endpoint(of: service, in: "eu-west-1").url.host
    }

    @Test func `the environment's addresses go before the profile's, and a service's own before all`() throws
    {
        let profile = ["endpoint_url": "https://profile.test"]
        let services = ["dynamodb": ["endpoint_url": "https://section.test"]]
        let all = ["AWS_ENDPOINT_URL": "https://all.test"]
        let own = all.merging(["AWS_ENDPOINT_URL_API_GATEWAY": "https://own.test"]) { $1 }

        #expect(try host(.lambda, profile: profile) == "profile.test")
        #expect(try host(.dynamodb, profile: profile, services: services) == "section.test")
        #expect(try host(.lambda, profile: profile, services: services) == "profile.test")
        #expect(try host(.dynamodb, environment: all, profile: profile, services: services) == "all.test")
        #expect(try host(.apiGateway, environment: own, profile: profile) == "own.test")
        #expect(try host(.lambda, environment: own, profile: profile) == "all.test")
    }

    @Test(arguments: ["true", "TRUE"])
    func `configured addresses can be ignored`(_ yes: String) throws {
        let environment = [
            "AWS_ENDPOINT_URL": "https://all.test", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": yes,
        ]

        #expect(try host(.lambda, environment: environment) == "lambda.eu-west-1.amazonaws.com")
        let profile = ["endpoint_url": "https://profile.test", "ignore_configured_endpoint_urls": yes]
        #expect(try host(.lambda, profile: profile) == "lambda.eu-west-1.amazonaws.com")
    }

    @Test func `the environment decides on FIPS and dual stack before the profile`() throws {
        let profile = ["use_fips_endpoint": "true", "use_dualstack_endpoint": "true"]
        let environment = ["AWS_USE_FIPS_ENDPOINT": "false"]

        #expect(try host(.ec2, profile: profile) == "ec2-fips.eu-west-1.api.aws")
        #expect(try host(.ec2, environment: environment, profile: profile) == "ec2.eu-west-1.api.aws")
    }

    @Test(arguments: [
        ["AWS_USE_FIPS_ENDPOINT": "yes"], ["AWS_ENDPOINT_URL": "localhost:5000"],
        ["AWS_ENDPOINT_URL_S3": "ftp://files.test"],
    ])
    func `a setting that means nothing is refused by its name`(_ environment: [String: String]) {
        let name = environment.keys.first ?? ""

        #expect(throws: EndpointFailure.invalidSetting(name)) { try host(.s3, environment: environment) }
    }

    @Test func `what cannot have an address says why`() throws {
        var settings = EndpointSettings()
        #expect(throws: EndpointFailure.noRegion) { try Endpoints().endpoint(of: .ec2, in: nil) }
        #expect(throws: EndpointFailure.invalidRegion("a b")) {
            try Endpoints().endpoint(of: .ec2, in: "a b")
        }
        settings.network = .fips
        #expect(throws: EndpointFailure.unsupported(service: "s3", region: "cn-north-1", .fips)) {
            try Endpoints(settings).endpoint(of: .s3, in: "cn-north-1")
        }
        settings.url = HTTPURL("https://own.test")
        #expect(throws: EndpointFailure.contradiction(service: "ec2", .fips)) {
            try Endpoints(settings).endpoint(of: .ec2, in: "eu-west-1")
        }
    }

    @Test func `a call goes below the path of an address, in a host below its host`() {
        let endpoint = Endpoint(
            url: HTTPURL(scheme: "http", host: "proxy.test", port: 81, path: "/aws/"),
            signingName: "s3", signingRegion: "eu-west-1")
        let call = Call("GET", path: "/v20180820/block", query: "a=1", hostPrefix: "111122223333.")

        #expect(
            endpoint.address(of: call).text == "http://111122223333.proxy.test:81/aws/v20180820/block?a=1")
    }
}
