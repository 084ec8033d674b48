/// The services that are audited: one line for each.
package enum Catalog {
    package static let services: [AuditedService] = [
        DynamoDB.service,
        ECR.service,
    ]
}
