/// A service in a region, asked for one account: what shares servers and quotas, and so stands or falls together.
package struct Lane: Hashable, Sendable {
    package var account: String
    package var region: String
    package var service: String

    package init(account: String, region: String, service: String) {
        self.account = account
        self.region = region
        self.service = service
    }
}

extension Lane: CustomStringConvertible {
    package var description: String { "\(service) in \(region) of account \(account)" }
}

extension Lane: Comparable {
    package static func < (left: Lane, right: Lane) -> Bool {
        (left.account, left.region, left.service) < (right.account, right.region, right.service)
    }
}
