import Images
import Testing

struct RegistryReferenceTests {
    private let digest = "sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c"

    @Test(arguments: [
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1"),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("123456789012.dkr-ecr.us-east-1.on.aws", "us-east-1"),
        ("123456789012.dkr-ecr-fips.us-east-1.on.aws", "us-east-1"),
        ("123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "cn-north-1"),
        ("123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"),
        ("123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
        ("123456789012.DKR.ECR.US-EAST-1.amazonaws.com", "us-east-1"),
        ("123456789012.dkr.ecr.us-east-1.amazonaws.com:443", "us-east-1"),
    ])
    func `a registry's host tells account and region`(host: String, region: String) throws {
        let reference = try #require(RegistryReference(host + "/team/app:v1"))

        #expect(reference.account == "123456789012")
        #expect(reference.region == region)
        #expect(reference.repository == "team/app")
        #expect(reference.tag == "v1")
        #expect(reference.digest == nil)
        #expect(reference.soughtTag == "v1")
    }

    @Test func `a digest wins over the tag, which is kept`() throws {
        let host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app"
        let reference = try #require(RegistryReference(host + ":v1@" + digest))

        #expect(reference.tag == "v1")
        #expect(reference.digest == ContentDigest(digest))
        #expect(reference.soughtTag == nil)
        #expect(RegistryReference(host)?.soughtTag == "latest")
    }

    @Test(arguments: [
        "nginx", "public.ecr.aws/nginx/nginx:1", "12345678901.dkr.ecr.eu-west-1.amazonaws.com/app",
        "1234567890123.dkr.ecr.eu-west-1.amazonaws.com/app",
        "a23456789012.dkr.ecr.eu-west-1.amazonaws.com/app",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/",
        "123456789012.dkr.ecr..amazonaws.com/app", "123456789012.dkr.ecr.amazonaws.com/app",
        "123456789012.dkr.ecr.eu-west-1.example.com/app", "123456789012.dkr.s3.eu-west-1.amazonaws.com/app",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.com/app",
        "123456789012.dkr-ecr.eu-west-1.amazonaws.com/app", "123456789012.dkr.ecr.eu-west-1.on.aws/app",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com:8443/app",
        "x.123456789012.dkr.ecr.eu-west-1.amazonaws.com/app",
        "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/app",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/App",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app@sha512:00",
    ])
    func `no other registry is taken for it`(text: String) {
        #expect(RegistryReference(text) == nil)
    }
}
