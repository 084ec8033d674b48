import AWS
import Testing

struct ProfileNameTests {
    @Test(arguments: [
        ("111122223333", true), ("000000000000", true), ("11112222333", false), ("1111222233334", false),
        ("11112222333a", false), ("１１１１２２２２３３３３", false), ("", false),
    ])
    func `an account is twelve digits`(text: String, isOne: Bool) {
        #expect(AWSName.isAccount(text) == isOne)
        #expect(ImageName.isRegistry(text) == isOne)
    }

    @Test(arguments: [
        ("Audit", true), ("finance/Audit", true), ("/finance/Audit", true), ("a+b=c,d.e@f-g_h", true),
        (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false), ("", false),
        ("/", false), ("finance/", false), ("a//b", false), ("a b", false), ("a:b", false), ("é", false),
        (String(repeating: "p", count: 511) + "/a", false), (String(repeating: "p", count: 510) + "/a", true),
    ])
    func `a role has a name, and may have a path`(text: String, isOne: Bool) {
        #expect(AWSName.isRole(text) == isOne)
    }

    @Test(arguments: [
        ("arn:aws:iam::111122223333:role/Audit", true), ("arn:aws-cn:iam::111122223333:role/a/Audit", true),
        ("arn:aws:iam::1111:role/Audit", false), ("arn:aws:iam:eu:111122223333:role/Audit", false),
        ("arn:aws:sts::111122223333:role/Audit", false), ("arn:aws:iam::111122223333:user/Audit", false),
        ("arn:aws:iam::111122223333:role/Audit:x", false), ("Audit", false),
    ])
    func `the ARN of a role names an account and a role`(text: String, isOne: Bool) {
        #expect(AWSName.isRoleARN(text) == isOne)
    }

    @Test(arguments: [
        ("ab", true), ("a", false), ("acme:audit/2026-x,y.z@q=+", true), ("a b", false), ("a\nb", false),
        (String(repeating: "a", count: 1224), true), (String(repeating: "a", count: 1225), false),
    ])
    func `an external id is what STS takes for one`(text: String, isOne: Bool) {
        #expect(AWSName.isExternalID(text) == isOne)
    }

    @Test(arguments: [
        ("stocktake", true), ("a", false), ("a@b.c-d=e,f+g", true), ("a/b", false), ("a:b", false),
        (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
    ])
    func `a session name is what STS takes for one`(text: String, isOne: Bool) {
        #expect(AWSName.isSessionName(text) == isOne)
    }

    @Test(arguments: [
        ("eu-central-1", true), ("us-gov-west-1", true), ("us-iso-east-1", true), ("ap-southeast-11", true),
        ("eu-isoe-west-1", true), ("eu-central", false), ("eu-central-", false), ("eu-central-123", false),
        ("EU-central-1", false), ("eu-central-1.evil.example/", false), ("eu--1", false), ("", false),
    ])
    func `a region can stand in a host name`(text: String, isOne: Bool) {
        #expect(AWSName.isRegion(text) == isOne)
    }

    @Test(arguments: [
        ("aws", true), ("aws-cn", true), ("aws-us-gov", true), ("aws-iso-b", true), ("aws-eusc", true),
        ("amazon", false), ("aws-", false), ("aws:x", false), ("", false),
    ])
    func `a partition begins with aws`(text: String, isOne: Bool) {
        #expect(AWSName.isPartition(text) == isOne)
    }

    @Test(arguments: [
        ("default", true), ("some-thing:long/the_one%only.foo@bar+", true), ("a b", false), ("a!b", false),
        ("", false),
    ])
    func `a profile has a name that the configuration files can hold`(text: String, isOne: Bool) {
        #expect(AWSName.isProfile(text) == isOne)
    }
}

struct ProfileImageNameTests {
    @Test(arguments: [
        ("payments", true), ("team/payments-api", true), ("a1/b2.c3_d4-e5", true), ("ab", true),
        (String(repeating: "a", count: 256), true), (String(repeating: "a", count: 257), false), ("a", false),
        ("/payments", false), ("payments/", false), ("a//b", false), ("a..b", false), ("a-_b", false),
        ("-ab", false), ("ab-", false), ("Payments", false), ("a/../b", false), ("a b", false),
    ])
    func `a repository is small words with single joints`(text: String, isOne: Bool) {
        #expect(ImageName.isRepository(text) == isOne)
    }

    @Test(arguments: [
        ("latest", true), ("_x", true), ("V1.2-rc.1", true), (String(repeating: "a", count: 128), true),
        (String(repeating: "a", count: 129), false), (".a", false), ("-a", false), ("a:b", false),
        ("", false),
        ("sha256:" + String(repeating: "a", count: 64), false),
    ])
    func `a tag begins with a letter, a digit or an underscore`(text: String, isOne: Bool) {
        #expect(ImageName.isTag(text) == isOne)
    }

    @Test(arguments: [
        ("sha256:" + String(repeating: "0a", count: 32), true),
        ("sha512:" + String(repeating: "0a", count: 64), true),
        ("sha512:" + String(repeating: "0a", count: 32), false),
        ("sha256:" + String(repeating: "0a", count: 64), false),
        ("sha256:" + String(repeating: "0A", count: 32), false),
        ("sha256:" + String(repeating: "0g", count: 32), false),
        ("md5:" + String(repeating: "0a", count: 32), false), ("sha256:", false), ("", false),
    ])
    func `a digest names its hash and has all its digits`(text: String, isOne: Bool) {
        #expect(ImageName.isDigest(text) == isOne)
    }

    @Test(arguments: [
        ("sha256:0123456789abcdef0123", "0123456789ab"), ("0123456789abcdef", "0123456789ab"),
        ("sha256:", ""),
        ("", ""),
    ])
    func `a log names a digest by its first twelve digits`(digest: String, logForm: String) {
        #expect(ImageName.logForm(ofDigest: digest) == logForm)
    }
}
