import Formats

/// Who asks.
struct Caller {
    var account: Simulation.Account
    var principal: Principal
    /// What the signature has to be made with.
    var secret: String

    enum Principal {
        case user(String)
        case session(Session)
    }

    var isSession: Bool {
        if case .session = principal { true } else { false }
    }

    var expires: Timestamp? {
        if case .session(let session) = principal { session.expires } else { nil }
    }

    var arn: String {
        switch principal {
        case .user(let name): "arn:aws:iam::\(account.id):user/\(name)"
        case .session(let session):
            "arn:aws:sts::\(account.id):assumed-role/\(session.role)/\(session.name)"
        }
    }

    /// The id that AWS gives to users and roles, which outlives their names.
    func userID(_ simulation: Simulation) -> String {
        let draw = simulation.draw.at("principal").at(account.index)
        switch principal {
        case .user(let name): return "AIDA" + Alphabet.base32.text(draw.at(text: name).bytes(10))
        case .session(let session):
            return "AROA" + Alphabet.base32.text(draw.at(text: session.role).bytes(10)) + ":" + session.name
        }
    }
}
