import Formats

extension Simulation {
    package struct Account: Hashable, Sendable {
        /// Its place in the organisation; the management account has the first.
        package let index: Int
        package let id: String
        package let name: String
        package let state: AccountState
        /// What an audit meets there, besides the state.
        package let trouble: Trouble?
        /// What it was made for.
        let team: String
        let environment: String
        /// The unit it is in; nil directly below the root.
        let unit: Int?
        package let joined: Timestamp

        package var email: String { "aws+\(name)@halvorsen.example" }
        var isProduction: Bool { environment == "prod" }

        static let numbers = 100_000_000_000..<1_000_000_000_000
    }

    /// How an account stands, in the words of AWS.
    package enum AccountState: String, CaseIterable, Sendable {
        case pendingActivation = "PENDING_ACTIVATION"
        case active = "ACTIVE"
        case suspended = "SUSPENDED"
        case pendingClosure = "PENDING_CLOSURE"
        case closed = "CLOSED"

        /// The word of the older member, which knows but three.
        var status: String {
            switch self {
            case .active, .pendingActivation: "ACTIVE"
            case .pendingClosure: "PENDING_CLOSURE"
            case .suspended, .closed: "SUSPENDED"
            }
        }
    }

    /// Why an active account cannot be seen, or not all of it.
    package enum Trouble: Sendable {
        /// Nobody made the audit's role there.
        case roleMissing
        /// A policy of the organisation forbids everything outside of the two first regions.
        case regionsDenied
        /// The audit's role lacks the permission to list repositories.
        case repositoriesDenied
        /// It lacks the permission to read metrics.
        case metricsDenied
        /// It lacks the permission to see what scales by itself.
        case scalingDenied
        /// It lacks the permission to list what runs in containers.
        case usesDenied
    }
}

extension Simulation.Account {
    /// Whether the audit's role there lacks the permission for an action.
    func lacks(_ action: Action) -> Bool {
        switch trouble {
        case .repositoriesDenied: action.rawValue.hasPrefix("ecr:")
        case .metricsDenied: action == .getMetricData
        case .usesDenied: action == .listTasks
        case .scalingDenied: action.rawValue.hasPrefix("application-autoscaling:")
        case .roleMissing, .regionsDenied, nil: false
        }
    }
}

extension Simulation {
    package var management: Account { account(0) }

    /// The account that may ask for the organisation although it does not pay for it.
    package var delegatedAdministrator: Account? { settings.accounts > 2 ? account(2) : nil }

    /// The account of an id; nil for one that is not of this organisation.
    package func account(id: String) -> Account? {
        guard id.utf8.count == 12, let number = Int(id), Account.numbers.contains(number) else { return nil }
        let index = accountNumbers.preimage(of: number - Account.numbers.lowerBound)
        return index < settings.accounts ? account(index) : nil
    }

    /// The id of the account at a place.
    package func id(ofAccount index: Int) -> String {
        String(Account.numbers.lowerBound + accountNumbers.image(of: index))
    }

    /// The account at a place.
    package func account(_ index: Int) -> Account {
        let role = role(ofAccount: index)
        let (state, trouble) = fate(ofAccount: index)
        return Account(
            index: index, id: id(ofAccount: index), name: role.name, state: state, trouble: trouble,
            team: role.team, environment: role.environment, unit: unit(of: role, state),
            joined: joining(ofAccount: index))
    }

    private func joining(ofAccount index: Int) -> Timestamp {
        let years = 8 * 365
        let age = years - years * index / max(settings.accounts, 1)
        let draw = draw.at("joined").at(index)
        let late = Int64(draw.at("second").below(86_400))
        return settings.end.adding(days: -age - 30 - draw.below(25)).adding(seconds: late)
    }

    /// What becomes of an account: each kind of trouble strikes a few of every five hundred.
    func fate(ofAccount index: Int) -> (AccountState, Trouble?) {
        let (place, count) = (index - AccountRole.firstMember, settings.accounts - AccountRole.firstMember)
        guard settings.trouble == .usual, place >= 0 else { return (.active, nil) }
        let herd = place / 500
        let size = min(500, count - herd * 500)
        guard size >= 12 else { return (.active, nil) }
        switch Permutation(of: size, draw.at("fate").at(herd)).image(of: place % 500) {
        case 0, 1: return (.suspended, nil)
        case 2: return (.closed, nil)
        case 3: return (.pendingClosure, nil)
        case 4: return (.active, .roleMissing)
        case 5: return (.active, .regionsDenied)
        case 6: return (.active, .repositoriesDenied)
        case 8: return (.active, .metricsDenied)
        case 9: return (.active, .scalingDenied)
        case 10: return (.active, .usesDenied)
        case 7 where size >= 200: return (.pendingActivation, nil)
        default: return (.active, nil)
        }
    }
}
