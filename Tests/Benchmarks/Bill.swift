import Formats

/// A Cost and Usage Report of one month: 90 columns, about 876 bytes a line, the same on every run.
///
/// Eight services share the lines; DynamoDB and ECR together have 18 % of them.
struct Bill {
    private struct Service {
        var code, name, usage, operation, unit, description, family: String
        var weight: UInt64
    }

    private struct Resource {
        var service: Service
        var account, id, sku, tags: String
    }

    static let picked = [
        "lineItem/UsageAccountId", "lineItem/LineItemType", "lineItem/UsageStartDate", "lineItem/ProductCode",
        "lineItem/UsageType", "lineItem/Operation", "lineItem/ResourceId", "lineItem/UsageAmount",
        "lineItem/CurrencyCode", "lineItem/UnblendedRate", "lineItem/UnblendedCost",
        "lineItem/LineItemDescription",
        "product/regionCode", "pricing/publicOnDemandCost", "pricing/term", "pricing/unit",
        "reservation/EffectiveCost", "savingsPlan/SavingsPlanEffectiveCost", "resourceTags/user:cost-centre",
        "resourceTags/user:team",
    ]

    private var random = SplitMix(state: 42)
    private var resources: [Resource] = []

    init() {
        for number in 0..<20_000 { resources.append(resource(number)) }
    }

    /// Lines without the header.
    mutating func lines(_ count: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(count * 900)
        for number in 0..<count { append(line: number, of: count, to: &text) }
        return text
    }

    private mutating func append(line: Int, of count: Int, to text: inout [UInt8]) {
        let hour = line * 720 / count
        let start = Self.time(hour)
        let end = Self.time(hour + 1)
        let it = resources[Int(random.next() % UInt64(resources.count))]
        let isServer = it.service.code == "AmazonEC2"
        let cost = "\(random.next() % 400).\(random.next() % 9_000_000_000 + 1_000_000_000)"
        let fields: [String] = [
            word(52, "abcdefghijklmnopqrstuvwxyz234567"), "\(start)/\(end)",
            "1234567890,Amazon Web Services EMEA SARL,AWS,Anniversary,100000000001,2025-10-01T00:00:00Z",
            "2025-11-01T00:00:00Z", it.account, line % 37 == 0 ? "SavingsPlanCoveredUsage" : "Usage", start,
            end,
            it.service.code, it.service.usage, it.service.operation, isServer ? "eu-west-1a" : "", it.id,
            "\(line % 1000).1250000000,,,USD,0.0001470000", cost, "0.0001470000", cost,
            it.service.description,
            ",Amazon Web Services EMEA SARL", it.service.name, ",,",
            isServer ? "Used,3.1 GHz,Yes,,,10,,,,,General purpose,m5.large" : ",,,,,,,,,,,",
            "EU (Ireland),AWS Region", isServer ? "8 GiB,Up to 10 Gigabit,Linux" : ",,", it.service.operation,
            "",
            it.service.family, "eu-west-1,eu-west-1", it.service.code, it.service.name, it.sku, ",,",
            it.service.usage, ",,,,", "\(it.sku).JRTCKXETXF.6YS6EN2CT7", "1000000000,USD", cost,
            "0.0001470000,OnDemand", it.service.unit, ",,,,,,,,,,", it.tags,
        ]
        text.append(contentsOf: fields.joined(separator: ",").utf8)
        text.append(UInt8(ascii: "\n"))
    }

