/// What FOCUS calls a line of the bill, by its line type.
struct FocusCharge: Sendable {
    var category: String
    var frequency: String
    /// What was committed to, and what of it: a savings plan is a promise to spend, a reservation one to use.
    var commitment: (category: String, type: String, status: String)?
    var pricing: String?
    /// Whether what it costs is paid by a commitment, or given back because one paid it: nothing is billed for it.
    var isPaidByCommitment = false
    /// Whether a reservation covers it.
    var isReserved = false
    /// Whether its quantity is one of use.
    var countsUsage: Bool

    init(_ lineType: String) {
        let kind = LineKind(lineType)
        countsUsage = kind.countsUsage
        (category, frequency) = Self.names(of: kind, lineType)
        pricing = kind == .usage ? "Standard" : nil
        switch kind {
        case .planCovered: commitment = ("Spend", "Savings Plan", "Used")
        case .reservationCovered:
            commitment = ("Usage", "Reserved", "Used")
            isReserved = true
        default: break
        }
        if commitment != nil { pricing = "Committed" }
        isPaidByCommitment = kind == .planCovered || lineType == "SavingsPlanNegation"
    }

    private static func names(of kind: LineKind, _ lineType: String) -> (String, String) {
        switch (kind, lineType) {
        case (.usage, _), (.planCovered, _), (.reservationCovered, _): ("Usage", "Usage-Based")
        case (_, "SavingsPlanNegation"): ("Adjustment", "Usage-Based")
        case (.planRecurring, _), (.reservationFee, _): ("Purchase", "Recurring")
        case (.fee, _), (.planUpfrontOrNegation, _): ("Purchase", "One-Time")
        case (_, "Tax"): ("Tax", "One-Time")
        case (_, "Credit"): ("Credit", "One-Time")
        default: ("Adjustment", "One-Time")
        }
    }

    /// The category of a product of AWS, as FOCUS has them; `Other` for one that is not known here.
    static func serviceCategory(of product: String) -> String { categories[product] ?? "Other" }

    private static let categories: [String: String] = {
        let byCategory: [(String, [String])] = [
            (
                "Compute",
                [
                    "AmazonEC2", "AWSLambda", "AmazonECS", "AmazonEKS", "AmazonLightsail", "AWSBatch",
                    "AWSAppRunner",
                ]
            ),
            ("Storage", ["AmazonS3", "AmazonEFS", "AmazonFSx", "AmazonGlacier", "AWSBackup", "AmazonECR"]),
            (
                "Databases",
                [
                    "AmazonDynamoDB", "AmazonRDS", "AmazonElastiCache", "AmazonDocDB", "AmazonNeptune",
                    "AmazonDAX", "AmazonMemoryDB", "AmazonTimestream",
                ]
            ),
            (
                "Networking",
                [
                    "AmazonVPC", "AWSDataTransfer", "AmazonCloudFront", "AmazonRoute53", "AWSELB",
                    "AWSDirectConnect",
                ]
            ),
            (
                "Analytics",
                ["AmazonRedshift", "AmazonAthena", "AmazonKinesis", "AWSGlue", "AmazonES", "AmazonMSK"]
            ),
            ("Identity", ["AmazonCognito", "AWSDirectoryService"]),
            ("Security", ["awskms", "AWSSecretsManager", "AmazonGuardDuty", "AWSSecurityHub", "awswaf"]),
            (
                "Integration",
                ["AWSQueueService", "AmazonSNS", "AWSEvents", "AmazonStates", "AmazonApiGateway"]
            ),
            (
                "Management and Governance",
                ["AmazonCloudWatch", "AWSCloudTrail", "AWSConfig", "AWSSystemsManager", "AWSCostExplorer"]
            ),
            ("AI and Machine Learning", ["AmazonSageMaker", "AmazonBedrock", "AmazonRekognition"]),
            ("Developer Tools", ["CodeBuild", "AWSCodePipeline", "AWSCodeArtifact", "AWSXRay"]),
        ]
        var categories: [String: String] = [:]
        for (category, products) in byCategory {
            for product in products { categories[product] = category }
        }
        return categories
    }()
}
