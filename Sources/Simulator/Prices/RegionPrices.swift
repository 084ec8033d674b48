/// What prices call a region, and how much dearer it is than us-east-1.
struct RegionPrices {
    let region: String
    /// What stands before usage types; nothing in us-east-1.
    let code: String
    /// In hundredths.
    let factor: Int
    let location: String

    /// The prices of a region; one that is new is called by its name and costs a fifth more.
    init(_ region: String) {
        self = Self.known[region] ?? RegionPrices(region, region.uppercased(), 120, region)
    }

    private init(_ region: String, _ code: String, _ factor: Int, _ location: String) {
        (self.region, self.code, self.factor, self.location) = (region, code, factor, location)
    }

    func usageType(_ use: PricedUse) -> String { usageType(use.rawValue) }

    func usageType(_ name: String) -> String { code.isEmpty ? name : "\(code)-\(name)" }

    /// What a unit costs, in 10⁻¹⁰ dollars.
    func rate(_ use: PricedUse) -> Int { scaled(use.rate) }

    func scaled(_ rate: Int) -> Int { (rate * factor + 50) / 100 }

    private static let known: [String: RegionPrices] = {
        var known: [String: RegionPrices] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3)
            guard words.count == 4, let factor = Int(words[2]) else { continue }
            let code = words[1] == "-" ? "" : String(words[1])
            known[String(words[0])] = RegionPrices(String(words[0]), code, factor, String(words[3]))
        }
        return known
    }()

    // The codes are AWS's; the factors are near those of its price list in November 2024.
    private static let lines = """
        us-east-1 - 100 US East (N. Virginia)
        us-east-2 USE2 100 US East (Ohio)
        us-west-1 USW1 112 US West (N. California)
        us-west-2 USW2 100 US West (Oregon)
        ca-central-1 CAN1 110 Canada (Central)
        sa-east-1 SAE1 150 South America (Sao Paulo)
        eu-west-1 EU 113 EU (Ireland)
        eu-west-2 EUW2 119 EU (London)
        eu-west-3 EUW3 119 EU (Paris)
        eu-central-1 EUC1 122 EU (Frankfurt)
        eu-central-2 EUC2 134 Europe (Zurich)
        eu-north-1 EUN1 107 EU (Stockholm)
        eu-south-1 EUS1 119 EU (Milan)
        eu-south-2 EUS2 113 Europe (Spain)
        ap-northeast-1 APN1 114 Asia Pacific (Tokyo)
        ap-northeast-2 APN2 108 Asia Pacific (Seoul)
        ap-northeast-3 APN3 114 Asia Pacific (Osaka)
        ap-southeast-1 APS1 114 Asia Pacific (Singapore)
        ap-southeast-2 APS2 114 Asia Pacific (Sydney)
        ap-southeast-3 APS4 114 Asia Pacific (Jakarta)
        ap-southeast-4 APS6 114 Asia Pacific (Melbourne)
        ap-south-1 APS3 114 Asia Pacific (Mumbai)
        ap-south-2 APS5 114 Asia Pacific (Hyderabad)
        ap-east-1 APE1 125 Asia Pacific (Hong Kong)
        af-south-1 AFS1 134 Africa (Cape Town)
        me-south-1 MES1 124 Middle East (Bahrain)
        me-central-1 MEC1 124 Middle East (UAE)
        il-central-1 ILC1 136 Israel (Tel Aviv)
        ca-west-1 CAN2 110 Canada West (Calgary)
        mx-central-1 MXC1 105 Mexico (Central)
        """
}