    private static func time(_ hour: Int) -> String {
        "2025-10-\(pad(hour / 24 + 1))T\(pad(hour % 24)):00:00Z"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private mutating func word(_ length: Int, _ alphabet: String) -> String {
        let letters = Array(alphabet.utf8)
        let bytes = (0..<length).map { _ in letters[Int(random.next() % UInt64(letters.count))] }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func resource(_ number: Int) -> Resource {
        var choice = random.next() % 100
        var index = 0
        while choice >= Self.services[index].weight {
            choice -= Self.services[index].weight
            index += 1
        }
        let service = Self.services[index]
        let account = "\(210_000_000_000 + random.next() % 60 * 7_919_131)"
        let name = word(10, "abcdefghijklmnopqrstuvwxyz234567")
        let tags =
            "svc-\(name),\(1000 + random.next() % 40),prod,\"Owner, \(name)\",team-\(random.next() % 25)"
        return Resource(
            service: service, account: account, id: Self.id(of: service, account, name),
            sku: word(16, "ABCDEFGHJKMNPQRSTUVWXYZ23456789"), tags: number % 3 == 0 ? ",,,," : tags)
    }

    private static func id(of service: Service, _ account: String, _ name: String) -> String {
        switch service.code {
        case "AmazonDynamoDB": "arn:aws:dynamodb:eu-west-1:\(account):table/svc-\(name)-prod"
        case "AmazonECR": "arn:aws:ecr:eu-west-1:\(account):repository/team/\(name)"
        case "AmazonEC2": "i-0\(name)a1b2c3"
        case "AmazonS3": "bucket-\(name)"
        case "AWSLambda": "arn:aws:lambda:eu-west-1:\(account):function:fn-\(name)"
        default: ""
        }
    }
}

extension Bill {
    private static let services: [Service] = [
        Service(
            code: "AmazonDynamoDB", name: "Amazon DynamoDB", usage: "EUW1-ReadCapacityUnit-Hrs",
            operation: "CommittedThroughput", unit: "ReadCapacityUnit-Hrs",
            description:
                #""$0.000147 per hour for units of read capacity beyond the free tier, EU (Ireland)""#,
            family: "Provisioned IOPS", weight: 6),
        Service(
            code: "AmazonDynamoDB", name: "Amazon DynamoDB", usage: "EUW1-WriteRequestUnits",
            operation: "PayPerRequestThroughput", unit: "WriteRequestUnits",
            description: "$0.7065 per million write request units (EU (Ireland))",
            family: "Amazon DynamoDB PayPerRequest Throughput", weight: 5),
        Service(
            code: "AmazonDynamoDB", name: "Amazon DynamoDB", usage: "EUW1-TimedStorage-ByteHrs",
            operation: "StandardStorage", unit: "GB-Mo",
            description:
                #""$0.283 per GB-Month of storage used beyond first 25 free GB-Months, EU (Ireland)""#,
            family: "Database Storage", weight: 4),
        Service(
            code: "AmazonECR", name: "Amazon EC2 Container Registry (ECR)",
            usage: "EUW1-TimedStorage-ByteHrs",
            operation: "", unit: "GB-Mo",
            description: "$0.10 per GB-month of data storage",
            family: "EC2 Container Registry", weight: 3),
        Service(
            code: "AmazonEC2", name: "Amazon Elastic Compute Cloud", usage: "EUW1-BoxUsage:m5.large",
            operation: "RunInstances", unit: "Hrs",
            description: "$0.107 per On Demand Linux m5.large Instance Hour",
            family: "Compute Instance", weight: 32),
        Service(
            code: "AmazonS3", name: "Amazon Simple Storage Service", usage: "EUW1-Requests-Tier1",
            operation: "PutObject", unit: "Requests",
            description: #""$0.005 per 1,000 PUT, COPY, POST, or LIST requests""#,
            family: "API Request", weight: 25),
        Service(
            code: "AWSLambda", name: "AWS Lambda", usage: "EUW1-Lambda-GB-Second",
            operation: "Invoke", unit: "Lambda-GB-Second",
            description: #""AWS Lambda - Compute Free Tier - 400,000 GB-Seconds - EU (Ireland)""#,
            family: "Serverless", weight: 15),
        Service(
            code: "AmazonCloudWatch", name: "AmazonCloudWatch", usage: "EUW1-CW:GMD-Metrics",
            operation: "GetMetricData", unit: "Metrics",
            description: #""$0.01 per 1,000 metrics requested using GetMetricData API - EU (Ireland)""#,
            family: "Metric", weight: 10),
    ]

    static let header: [UInt8] = Array(
        """
        identity/LineItemId,identity/TimeInterval,bill/InvoiceId,bill/InvoicingEntity,\
        bill/BillingEntity,bill/BillType,bill/PayerAccountId,bill/BillingPeriodStartDate,\
        bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,\
        lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,\
        lineItem/Operation,lineItem/AvailabilityZone,lineItem/ResourceId,lineItem/UsageAmount,\
        lineItem/NormalizationFactor,lineItem/NormalizedUsageAmount,lineItem/CurrencyCode,\
        lineItem/UnblendedRate,lineItem/UnblendedCost,lineItem/BlendedRate,lineItem/BlendedCost,\
        lineItem/LineItemDescription,lineItem/TaxType,lineItem/LegalEntity,product/ProductName,\
        product/accountAssistance,product/architecturalReview,product/availability,\
        product/capacitystatus,product/clockSpeed,product/currentGeneration,product/databaseEngine,\
        product/durability,product/ecu,product/fromLocation,product/fromRegionCode,product/group,\
        product/groupDescription,product/instanceFamily,product/instanceType,product/location,\
        product/locationType,product/memory,product/networkPerformance,product/operatingSystem,\
        product/operation,product/physicalProcessor,product/productFamily,product/region,\
        product/regionCode,product/servicecode,product/servicename,product/sku,product/storageClass,\
        product/storageMedia,product/tenancy,product/usagetype,product/vcpu,product/volumeType,\
        pricing/LeaseContractLength,pricing/OfferingClass,pricing/PurchaseOption,pricing/RateCode,\
        pricing/RateId,pricing/currency,pricing/publicOnDemandCost,pricing/publicOnDemandRate,\
        pricing/term,pricing/unit,reservation/AmortizedUpfrontCostForUsage,\
        reservation/EffectiveCost,reservation/EndTime,reservation/ReservationARN,\
        reservation/StartTime,reservation/UnusedQuantity,savingsPlan/TotalCommitmentToDate,\
        savingsPlan/SavingsPlanARN,savingsPlan/SavingsPlanRate,savingsPlan/UsedCommitment,\
        savingsPlan/SavingsPlanEffectiveCost,resourceTags/user:Name,resourceTags/user:cost-centre,\
        resourceTags/user:env,resourceTags/user:owner,resourceTags/user:team


        """.utf8)
}

/// Steele, Lea and Flood's generator: numbers that are the same on every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
