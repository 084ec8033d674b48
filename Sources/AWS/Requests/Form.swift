import Formats

/// The parameters of a call in the query protocol, or in EC2's dialect of it.
///
/// Both give each value a name that is the way to it; they differ in how lists are spelt:
///
///     Names.member.1=a&Names.member.2=b        query
///     Name.1=a&Name.2=b                        EC2, and lists that a model calls flattened
package struct Form {
    /// What has been written, encoded.
    package private(set) var bytes: [UInt8] = []
    private let isQuery: Bool
    /// The way to where the next parameter goes.
    private var path: [UInt8] = []

    init(of operation: Operation) {
        let version: String
        switch operation.service.wire {
        case .query(let ofQuery): (isQuery, version) = (true, ofQuery)
        case .ec2(let ofEC2): (isQuery, version) = (false, ofEC2)
        default: preconditionFailure("\(operation) is not asked in a form")
        }
        add("Action", operation.name)
        add("Version", version)
    }

    /// Goes into a member: what the closure adds is named below it.
    ///
    /// A list within a list has an empty name, which adds no step.
    package mutating func under(_ name: String, _ parameters: (inout Form) -> Void) {
        let length = path.count
        if length > 0, !name.isEmpty { path.append(UInt8(ascii: ".")) }
        PercentEncoding.append(name.utf8, to: &path)
        parameters(&self)
        path.removeLast(path.count - length)
    }

    /// Writes the value of the member that was gone into.
    package mutating func value(_ text: String) {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        bytes.append(contentsOf: path)
        bytes.append(UInt8(ascii: "="))
        PercentEncoding.append(text.utf8, to: &bytes)
    }

    /// Writes a list, whose elements the closure writes.
    ///
    /// An element's name is `member` unless the model has another; nil where it calls the list flattened. The
    /// query protocol says of an empty list that it is there; EC2's does not.
    package mutating func list<Element>(
        _ name: String, _ elements: [Element], member: String? = "member",
        _ element: (inout Form, Element) -> Void
    ) {
        under(name) { form in
            if elements.isEmpty, form.isQuery { form.value("") }
            form.number(elements, below: form.isQuery ? member : nil, element)
        }
    }

    /// Writes a map, whose values the closure writes.
    ///
    /// An entry has no name of its own where the model calls the map flattened.
    package mutating func map<Value>(
        _ name: String, _ pairs: [(key: String, value: Value)], entry: String? = "entry",
        names: (key: String, value: String) = ("key", "value"),
        _ value: (inout Form, Value) -> Void
    ) {
        under(name) { form in
            form.number(pairs, below: entry) { form, pair in
                form.add(names.key, pair.key)
                form.under(names.value) { form in value(&form, pair.value) }
            }
        }
    }

    private mutating func number<Element>(
        _ elements: [Element], below name: String?, _ element: (inout Form, Element) -> Void
    ) {
        guard let name else {
            for (index, each) in elements.enumerated() {
                under(String(index + 1)) { form in element(&form, each) }
            }
            return
        }
        guard !elements.isEmpty else { return }
        under(name) { form in form.number(elements, below: nil, element) }
    }
}

/// Values; one that is nil is left out.
extension Form {
    package mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        under(name) { form in form.value(value) }
    }

    package mutating func add(_ name: String, _ value: Int?) { add(name, value.map { String($0) }) }

    package mutating func add(_ name: String, _ value: Bool?) {
        add(name, value.map { $0 ? "true" : "false" })
    }

    package mutating func add(_ name: String, _ value: Double?) { add(name, value?.wireText) }

    package mutating func add(_ name: String, _ value: Timestamp?) { add(name, value?.description) }

    /// Bytes, in base64.
    package mutating func add(_ name: String, blob: [UInt8]) { add(name, Base64.text(of: blob.span)) }

    package mutating func list(_ name: String, _ values: [String], member: String? = "member") {
        list(name, values, member: member) { form, value in form.value(value) }
    }
}
