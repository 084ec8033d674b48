import Formats
import Foundation
import Support

/// Compares answers with the shapes that AWS publishes for its services.
struct ModelJudge {
    private let shapes: [String: [String: Any]]
    private let operations: [String: [String: Any]]

    init(_ service: String) throws {
        let packed = try Vectors.data("aws-endpoints/service-models-read-only.json.gz")
        let plain = try Array(packed).inflated()
        let models = try JSONSerialization.jsonObject(with: Data(plain)) as? [String: Any]
        let model = (models?["services"] as? [String: [String: Any]])?[service]
        shapes = model?["shapes"] as? [String: [String: Any]] ?? [:]
        operations = model?["operations"] as? [String: [String: Any]] ?? [:]
    }

    /// Whether the vectors hold the model of a service.
    static func has(_ service: String) -> Bool {
        (try? ModelJudge(service)).map { !$0.operations.isEmpty } ?? false
    }

    /// What is wrong with an answer in JSON, one line each.
    func faults(in answer: Any, of operation: String) -> [String] {
        guard let output = operations[operation]?["output"] as? [String: Any],
            let shape = output["shape"] as? String
        else { return ["no such operation: \(operation)"] }
        return faults(in: answer, shape, at: operation)
    }

    /// The names of all elements that an answer in XML may have.
    func elementNames(of operation: String) -> Set<String> {
        let output = operations[operation]?["output"] as? [String: Any]
        return names(below: output?["shape"] as? String ?? "")
    }

    private func names(below name: String) -> Set<String> {
        guard let shape = shapes[name] else { return [] }
        if let item = shape["member"] as? [String: Any] {
            let own = item["locationName"] as? String ?? "member"
            return names(below: item["shape"] as? String ?? "").union([own])
        }
        let members = shape["members"] as? [String: [String: Any]] ?? [:]
        return members.reduce(into: []) { names, member in
            names.insert(member.value["locationName"] as? String ?? member.key)
            names.formUnion(self.names(below: member.value["shape"] as? String ?? ""))
        }
    }

    private func faults(in value: Any, _ name: String, at place: String) -> [String] {
        guard let shape = shapes[name], let type = shape["type"] as? String else {
            return ["\(place): no shape"]
        }
        switch type {
        case "structure":
            guard let object = value as? [String: Any] else { return ["\(place): no object"] }
            return faults(in: object, shape, at: place)
        case "list":
            guard let list = value as? [Any] else { return ["\(place): no list"] }
            let item = (shape["member"] as? [String: Any])?["shape"] as? String ?? ""
            return list.enumerated().flatMap { faults(in: $1, item, at: "\(place)[\($0)]") }
        case "map":
            guard let object = value as? [String: Any] else { return ["\(place): no object"] }
            let item = (shape["value"] as? [String: Any])?["shape"] as? String ?? ""
            return object.flatMap { faults(in: $1, item, at: "\(place).\($0)") }
        case "string":
            guard let text = value as? String else { return ["\(place): no text"] }
            return faults(in: text, shape, at: place)
        case "boolean":
            return value is Bool ? [] : ["\(place): no boolean"]
        default:
            return value is NSNumber ? [] : ["\(place): no number"]
        }
    }

    private func faults(in object: [String: Any], _ shape: [String: Any], at place: String) -> [String] {
        let members = shape["members"] as? [String: [String: Any]] ?? [:]
        let required = shape["required"] as? [String] ?? []
        let absent = required.filter { object[$0] == nil }.map { "\(place).\($0): absent" }
        return absent
            + object.flatMap { key, value in
                guard let shape = members[key]?["shape"] as? String else {
                    return ["\(place).\(key): unknown"]
                }
                return faults(in: value, shape, at: "\(place).\(key)")
            }
    }

    private func faults(in text: String, _ shape: [String: Any], at place: String) -> [String] {
        let isShort = text.count < shape["min"] as? Int ?? 0
        let isLong = text.count > shape["max"] as? Int ?? .max
        let isOther = (shape["enum"] as? [String]).map { !$0.contains(text) } ?? false
        let pattern = shape["pattern"] as? String ?? ""
        let isStrange = text.range(of: "^(?:\(pattern))", options: .regularExpression) == nil
        return isShort || isLong || isOther || isStrange ? ["\(place): \(text) is not allowed"] : []
    }
}
