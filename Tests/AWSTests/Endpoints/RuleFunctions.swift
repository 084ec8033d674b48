import Foundation
import Support

/// What the rules of endpoints can call.
struct RuleFunctions {
    typealias Object = [String: Any]

    private struct Unknown: Error { var name: String }

    private let partitions: [Object]

    init() throws {
        let document = try Vectors.json("aws-endpoints/partitions.json") as? Object
        partitions = document?["partitions"] as? [Object] ?? []
    }

    func call(_ name: String, _ arguments: [Any?]) throws -> Any? {
        let text = arguments.first as? String ?? ""
        switch name {
        case "isSet": return arguments[0] != nil
        case "not": return arguments[0] as? Bool != true
        case "booleanEquals": return arguments[0] as? Bool == arguments[1] as? Bool
        case "stringEquals": return arguments[0] as? String == arguments[1] as? String
        case "getAttr": return attribute(arguments[0], arguments[1] as? String ?? "")
        case "aws.partition": return partition(text)
        case "isValidHostLabel": return isHost(text, dots: arguments[1] as? Bool == true)
        case "aws.isVirtualHostableS3Bucket": return isBucketHost(text, dots: arguments[1] as? Bool == true)
        case "parseURL": return url(text)
        case "uriEncode": return text.addingPercentEncoding(withAllowedCharacters: Self.unreserved)
        case "substring": return substring(text, arguments)
        case "aws.parseArn": return nil  // no bucket here is named by an ARN
        case "coalesce": return arguments.compactMap { $0 }.first
        case "ite": return arguments[0] as? Bool == true ? arguments[1] : arguments[2]
        default: throw Unknown(name: name)
        }
    }

    /// Follows a path such as `resourceId[0]`.
    func attribute(_ value: Any?, _ path: String) -> Any? {
        var value = value
        for step in path.split(whereSeparator: { $0 == "." || $0 == "[" || $0 == "]" }) {
            if let index = Int(step) {
                let list = value as? [Any] ?? []
                value = list.indices.contains(index) ? list[index] : nil
            } else {
                value = (value as? Object)?[String(step)]
            }
        }
        return value
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private func partition(_ region: String) -> Object? {
        let known = partitions.first { ($0["regions"] as? Object)?[region] != nil }
        let fitting = partitions.first { partition in
            let pattern = partition["regionRegex"] as? String ?? ""
            return region.range(of: pattern, options: .regularExpression) != nil
        }
        return (known ?? fitting ?? partitions.first)?["outputs"] as? Object
    }

    private func isHost(_ text: String, dots: Bool) -> Bool {
        let labels = dots ? text.components(separatedBy: ".") : [text]
        return labels.allSatisfy {
            $0.range(of: "^(?!-)[a-zA-Z\\d-]{1,63}(?<!-)$", options: .regularExpression) != nil
        }
    }

    private func isBucketHost(_ text: String, dots: Bool) -> Bool {
        let isAddress = text.range(of: "^\\d+\\.\\d+\\.\\d+\\.\\d+$", options: .regularExpression) != nil
        return isHost(text, dots: dots) && text.count >= 3 && text == text.lowercased() && !isAddress
    }

    private func url(_ text: String) -> Object? {
        guard let url = URL(string: text), let scheme = url.scheme, let host = url.host else { return nil }
        let authority = host + (url.port.map { ":\($0)" } ?? "")
        let isIP = host.range(of: "^\\d+\\.\\d+\\.\\d+\\.\\d+$", options: .regularExpression) != nil
        let path = url.path
        return [
            "scheme": scheme, "authority": authority, "path": path, "isIp": isIP,
            "normalizedPath": path.hasSuffix("/") ? path : path + "/",
        ]
    }

    private func substring(_ text: String, _ arguments: [Any?]) -> String? {
        guard let start = arguments[1] as? Int, let stop = arguments[2] as? Int, start < stop,
            stop <= text.utf8.count
        else { return nil }
        let bytes = Array(text.utf8)
        let range =
            arguments[3] as? Bool == true ? bytes.count - stop..<bytes.count - start : start..<stop
        return String(decoding: bytes[range], as: UTF8.self)
    }
}
