/// One thing that a service does.
package struct Operation: Hashable, Sendable {
    package var service: Service
    /// As AWS names it, such as `ListTables`.
    package var name: String
    /// What a policy has to allow, such as `dynamodb:ListTables`; nil for what needs no permission.
    package var action: String?
    /// How many a second an account may ask for in a region, to begin with; what is learned replaces it.
    package var rate: Double

    package init(_ service: Service, _ name: String, action: String?, rate: Double) {
        self.service = service
        self.name = name
        self.action = action
        self.rate = rate
    }
}

extension Operation: CustomStringConvertible {
    package var description: String { "\(service.name):\(name)" }
}
