/// All partitions and their regions.
///
/// From botocore 1.43.67's `partitions.json`, November 2026; a test compares. New regions of a partition are
/// recognised by their names; the list matters only to whoever may not ask AWS for it.
extension Partition {
    package static let all: [Partition] = [.aws, .china, .eusc, .iso, .isoB, .isoE, .isoF, .usGov]

    package static let aws = Partition(
        "aws", suffix: "amazonaws.com", dualStackSuffix: "api.aws",
        home: "us-east-1", prefixes: ["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        regions: [
            "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
            "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
            "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1",
            "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
            "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1",
            "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
        ])

    package static let china = Partition(
        "aws-cn", suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
        home: "cn-northwest-1", prefixes: ["cn"],
        regions: ["cn-north-1", "cn-northwest-1"])

    package static let eusc = Partition(
        "aws-eusc", suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu",
        home: "eusc-de-east-1", prefixes: ["eusc-de"],
        regions: ["eusc-de-east-1"])

    package static let iso = Partition(
        "aws-iso", suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov",
        home: "us-iso-east-1", prefixes: ["us-iso"],
        regions: ["us-iso-east-1", "us-iso-west-1"])

    package static let isoB = Partition(
        "aws-iso-b", suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud",
        home: "us-isob-east-1", prefixes: ["us-isob"],
        regions: ["us-isob-east-1", "us-isob-west-1"])

    package static let isoE = Partition(
        "aws-iso-e", suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk",
        home: "eu-isoe-west-1", prefixes: ["eu-isoe"],
        regions: ["eu-isoe-west-1"])

    package static let isoF = Partition(
        "aws-iso-f", suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov",
        home: "us-isof-south-1", prefixes: ["us-isof"],
        regions: ["us-isof-east-1", "us-isof-south-1"])

    package static let usGov = Partition(
        "aws-us-gov", suffix: "amazonaws.com", dualStackSuffix: "api.aws",
        home: "us-gov-west-1", prefixes: ["us-gov"],
        regions: ["us-gov-east-1", "us-gov-west-1"])
}
