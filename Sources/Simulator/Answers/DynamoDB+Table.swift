import Formats

extension JSONWriter {
    /// Writes a table as DescribeTable has it: what a table does not have is absent.
    mutating func table(_ table: Simulation.Table) {
        object { writer in
            writer.attributes(of: table)
            writer.billing(of: table)
            writer.time("CreationDateTime", table.created)
            writer.field("DeletionProtectionEnabled", table.isProtected)
            writer.indexes("GlobalSecondaryIndexes", table.globalIndexes, of: table)
            if !table.replicas.isEmpty { writer.field("GlobalTableVersion", "2019.11.21") }
            writer.field("ItemCount", table.items)
            writer.keys(table.partitionKey, table.sortKey)
            writer.indexes("LocalSecondaryIndexes", table.localIndexes, of: table)
            if let limit = table.limit { writer.limit(limit) }
            writer.replicas(of: table)
            writer.stream(of: table)
            if table.isEncryptedWithOwnKey { writer.encryption(of: table) }
            writer.field("TableArn", table.arn)
            if let since = table.infrequentAccess { writer.infrequentAccess(since: since) }
            writer.field("TableId", table.id)
            writer.field("TableName", table.name)
            writer.field("TableSizeBytes", table.bytes)
            writer.field("TableStatus", table.status)
            writer.warmth(of: table)
        }
    }

    mutating func time(_ name: String, _ time: Timestamp) {
        key(name)
        double(Double(time.seconds) + 0.021)
    }

    private mutating func attributes(of table: Simulation.Table) {
        key("AttributeDefinitions")
        array { writer in
            for attribute in table.keyAttributes {
                writer.object { writer in
                    writer.field("AttributeName", attribute.name)
                    writer.field("AttributeType", attribute.type)
                }
            }
        }
    }

    private mutating func keys(
        _ partition: Simulation.Table.Attribute, _ sort: Simulation.Table.Attribute?
    ) {
        key("KeySchema")
        array { writer in
            writer.keyElement(partition.name, "HASH")
            if let sort { writer.keyElement(sort.name, "RANGE") }
        }
    }

    private mutating func keyElement(_ name: String, _ type: String) {
        object { writer in
            writer.field("AttributeName", name)
            writer.field("KeyType", type)
        }
    }

    /// A table that was never on demand has no summary of its billing.
    private mutating func billing(of table: Simulation.Table) {
        switch table.billing {
        case .provisioned: throughput(table.current)
        case .onDemand(let since):
            key("BillingModeSummary")
            object { writer in
                writer.field("BillingMode", "PAY_PER_REQUEST")
                writer.time("LastUpdateToPayPerRequestDateTime", since ?? table.created)
            }
            throughput(table.current)
        }
    }

    private mutating func limit(_ limit: Simulation.Table.Limit) {
        key("OnDemandThroughput")
        object { writer in
            writer.field("MaxReadRequestUnits", limit.reads)
            writer.field("MaxWriteRequestUnits", limit.writes)
        }
    }

    /// The other regions that have the table.
    private mutating func replicas(of table: Simulation.Table) {
        guard !table.replicas.isEmpty else { return }
        key("Replicas")
        array { writer in
            for region in table.replicas {
                writer.object { writer in
                    writer.field("RegionName", region)
                    writer.field("ReplicaStatus", "ACTIVE")
                }
            }
        }
    }

    /// What the table can take at once: what every table can, or what it has been given.
    private mutating func warmth(of table: Simulation.Table) {
        let current = table.current
        key("WarmThroughput")
        object { writer in
            writer.field("ReadUnitsPerSecond", table.isOnDemand ? 12_000 : max(current.reads, 5))
            writer.field("Status", "ACTIVE")
            writer.field("WriteUnitsPerSecond", table.isOnDemand ? 4_000 : max(current.writes, 5))
        }
    }

    private mutating func throughput(_ throughput: Simulation.Table.Throughput) {
        key("ProvisionedThroughput")
        object { writer in
            if let lowered = throughput.lowered { writer.time("LastDecreaseDateTime", lowered) }
            writer.field("NumberOfDecreasesToday", 0)
            writer.field("ReadCapacityUnits", throughput.reads)
            writer.field("WriteCapacityUnits", throughput.writes)
        }
    }

    private mutating func indexes(
        _ name: String, _ indexes: [Simulation.Table.Index], of table: Simulation.Table
    ) {
        guard !indexes.isEmpty else { return }
        let isGlobal = name.hasPrefix("Global")
        key(name)
        array { writer in
            for index in indexes {
                writer.object { writer in
                    writer.field("IndexArn", "\(table.arn)/index/\(index.name)")
                    writer.field("IndexName", index.name)
                    writer.field("IndexSizeBytes", index.bytes)
                    if isGlobal { writer.field("IndexStatus", "ACTIVE") }
                    writer.field("ItemCount", index.items)
                    writer.keys(index.partitionKey, index.sortKey)
                    writer.projection(of: index)
                    let none = Simulation.Table.Throughput(reads: 0, writes: 0)
                    if isGlobal { writer.throughput(index.throughput ?? none) }
                }
            }
        }
    }

    private mutating func projection(of index: Simulation.Table.Index) {
        key("Projection")
        object { writer in
            if !index.included.isEmpty {
                writer.key("NonKeyAttributes")
                writer.array { writer in
                    for name in index.included { writer.string(name) }
                }
            }
            writer.field("ProjectionType", index.projection)
        }
    }

    private mutating func stream(of table: Simulation.Table) {
        guard let stream = table.stream else { return }
        field("LatestStreamArn", "\(table.arn)/stream/\(stream.label)")
        field("LatestStreamLabel", stream.label)
        key("StreamSpecification")
        object { writer in
            writer.field("StreamEnabled", true)
            writer.field("StreamViewType", stream.view)
        }
    }

    private mutating func encryption(of table: Simulation.Table) {
        let place = table.arn.split(separator: ":")
        key("SSEDescription")
        object { writer in
            writer.field("KMSMasterKeyArn", "arn:aws:kms:\(place[3]):\(place[4]):key/\(table.id)")
            writer.field("SSEType", "KMS")
            writer.field("Status", "ENABLED")
        }
    }

    private mutating func infrequentAccess(since created: Timestamp) {
        key("TableClassSummary")
        object { writer in
            writer.time("LastUpdateDateTime", created)
            writer.field("TableClass", "STANDARD_INFREQUENT_ACCESS")
        }
    }
}
