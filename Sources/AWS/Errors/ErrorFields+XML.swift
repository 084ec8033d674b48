import Formats

extension ErrorFields {
    /// Reads the XML of any protocol.
    ///
    ///     <ErrorResponse><Error><Code>…</Code><Message>…</Message></Error><RequestId>…    query, REST
    ///     <Response><Errors><Error><Code>…</Code>…</Error></Errors><RequestID>…           EC2
    ///     <Error><Code>…</Code><Message>…</Message><RequestId>…                           S3
    ///     <AccessDeniedException><Message>…                                               some gateways
    ///
    /// S3 repeats the access key, the signature and what was signed; nothing but these fields is kept.
    mutating func readXML(_ body: [UInt8]) throws {
        var fields = ErrorFields()
        var root: String?
        try XMLReader.read(body) { name, reader in
            root = String(name)
            try fields.readChildren(&reader)
        }
        if fields.code == nil, let root, root.hasSuffix("Exception") || root.hasSuffix("Error") {
            fields.code = Self.bare(root)
        }
        guard fields.code != nil || fields.message != nil else {
            throw DecodingFailure("a document that is no error")
        }
        self = fields
    }

    private mutating func readChildren(_ reader: inout XMLReader) throws {
        try reader.children { name, reader in
            switch name {
            case "Error", "Errors": try readChildren(&reader)
            case "Code" where code == nil: code = Self.bare(try reader.text())
            case "Message" where message == nil, "message" where message == nil: message = try reader.text()
            case "RequestId", "RequestID", "requestId": requestID = try reader.text()
            default: break
            }
        }
    }
}
