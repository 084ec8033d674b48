import Formats

/// The organisation: its accounts, its units and what is tagged.
enum OrganizationsAnswers {
    static func body(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        try admit(exchange)
        return switch exchange.action {
        case .describeOrganization: organization(exchange.simulation)
        case .describeAccount: try describedAccount(exchange)
        case .describeUnit: try describedUnit(exchange)
        case .listAccounts: try accounts(exchange)
        case .listAccountsForParent: try accountsBelow(exchange)
        case .listUnits: try unitsBelow(exchange)
        case .listParents: try parents(exchange)
        case .listOrganizationTags: try tags(exchange)
        default: try roots(exchange)
        }
    }

    /// Only who manages the organisation may ask; any member may ask what organisation it is in.
    private static func admit(_ exchange: Exchange) throws(Objection) {
        guard exchange.simulation.settings.auditor != .loner else {
            throw .own(
                status: 400, code: "AWSOrganizationsNotInUseException",
                message: "Your account is not a member of an organization.")
        }
        let index = exchange.account.index
        let isDelegate = index == exchange.simulation.delegatedAdministrator?.index
        guard index == 0 || isDelegate || exchange.action == .describeOrganization else {
            throw exchange.denied(.sentence("You don't have permissions to access this resource."))
        }
    }

    private static func organization(_ simulation: Simulation) -> [UInt8] {
        let (id, payer) = (simulation.organizationID, simulation.management)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Organization")
            writer.object { writer in
                writer.field("Arn", "arn:aws:organizations::\(payer.id):organization/\(id)")
                writer.key("AvailablePolicyTypes")
                writer.array { writer in
                    writer.object { writer in
                        writer.field("Status", "ENABLED")
                        writer.field("Type", "SERVICE_CONTROL_POLICY")
                    }
                }
                writer.field("FeatureSet", "ALL")
                writer.field("Id", id)
                writer.field(
                    "MasterAccountArn", "arn:aws:organizations::\(payer.id):account/\(id)/\(payer.id)")
                writer.field("MasterAccountEmail", payer.email)
                writer.field("MasterAccountId", payer.id)
            }
        }
        return writer.bytes
    }

    private static func roots(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let simulation = exchange.simulation
        let path = "\(simulation.organizationID)/\(simulation.rootID)"
        return JSONWriter.page("Roots") { writer in
            writer.object { writer in
                writer.field("Arn", "arn:aws:organizations::\(simulation.management.id):root/\(path)")
                writer.field("Id", simulation.rootID)
                writer.field("Name", "Root")
                writer.key("PolicyTypes")
                writer.array { writer in
                    writer.object { writer in
                        writer.field("Status", "ENABLED")
                        writer.field("Type", "SERVICE_CONTROL_POLICY")
                    }
                }
            }
        } token: {
            exchange.writeToken("NextToken", nil, to: &$0)
        }
    }
}
