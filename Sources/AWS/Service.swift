/// An AWS service: where it is and how it is spoken to.
package struct Service: Hashable, Sendable {
    /// What AWS calls it in commands and in this product's tables, such as `dynamodb`.
    package var name: String
    /// What AWS's models call it; `AWS_ENDPOINT_URL_<SERVICE>` is made of it, such as `API Gateway`.
    package var id: String
    /// The beginning of its host name, such as `api.ecr`.
    package var endpointPrefix: String
    /// What it is called within a signature.
    package var signingName: String
    package var wire: Wire

    /// How its requests and answers are written.
    package enum Wire: Hashable, Sendable {
        /// A POST to `/` of a JSON object, the operation in the header `X-Amz-Target`.
        case json(version: String, target: String)
        /// A POST to `/` of a form, answered in XML.
        case query(version: String)
        /// The same in EC2's dialect.
        case ec2(version: String)
        /// Methods and paths, with JSON bodies.
        case restJSON
        /// Methods and paths, with XML bodies.
        case restXML
    }

    package init(
        _ name: String, id: String, endpointPrefix: String? = nil, signingName: String? = nil, _ wire: Wire
    ) {
        self.name = name
        self.id = id
        self.endpointPrefix = endpointPrefix ?? name
        self.signingName = signingName ?? endpointPrefix ?? name
        self.wire = wire
    }
}
