import Formats

/// One request that has passed the door, with what answers it.
struct Exchange {
    let simulation: Simulation
    let action: Action
    let caller: Caller
    let region: Simulation.Region
    let question: Question
    let now: Timestamp
    let requestID: String
    let lookups: LookupShelf
    /// How often this same question was asked before.
    let repetition: Int
    let oddity: Paging.Oddity?
    /// Whether the last page says that its token is null, instead of having none.
    let hasNullToken: Bool

    var account: Simulation.Account { caller.account }

    /// The pages of this listing, and of no other: of this account, region and question.
    func paging(_ token: String, of subject: String = "") throws(Objection) -> Paging {
        let draw = simulation.draw.at("page").at(text: action.rawValue).at(account.index)
        return try Paging(draw.at(text: region.name).at(text: subject), after: question.text(token))
    }

    func denied(_ cause: Objection.Denial.Cause, on resource: String = "*") -> Objection {
        .denied(Objection.Denial(caller: caller.arn, action: action, resource: resource, cause: cause))
    }

    /// Writes the token of the next page, as far as there is one.
    func writeToken(_ name: String, _ token: String?, to writer: inout JSONWriter) {
        if let token {
            writer.field(name, token)
        } else if hasNullToken {
            writer.key(name)
            writer.null()
        }
    }
}

extension JSONWriter {
    /// Writes an object with one array, and the token of the next page.
    static func page(
        _ name: String, _ items: (inout JSONWriter) -> Void, token: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key(name)
            writer.array(items)
            token(&writer)
        }
        return writer.bytes
    }
}
