import Formats

/// Which regions an account has, as Account Management tells it.
enum AccountAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let account = try subject(exchange)
        let simulation = exchange.simulation
        let size = try exchange.question.pageSize("MaxResults", upTo: 50, default: 20)
        let wanted = try exchange.question.texts("RegionOptStatusContains")
        let regions = simulation.regions.sorted { $0.name < $1.name }
            .map { ($0.name, simulation.state(of: $0, in: account).rawValue) }
            .filter { wanted?.contains($0.1) ?? true }
        let slice = try exchange.paging("NextToken", of: account.id + (wanted ?? []).joined()).slice(
            of: regions.count, size: size, exchange.oddity)
        return JSONWriter.page("Regions") { writer in
            for (name, state) in regions[slice.items] {
                writer.object { writer in
                    writer.field("RegionName", name)
                    writer.field("RegionOptStatus", state)
                }
            }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }

    /// Whose regions are asked for.
    ///
    /// Only who manages the organisation may name an account, and the management account may not name itself.
    private static func subject(_ exchange: Exchange) throws(Objection) -> Simulation.Account {
        guard let id = try exchange.question.text("AccountId") else { return exchange.account }
        let simulation = exchange.simulation
        let (caller, isLoner) = (exchange.account.index, simulation.settings.auditor == .loner)
        guard !isLoner, caller == 0 || caller == simulation.delegatedAdministrator?.index else {
            throw exchange.denied(.identity, on: "arn:aws:account::\(id):account")
        }
        guard let account = simulation.account(id: id) else {
            throw exchange.denied(
                .sentence(
                    "User: \(exchange.caller.arn) is not authorized to perform: account:ListRegions (The "
                        + "specified account is not a member of the organization.)"))
        }
        guard account.index != 0 else {
            throw exchange.denied(
                .sentence(
                    "User: \(exchange.caller.arn) is not authorized to perform: account:ListRegions (The "
                        + "management account can only be managed using the standalone context from the "
                        + "management account.)"))
        }
        return account
    }
}

/// The regions as EC2 tells them, for accounts whose organisation may not be asked.
enum EC2Answers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        var items = ""
        for region in try regions(exchange) {
            items += """

                        <item>
                            <regionName>\(region.name)</regionName>
                            <regionEndpoint>ec2.\(region.name).amazonaws.com</regionEndpoint>
                            <optInStatus>\(status(of: region, exchange))</optInStatus>
                        </item>
                """
        }
        let body = """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
                <requestId>\(exchange.requestID)</requestId>
                <regionInfo>\(items)
                </regionInfo>
            </DescribeRegionsResponse>
            """
        return Array(body.utf8)
    }

    private static func regions(_ exchange: Exchange) throws(Objection) -> [Simulation.Region] {
        let simulation = exchange.simulation
        guard try exchange.question.text("Filter.1.Name") == nil else {
            throw .own(
                status: 400, code: "InvalidParameterValue", message: "The simulation knows no filters")
        }
        let isAll = try exchange.question.text("AllRegions") == "true"
        let names = try exchange.question.texts("RegionName") ?? []
        for name in names where simulation.region(named: name) == nil {
            throw .own(
                status: 400, code: "InvalidParameterValue", message: "Invalid region provided: \(name)")
        }
        return simulation.regions.filter { region in
            guard names.isEmpty else { return names.contains(region.name) }
            return isAll || simulation.state(of: region, in: exchange.account).isOn
        }
    }

    private static func status(of region: Simulation.Region, _ exchange: Exchange) -> String {
        switch exchange.simulation.state(of: region, in: exchange.account) {
        case .always: "opt-in-not-required"
        case .enabled: "opted-in"
        case .enabling, .disabled: "not-opted-in"
        }
    }
}
