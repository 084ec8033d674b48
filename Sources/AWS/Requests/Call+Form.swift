import Formats
import HTTP

extension Call {
    /// A call of the query protocol, or of EC2's, whose parameters the closure adds.
    ///
    ///     Call.form(operation) { form in
    ///         form.add("MaxResults", 1_000)
    ///         form.list("Filter", filters) { form, filter in
    ///             form.add("Name", filter.name)
    ///             form.list("Value", filter.values)
    ///         }
    ///     }
    package static func form(_ operation: Operation, _ parameters: (inout Form) -> Void = { _ in }) -> Call {
        var form = Form(of: operation)
        parameters(&form)
        return Call(
            "POST", headers: ["Content-Type": "application/x-www-form-urlencoded"], body: form.bytes)
    }
}
