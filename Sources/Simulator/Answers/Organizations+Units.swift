import Formats

extension OrganizationsAnswers {
    /// The unit of an id; nil for the root's.
    static func unit(_ id: String, _ simulation: Simulation) throws(Objection) -> Simulation.Unit? {
        if id == simulation.rootID { return nil }
        guard let unit = simulation.unit(id: id) else {
            throw .own(
                status: 400, code: "ParentNotFoundException",
                message: "You specified parent that doesn't exist.")
        }
        return unit
    }

    static func unitsBelow(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let parent = try exchange.question.demanded("ParentId")
        let children = exchange.simulation.units(below: try unit(parent, exchange.simulation)?.index)
        let size = try exchange.question.pageSize("MaxResults", upTo: 20, default: 20)
        let slice = try exchange.paging("NextToken", of: parent).slice(
            of: children.count, size: size, exchange.oddity)
        return JSONWriter.page("OrganizationalUnits") { writer in
            for unit in children[slice.items] { write(unit, exchange.simulation, to: &writer) }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }

    static func describedUnit(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let id = try exchange.question.demanded("OrganizationalUnitId")
        guard let unit = exchange.simulation.unit(id: id) else {
            throw .own(
                status: 400, code: "OrganizationalUnitNotFoundException",
                message: "You specified an organizational unit that doesn't exist.")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("OrganizationalUnit")
            write(unit, exchange.simulation, to: &writer)
        }
        return writer.bytes
    }

    static func parents(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let simulation = exchange.simulation
        let parent = try parent(of: exchange.question.demanded("ChildId"), simulation)
        return JSONWriter.page("Parents") { writer in
            writer.object { writer in
                writer.field("Id", parent?.id ?? simulation.rootID)
                writer.field("Type", parent == nil ? "ROOT" : "ORGANIZATIONAL_UNIT")
            }
        } token: {
            exchange.writeToken("NextToken", nil, to: &$0)
        }
    }

    private static func parent(
        of id: String, _ simulation: Simulation
    ) throws(Objection) -> Simulation.Unit? {
        if let account = simulation.account(id: id) { return simulation.unit(of: account) }
        guard let unit = simulation.unit(id: id) else {
            throw .own(
                status: 400, code: "ChildNotFoundException",
                message: "You specified child that doesn't exist.")
        }
        return unit.parent.map { simulation.unit($0) }
    }

    /// Accounts are tagged; the root and the units of this organisation are not.
    static func tags(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let id = try exchange.question.demanded("ResourceId")
        let simulation = exchange.simulation
        let account = simulation.account(id: id)
        guard account != nil || id == simulation.rootID || simulation.unit(id: id) != nil else {
            throw .own(
                status: 400, code: "TargetNotFoundException",
                message: "You specified a target that doesn't exist.")
        }
        let tags = account.map { simulation.tags(of: $0) } ?? []
        let slice = try exchange.paging("NextToken", of: id).slice(of: tags.count, size: 10, exchange.oddity)
        return JSONWriter.page("Tags") { writer in
            for tag in tags[slice.items] { writer.tag(tag) }
        } token: {
            exchange.writeToken("NextToken", slice.next, to: &$0)
        }
    }

    private static func write(
        _ unit: Simulation.Unit, _ simulation: Simulation, to writer: inout JSONWriter
    ) {
        let path = "\(simulation.organizationID)/\(unit.id)"
        writer.object { writer in
            writer.field("Arn", "arn:aws:organizations::\(simulation.management.id):ou/\(path)")
            writer.field("Id", unit.id)
            writer.field("Name", unit.name)
            if simulation.settings.accountFields.contains(.paths) {
                writer.field("Path", simulation.path(to: unit))
            }
        }
    }
}

extension JSONWriter {
    mutating func tag(_ tag: Simulation.Tag) {
        object { writer in
            writer.field("Key", tag.key)
            writer.field("Value", tag.value)
        }
    }
}
