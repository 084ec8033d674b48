/// What an account is there for, and its name.
struct AccountRole {
    enum Kind {
        case management, foundation, workload, sandbox
    }

    /// Accounts before this place are the landing zone's own.
    static let firstMember = 1 + Names.foundations.count

    var kind: Kind
    var name: String
    var team: String
    var environment = "prod"
}

extension Simulation {
    /// What the account at a place is for.
    ///
    /// Every eighth member is somebody's sandbox, the others come in threes: production, staging, development.
    func role(ofAccount index: Int) -> AccountRole {
        guard index > 0 else {
            return AccountRole(kind: .management, name: "halvorsen-payer", team: "finance")
        }
        let place = index - AccountRole.firstMember
        guard place >= 0 else {
            let name = Names.foundations[index - 1]
            return AccountRole(kind: .foundation, name: name, team: name)
        }
        let (dozen, rest) = place.quotientAndRemainder(dividingBy: 8)
        guard rest < 7 else { return sandbox(dozen) }
        let (workload, environment) = (dozen * 7 + rest).quotientAndRemainder(dividingBy: 3)
        let (round, teamNumber) = workload.quotientAndRemainder(dividingBy: Names.teams.count)
        let team = Names.teams[Permutation(of: Names.teams.count, draw.at("teams")).image(of: teamNumber)]
        var words = [team]
        if round > 0 { words.append(Names.components[(round - 1) % Names.components.count]) }
        words.append(Names.environments[environment])
        // Who has more workloads than there are words begins to count.
        let lap = (round - 1) / Names.components.count
        if round > 0, lap > 0 { words.append(String(lap + 1)) }
        return AccountRole(
            kind: .workload, name: words.joined(separator: "-"), team: team,
            environment: Names.environments[environment])
    }

    private func sandbox(_ number: Int) -> AccountRole {
        let (lap, person) = number.quotientAndRemainder(dividingBy: Names.people.count)
        let name = "sandbox-" + Names.people[person] + (lap > 0 ? "-\(lap + 1)" : "")
        return AccountRole(kind: .sandbox, name: name, team: Names.people[person], environment: "sandbox")
    }
}
