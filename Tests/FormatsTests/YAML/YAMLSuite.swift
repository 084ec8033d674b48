import Foundation
import Support

@testable import Formats

/// The cases of the YAML test suite.
enum YAMLSuite {
    struct Case {
        let id: String
        let yaml: [UInt8]
        /// The lines of the event tree.
        let events: [String]
        /// The documents as JSON values; nil where JSON cannot tell them.
        let json: [Any]?
        let isError: Bool
    }

    static func cases() throws -> [Case] {
        let file = try Vectors.json("yaml/yaml-test-suite.json") as? [String: Any]
        let cases = file?["cases"] as? [[String: Any]] ?? []
        return cases.map { fields in
            Case(
                id: fields["id"] as? String ?? "",
                yaml: Array((fields["yaml"] as? String ?? "").utf8),
                events: (fields["events"] as? String ?? "").split(separator: "\n").map(String.init),
                json: fields["json"] as? [Any],
                isError: fields["error"] as? Bool ?? false)
        }
    }
}

/// The event tree in the suite's notation: `=VAL &anchor <tag> :text`.
struct EventTree {
    private(set) var lines: [String] = ["+STR"]

    init(_ bytes: [UInt8]) throws {
        var reader = YAMLReader(bytes)
        while let document = reader.next() { lines += try document.get().map(Self.line) }
        lines.append("-STR")
    }

    private static func line(_ event: YAMLEvent) -> String {
        let anchor = event.properties.anchor.map { " &\($0)" } ?? ""
        let properties = anchor + (event.properties.tag.map { " <\($0)>" } ?? "")
        return switch event.kind {
        case .documentStart(let isExplicit): isExplicit ? "+DOC ---" : "+DOC"
        case .documentEnd(let isExplicit): isExplicit ? "-DOC ..." : "-DOC"
        case .alias(let name): "=ALI *\(name)"
        case .sequenceStart(let style): (style == .flow ? "+SEQ []" : "+SEQ") + properties
        case .sequenceEnd: "-SEQ"
        case .mappingStart(let style): (style == .flow ? "+MAP {}" : "+MAP") + properties
        case .mappingEnd: "-MAP"
        case .scalar(let text, let style): "=VAL\(properties) \(mark(style))\(escaped(text))"
        }
    }

    private static func mark(_ style: YAMLEvent.ScalarStyle) -> String {
        switch style {
        case .plain: ":"
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{08}": result += "\\b"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// JSON values as one text each, with sorted keys, whoever read them: text tells `true`, `1` and `"1"` apart.
enum JSONText {
    static func of(_ node: YAML) -> String {
        switch node.value {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .integer, .float: number(node.double ?? .nan)
        case .string(let text): quoted(text)
        case .sequence(let nodes): list(nodes.map(of))
        case .mapping(let mapping): object(mapping.map { (key($0.key), of($0.value)) })
        }
    }

    /// What Foundation read.
    static func of(_ value: Any) -> String {
        switch value {
        case let number as NSNumber where String(cString: number.objCType) == "c": "\(number.boolValue)"
        case let value as NSNumber: number(value.doubleValue)
        case let text as String: quoted(text)
        case let values as [Any]: list(values.map(of))
        case let values as [String: Any]: object(values.map { ($0.key, of($0.value)) })
        default: value is NSNull ? "null" : "\(value)"
        }
    }

    /// JSON's keys are strings, and the suite makes an empty one of null.
    private static func key(_ node: YAML) -> String {
        switch node.value {
        case .null: ""
        case .bool(let bool): "\(bool)"
        case .integer(let text), .float(let text), .string(let text): text
        case .sequence, .mapping: of(node)
        }
    }

    private static func number(_ value: Double) -> String { "\(value)" }
    private static func quoted(_ text: String) -> String { String(reflecting: text) }
    private static func list(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

    private static func object(_ entries: [(String, String)]) -> String {
        "{" + entries.map { quoted($0.0) + ":" + $0.1 }.sorted().joined(separator: ",") + "}"
    }
}
