/// Takes secrets out of text, and changes nothing else in it.
///
/// It knows them by their names, and reads no grammar: what is cut short or broken keeps no secret either.
///
///     "SecretAccessKey": "…"               a member of JSON, with all that is in it
///     <SessionToken>…</SessionToken>       an element of XML
///     X-Amz-Signature=…&                   a pair of a query or a form, also within an address in a document
enum Redaction {
    /// What stands in a secret's place.
    static let placeholder = "REDACTED"

    /// A body without its secrets.
    static func body(_ bytes: [UInt8]) -> [UInt8] {
        let blank = { (byte: UInt8) in byte <= 0x20 }
        switch bytes.drop(while: blank).first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return pairs(members(bytes))
        case UInt8(ascii: "<"): return pairs(elements(bytes))
        default: return pairs(bytes)
        }
    }

    /// An answer without its secrets.
    static func answer(_ response: HTTPResponse, to request: HTTPRequest) -> HTTPResponse {
        let fields = response.headers.fields.map { field in
            isSecret(Array(field.name.utf8)[...])
                ? HTTPHeaders.Field(field.name, placeholder)
                : HTTPHeaders.Field(
                    field.name, String(decoding: pairs(Array(field.value.utf8)), as: UTF8.self))
        }
        // The session of a machine's own description is a token, and nothing but a token.
        let isToken = request.url.path == "/latest/api/token"
        return HTTPResponse(
            status: response.status, headers: HTTPHeaders(fields),
            body: isToken ? Array(placeholder.utf8) : body(response.body))
    }

    /// In lower case, without hyphens and underscores: `client_secret` and `clientSecret` are one.
    private static let names: Set<String> = [
        "accesstoken", "authorization", "authorizationtoken", "bearertoken", "clientsecret", "cookie",
        "devicecode", "idtoken", "masteruserpassword", "passphrase", "password", "plaintext", "privatekey",
        "refreshtoken", "samlassertion", "secretaccesskey", "secretbinary", "secretkey", "secretstring",
        "securitytoken", "sessiontoken", "setcookie", "tokencode", "webidentitytoken", "xamzsecuritytoken",
        "xamzsignature", "xamzssobearertoken", "xawsec2metadatatoken",
        // What people put into the environment of a function.
        "variables",
    ]

    private static let longestName = 24

    static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.count <= longestName else { return false }
        return names.contains(plain(name))
    }

    /// Whether a name ends in a secret's: in JSON an ampersand may be written `\u0026`, which joins the name.
    static func endsInSecret(_ name: ArraySlice<UInt8>) -> Bool {
        let name = plain(name.suffix(longestName))
        return name == "signature" || names.contains { name.hasSuffix($0) }
    }

    private static func plain(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }, as: UTF8.self)
            .lowercased()
    }
}
