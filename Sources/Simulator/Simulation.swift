import Formats

/// An organisation in AWS that does not exist, and looks like one that does.
///
/// Everything in it is computed from the seed at the moment it is asked for: the ten-thousandth account costs
/// no more memory than the first, no order of questions matters, and every machine sees the same.
package struct Simulation: Sendable {
    package let settings: Settings
    /// The regions that exist: those that every account has, then those to opt in to.
    package let regions: [Region]
    package let organizationID: String
    package let rootID: String
    let draw: Draw
    let accountNumbers: Permutation

    /// What to invent, and how much of it.
    package struct Settings: Equatable, Sendable {
        package var seed: UInt64 = 1
        package var accounts = 48
        /// How many of the regions that are always on exist, from 1 to 17.
        package var regions = Region.standard.count
        /// How many of the regions to opt in to exist, from 0 to 17.
        package var optInRegions = Region.optIn.count
        /// Multiplies how many tables and repositories there are.
        package var resources = 1.0
        /// Multiplies how many images a repository has.
        package var images = 1.0
        /// The instant that it all leads up to; nothing is younger.
        package var end = Timestamp(seconds: 1_795_219_200)  // 2026-11-21
        /// The name of the audit's role in the member accounts.
        package var role = "StocktakeReadOnly"
        /// What the role demands, if it does.
        package var externalID: String?
        package var trouble = Trouble.usual
        package var auditor = Auditor.management
        package var accountFields: AccountFields = .all

        package init() {}
    }

    package init(_ settings: Settings = Settings()) {
        self.settings = settings
        draw = Draw(seed: settings.seed)
        regions = Array(
            Region.standard.prefix(settings.regions) + Region.optIn.prefix(settings.optInRegions))
        accountNumbers = Permutation(of: Account.numbers.count, draw.at("account"))
        organizationID = "o-" + Self.word(10, draw.at("organization"))
        rootID = "r-" + Self.word(4, draw.at("root"))
    }

    /// Small letters and digits, as the ids of organisations are made of.
    static func word(_ length: Int, _ draw: Draw) -> String {
        let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        let letters = (0..<length).map { digits[draw.at($0).below(digits.count)] }
        return String(decoding: letters, as: UTF8.self)
    }
}

extension Simulation.Settings {
    /// Whether the organisation has accounts that cannot be audited.
    package enum Trouble: Sendable {
        case none
        /// Suspended and closed accounts, a missing role, denials: some in every five hundred accounts.
        case usual
    }

    /// Whose user runs the audit.
    package enum Auditor: Sendable {
        case management
        /// The account `security-tooling`, which may ask for the organisation as well.
        case delegatedAdministrator
        /// An account that may not ask for the organisation.
        case member
        /// An account that belongs to no organisation.
        case loner
    }

    /// Which of the members that came and go the organisation's answers have.
    package struct AccountFields: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Retired by AWS on 2026-09-09, and still there for some.
        package static let status = AccountFields(rawValue: 1)
        package static let state = AccountFields(rawValue: 2)
        /// Without them, the way to an account has to be walked from its root.
        package static let paths = AccountFields(rawValue: 4)
        package static let all: AccountFields = [.status, .state, .paths]
    }
}
