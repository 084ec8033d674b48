import Foundation
import Support

/// The language in which AWS publishes how endpoints are found: an independent judge of the product's table.
///
/// https://smithy.io/2.0/additional-specs/rules-engine/specification.html
struct RuleSet {
    typealias Object = [String: Any]

    enum Outcome: Equatable {
        case endpoint(url: String, signingRegion: String?)
        case failure
    }

    private struct Unreadable: Error {}

    private let parameters: [String: Object]
    private let rules: [Object]
    private let functions: RuleFunctions

    init(_ service: String) throws {
        let document = try Vectors.json("aws-endpoints/endpoint-rule-sets.json") as? Object
        let set = (document?["rules"] as? Object)?[service] as? Object
        guard let parameters = set?["parameters"] as? [String: Object], let rules = set?["rules"] as? [Object]
        else { throw Unreadable() }
        self.parameters = parameters
        self.rules = rules
        functions = try RuleFunctions()
    }

    func outcome(_ arguments: Object) throws -> Outcome {
        var scope: Object = [:]
        for (name, parameter) in parameters {
            scope[name] = arguments[name] ?? parameter["default"]
            if scope[name] == nil, parameter["required"] as? Bool == true { return .failure }
        }
        guard let outcome = try outcome(of: rules, scope) else { throw Unreadable() }
        return outcome
    }

    private func outcome(of rules: [Object], _ scope: Object) throws -> Outcome? {
        for rule in rules {
            var scope = scope
            guard try holds(rule["conditions"] as? [Object] ?? [], &scope) else { continue }
            if let inner = rule["rules"] as? [Object] { return try outcome(of: inner, scope) }
            guard let endpoint = rule["endpoint"] as? Object else { return .failure }
            let properties = try value(endpoint["properties"] ?? [:], scope) as? Object
            guard let url = try value(endpoint["url"] ?? "", scope) as? String else { throw Unreadable() }
            let scheme = (properties?["authSchemes"] as? [Any])?.first as? Object
            return .endpoint(url: url, signingRegion: scheme?["signingRegion"] as? String)
        }
        return nil
    }

    private func holds(_ conditions: [Object], _ scope: inout Object) throws -> Bool {
        for condition in conditions {
            guard let answer = try value(condition, scope), answer as? Bool != false else { return false }
            if let name = condition["assign"] as? String { scope[name] = answer }
        }
        return true
    }

    private func value(_ expression: Any, _ scope: Object) throws -> Any? {
        switch expression {
        case let text as String: return try text.contains("{") ? filled(text, scope) : text
        case let list as [Any]: return try list.map { try value($0, scope) ?? NSNull() }
        case let object as Object:
            if let name = object["ref"] as? String { return scope[name] }
            guard let name = object["fn"] as? String, let arguments = object["argv"] as? [Any] else {
                return try object.compactMapValues { try value($0, scope) }
            }
            return try functions.call(name, arguments.map { try value($0, scope) })
        default: return expression
        }
    }

    /// Puts `{Region}` and `{PartitionResult#dnsSuffix}` into a text.
    private func filled(_ template: String, _ scope: Object) throws -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let name = rest[rest.index(after: open)..<close].split(separator: "#").map(String.init)
            let held = name.count > 1 ? functions.attribute(scope[name[0]] as Any?, name[1]) : scope[name[0]]
            guard let part = held as? String else { throw Unreadable() }
            text += part
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
