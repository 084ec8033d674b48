import Formats
import HTTP

extension Call {
    /// A call of the REST protocols that has no body, as all that read have.
    ///
    ///     Call.rest("GET", "/2015-03-31/functions", query: ["Marker": marker, "MaxItems": "50"])
    package static func rest(
        _ method: String, _ path: RESTPath, query: QueryText = QueryText(),
        headers: HTTPHeaders = HTTPHeaders()
    ) -> Call {
        Call(method, path: path.text, query: query.text, headers: headers)
    }

    /// A call of a bucket of S3: the path does not name the bucket, the address does.
    package static func bucket(
        _ bucket: String, _ path: RESTPath, method: String = "GET", query: QueryText = QueryText(),
        headers: HTTPHeaders = HTTPHeaders()
    ) -> Call {
        var call = rest(method, path, query: query, headers: headers)
        call.bucket = bucket
        return call
    }

    /// A call of REST-JSON, whose body's members the closure writes.
    package static func rest(
        _ method: String, _ path: RESTPath, query: QueryText = QueryText(),
        headers: HTTPHeaders = HTTPHeaders(), json members: (inout JSONWriter) -> Void
    ) -> Call {
        var call = Call(method, path: path.text, query: query.text, headers: headers, body: body(members))
        call.headers["Content-Type"] = "application/json"
        return call
    }

    /// A call of REST-XML, whose body the closure writes.
    package static func rest(
        _ method: String, _ path: RESTPath, query: QueryText = QueryText(),
        headers: HTTPHeaders = HTTPHeaders(), xml body: (inout XMLWriter) -> Void
    ) -> Call {
        var writer = XMLWriter()
        body(&writer)
        var call = Call(method, path: path.text, query: query.text, headers: headers, body: writer.bytes)
        call.headers["Content-Type"] = "application/xml"
        return call
    }
}
