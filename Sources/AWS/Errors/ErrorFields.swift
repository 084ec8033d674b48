import Formats
import HTTP

/// What an error says of itself, wherever in the answer it says it.
struct ErrorFields {
    /// Without namespace and address.
    var code: String?
    var message: String?
    var requestID: String?

    init(_ response: HTTPResponse) {
        readBody(response.body)
        readHeaders(response.headers)
    }

    private mutating func readBody(_ body: [UInt8]) {
        let first = body.first { $0 > 0x20 && $0 < 0x80 }
        switch first {
        case UInt8(ascii: "{"):
            if let json = try? JSON(body) { readJSON(json) } else { readText(body) }
        case UInt8(ascii: "<"):
            do {
                try readXML(body)
            } catch {
                // A page of HTML, or a document that broke off: what was read of it may be half a code.
                self = ErrorFields()
                readText(body)
            }
        default: readText(body)
        }
    }

    init() {}

    /// Headers go before the body: the services that send both mean the same, and the header is never nested.
    private mutating func readHeaders(_ headers: HTTPHeaders) {
        // What services that used to speak the query protocol called the error there: `Code;Sender`.
        let old = headers["x-amzn-query-error"]?.split(separator: ";").first.map(String.init)
        code = Self.bare(old) ?? Self.bare(headers["x-amzn-errortype"]) ?? code
        let names = ["x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id", "x-amz-id-2"]
        requestID = names.lazy.compactMap { headers[$0] }.first ?? requestID
        requestID = requestID.map { String($0.prefix(128)) }
    }

    private mutating func readJSON(_ json: JSON) {
        let fields = json["Error"]?.members == nil ? json : json["Error"] ?? json
        for key in ["__type", "code", "Code", "error"] where code == nil {
            code = Self.bare(fields[key]?.string)
        }
        let messages = ["message", "Message", "errorMessage", "error_description", "detail"]
        message = messages.lazy.compactMap { fields[$0]?.string }.first
        requestID = json["requestId"]?.string ?? json["RequestId"]?.string
    }

    /// Text that is no document of AWS's: of a page of HTML, what a reader would see of it.
    private mutating func readText(_ body: [UInt8]) { message = ErrorText.visible(body) }

    /// `namespace#Code:http://address` as `Code`; nil where nothing is left.
    static func bare(_ code: String?) -> String? {
        guard let code else { return nil }
        let name = code.split(separator: "#", omittingEmptySubsequences: false).last ?? ""
        let bare = name.prefix { $0 != ":" && $0 != " " && $0 != "," && $0 != "/" }
        return bare.isEmpty || bare.utf8.count > 128 ? nil : String(bare)
    }
}
