import AWS
import Formats
import HTTP

/// Makes the call of a case of REST, with what the product has for making them.
struct RESTShapeWriter {
    private let vector: ProtocolCase
    private let shape: Shape?
    private let value: JSON

    init(_ vector: ProtocolCase) {
        self.vector = vector
        shape = vector.input
        value = vector.body["params"] ?? [:]
    }

    func call() -> Call {
        let http = vector.given["http"] ?? [:]
        let target = (http["requestUri"]?.string ?? "/").split(separator: "?", maxSplits: 1).map(String.init)
        var query = QueryText(encoded: target.count > 1 ? target[1] : nil)
        addParameters(to: &query)
        let path = path(target.first ?? "/")
        let method = http["method"]?.string ?? "GET"
        return withBody(method, path, query, headers())
    }

    /// The members that go somewhere, with their values.
    private func members(_ location: String?) -> [(name: String, shape: Shape, value: JSON)] {
        (shape?.members ?? []).compactMap { member in
            guard member.shape.location == location, let value = value[member.name], !value.isNull else {
                return nil
            }
            return (member.name, member.shape, value)
        }
    }

    private func path(_ template: String) -> RESTPath {
        var path = RESTPath.StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            path.appendLiteral(String(rest[..<open]))
            var name = rest[rest.index(after: open)..<close]
            let isGreedy = name.last == "+"
            if isGreedy { name.removeLast() }
            let label = members("uri").first { $0.shape.givenName ?? $0.name == name }
            let text = label.map { ScalarText(.iso8601).text($0.value, $0.shape) } ?? ""
            if isGreedy { path.appendInterpolation(greedy: text) } else { path.appendInterpolation(text) }
            rest = rest[rest.index(after: close)...]
        }
        path.appendLiteral(String(rest))
        return RESTPath(stringInterpolation: path)
    }

    private func addParameters(to query: inout QueryText) {
        var named: [String] = []
        for member in members("querystring") where member.shape.kind != .map {
            let name = member.shape.givenName ?? member.name
            named.append(name)
            query.add(name, texts(member.value, member.shape, .iso8601))
        }
        // What a member names goes before the same name in a map.
        for member in members("querystring") where member.shape.kind == .map {
            for pair in member.value.members ?? [] where !named.contains(pair.key) {
                guard let shape = member.shape.value else { continue }
                query.add(pair.key, texts(pair.value, shape, .iso8601))
            }
        }
    }

    private func texts(_ value: JSON, _ shape: Shape, _ format: Shape.TimestampFormat) -> [String] {
        guard shape.kind == .list else { return [ScalarText(format).text(value, shape)] }
        return (value.elements ?? []).compactMap { element in
            guard let shape = shape.element, !element.isNull else { return nil }
            return ScalarText(format).text(element, shape)
        }
    }

    private func headers() -> HTTPHeaders {
        var headers = HTTPHeaders()
        for member in members("header") { add(member.value, member.shape, member.name, to: &headers) }
        for member in members("headers") {
            for pair in member.value.members ?? [] {
                headers.add((member.shape.givenName ?? "") + pair.key, pair.value.string)
            }
        }
        return headers
    }

    private func add(_ value: JSON, _ shape: Shape, _ member: String, to headers: inout HTTPHeaders) {
        let name = shape.givenName ?? member
        if shape.has("jsonvalue") {
            headers.add(name, Base64.text(of: Array(Scalar.jsonText(value).utf8).span))
        } else if shape.kind == .list, shape.element?.kind == .timestamp {
            headers.add(name, texts(value, shape, .rfc822).joined(separator: ", "))
        } else if shape.kind == .list {
            headers.add(name, list: texts(value, shape, .rfc822))
        } else {
            headers.add(name, ScalarText(.rfc822).text(value, shape))
        }
    }

    private func withBody(_ method: String, _ path: RESTPath, _ query: QueryText, _ headers: HTTPHeaders)
        -> Call
    {
        let plain = Call.rest(method, path, query: query, headers: headers)
        guard let shape else { return plain }
        if let name = shape.text("payload"), let payload = shape.member(name) {
            return withPayload(name, payload, plain, path, query)
        }
        guard shape.members.contains(where: { $0.shape.location == nil }) else { return plain }
        return withStructure(value, shape, shape.rootName, plain, path, query)
    }

    private func withPayload(
        _ name: String, _ shape: Shape, _ plain: Call, _ path: RESTPath, _ query: QueryText
    ) -> Call {
        guard shape.kind == .structure, !shape.isDocument else {
            var call = plain
            guard let value = value[name], !value.isNull else { return call }
            if shape.isDocument {
                call.body = value.bytes()
                call.headers["Content-Type"] = "application/json"
            } else {
                call.body = Array((value.string ?? "").utf8)
                let type = shape.kind == .blob ? "application/octet-stream" : "text/plain"
                if call.headers["Content-Type"] == nil { call.headers["Content-Type"] = type }
            }
            return call
        }
        // A structure that is absent is sent empty in JSON.
        let isOptional = shape.isUnion || vector.wire == .restXML
        guard value[name] != nil || !isOptional else { return plain }
        let value = value[name] ?? [:]
        return withStructure(value, shape, shape.payloadName(of: name), plain, path, query)
    }

    private func withStructure(
        _ value: JSON, _ shape: Shape, _ name: String, _ plain: Call, _ path: RESTPath, _ query: QueryText
    ) -> Call {
        if vector.wire == .restXML {
            return Call.rest(
                plain.method, path, query: query, headers: plain.headers,
                xml: { writer in
                    XMLShapeWriter().write(value, shape, named: name, to: &writer)
                })
        }
        return Call.rest(
            plain.method, path, query: query, headers: plain.headers,
            json: { writer in
                JSONShapeWriter().writeMembers(value, shape, to: &writer)
            })
    }
}
