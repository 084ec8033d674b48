import Formats

/// The members of a request, however they were written.
enum Question {
    case object(JSON)
    case form(Form)

    func text(_ name: String) throws(Objection) -> String? {
        switch self {
        case .form(let form): return form[name]
        case .object(let object):
            guard let value = object[name], !value.isNull else { return nil }
            guard let text = value.string else { throw .malformed }
            return text
        }
    }

    /// A text that has to be there.
    func demanded(_ name: String) throws(Objection) -> String {
        guard let text = try text(name), !text.isEmpty else { throw .absent(name) }
        return text
    }

    func int(_ name: String) throws(Objection) -> Int? {
        switch self {
        case .form(let form):
            guard let text = form[name] else { return nil }
            guard let number = Int(text) else { throw .malformed }
            return number
        case .object(let object):
            guard let value = object[name], !value.isNull else { return nil }
            guard let number = value.number?.int else { throw .malformed }
            return number
        }
    }

    /// How many a page may hold, within what the service allows.
    func pageSize(_ name: String, upTo limit: Int, default usual: Int) throws(Objection) -> Int {
        guard let size = try int(name) else { return usual }
        guard size >= 1 else { throw .outside(name, String(size), "greater than or equal to 1") }
        guard size <= limit else { throw .outside(name, String(size), "less than or equal to \(limit)") }
        return size
    }

    func texts(_ name: String) throws(Objection) -> [String]? {
        switch self {
        case .form(let form): return form.list(name)
        case .object(let object):
            guard let value = object[name], !value.isNull else { return nil }
            guard let elements = value.elements else { throw .malformed }
            return elements.compactMap(\.string)
        }
    }
}
