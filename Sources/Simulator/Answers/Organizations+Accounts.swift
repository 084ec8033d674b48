import Formats

extension OrganizationsAnswers {
    private static let pageSize = 20

    static func accounts(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let size = try exchange.question.pageSize("MaxResults", upTo: pageSize, default: pageSize)
        let simulation = exchange.simulation
        let slice = try exchange.paging("NextToken").slice(
            of: simulation.settings.accounts, size: size, exchange.oddity)
        return page(exchange, Array(slice.items), slice.next)
    }

    static func accountsBelow(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let parent = try exchange.question.demanded("ParentId")
        let unit = try unit(parent, exchange.simulation)
        let size = try exchange.question.pageSize("MaxResults", upTo: pageSize, default: pageSize)
        let simulation = exchange.simulation
        let slice = try exchange.paging("NextToken", of: parent).slice(
            of: simulation.settings.accounts, size: size, exchange.oddity
        ) { simulation.unitIndex(ofAccount: $0) == unit?.index }
        return page(exchange, slice.items, slice.next)
    }

    static func describedAccount(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let id = try exchange.question.demanded("AccountId")
        guard let account = exchange.simulation.account(id: id) else {
            throw .own(
                status: 400, code: "AccountNotFoundException",
                message: "You specified an account that doesn't exist.")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Account")
            write(account, exchange.simulation, to: &writer)
        }
        return writer.bytes
    }

    private static func page(_ exchange: Exchange, _ items: [Int], _ next: String?) -> [UInt8] {
        let simulation = exchange.simulation
        return JSONWriter.page("Accounts") { writer in
            for index in items { write(simulation.account(index), simulation, to: &writer) }
        } token: {
            exchange.writeToken("NextToken", next, to: &$0)
        }
    }

    private static func write(
        _ account: Simulation.Account, _ simulation: Simulation, to writer: inout JSONWriter
    ) {
        let fields = simulation.settings.accountFields
        let path = "\(simulation.organizationID)/\(account.id)"
        writer.object { writer in
            writer.field("Arn", "arn:aws:organizations::\(simulation.management.id):account/\(path)")
            writer.field("Email", account.email)
            writer.field("Id", account.id)
            writer.field("JoinedMethod", account.index == 0 ? "INVITED" : "CREATED")
            writer.key("JoinedTimestamp")
            writer.double(Double(account.joined.seconds) + 0.377)
            writer.field("Name", account.name)
            if fields.contains(.paths) {
                writer.key("Paths")
                writer.array { $0.string(simulation.path(to: account)) }
            }
            if fields.contains(.state) { writer.field("State", account.state.rawValue) }
            if fields.contains(.status) { writer.field("Status", account.state.status) }
        }
    }
}
