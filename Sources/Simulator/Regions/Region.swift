extension Simulation {
    package struct Region: Hashable, Sendable {
        package var name: String
        /// Whether an account has to ask for it.
        package var isOptIn: Bool

        /// The busiest first, so that a smaller world has the regions that matter.
        static let standard = names(
            "us-east-1", "eu-west-1", "eu-central-1", "us-west-2", "us-east-2", "eu-west-2", "eu-west-3",
            "eu-north-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-south-1",
            "ca-central-1", "sa-east-1", "us-west-1", "ap-northeast-2", "ap-northeast-3"
        ).map { Region(name: $0, isOptIn: false) }

        static let optIn = names(
            "eu-central-2", "me-central-1", "ap-east-1", "eu-south-1", "af-south-1", "ap-southeast-3",
            "il-central-1", "ca-west-1", "eu-south-2", "ap-south-2", "me-south-1", "ap-southeast-4",
            "mx-central-1", "ap-southeast-5", "ap-southeast-7", "ap-east-2", "ap-southeast-6"
        ).map { Region(name: $0, isOptIn: true) }

        private static func names(_ names: String...) -> [String] { names }
    }

    /// How a region stands in an account, in the words of AWS.
    package enum RegionState: String, Sendable {
        case always = "ENABLED_BY_DEFAULT"
        case enabled = "ENABLED"
        case enabling = "ENABLING"
        case disabled = "DISABLED"

        package var isOn: Bool { self == .always || self == .enabled }
    }

    package func region(named name: String) -> Region? {
        regions.first { $0.name == name }
    }

    package func state(of region: Region, in account: Account) -> RegionState {
        guard region.isOptIn else { return .always }
        let wishes = draw.at("opt-in").at(account.index)
        guard wishes.percent(12) else { return .disabled }
        switch wishes.at(text: region.name).below(100) {
        case ..<18: return .enabled
        case 18: return .enabling
        default: return .disabled
        }
    }

    package func enabledRegions(of account: Account) -> [Region] {
        regions.filter { state(of: $0, in: account).isOn }
    }
}
