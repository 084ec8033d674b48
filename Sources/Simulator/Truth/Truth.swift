extension Simulation {
    /// What a perfect audit of the organisation finds, counted without any request.
    package struct Truth: Equatable, Sendable {
        package var accounts: [AccountState: Int] = [:]
        /// The regions that are on in active accounts, all together.
        package var enabledRegions = 0
        /// What can be seen.
        package var counts: [Countable: Int] = [:]
        /// How many pairs of account and region there are of each visibility.
        package var cells: [Countable: [Visibility: Int]] = [:]
    }

    /// Walks the whole organisation and counts, keeping nothing but sums.
    package func truth() -> Truth {
        var truth = Truth()
        for index in 0..<settings.accounts {
            let account = account(index)
            truth.accounts[account.state, default: 0] += 1
            if account.state == .active { truth.enabledRegions += enabledRegions(of: account).count }
            for countable in Countable.allCases { count(countable, in: account, into: &truth) }
        }
        return truth
    }

    private func count(_ countable: Countable, in account: Account, into truth: inout Truth) {
        for region in regions {
            let visibility = visibility(of: countable, in: account, region)
            truth.cells[countable, default: [:]][visibility, default: 0] += 1
            guard visibility == .seen else { continue }
            truth.counts[countable, default: 0] += count(of: countable, in: account, region)
        }
    }
}
