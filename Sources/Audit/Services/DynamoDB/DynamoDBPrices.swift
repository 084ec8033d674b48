import Formats
import SQLite

/// What DynamoDB costs in one region.
///
/// A price that the list does not have, or that is in doubt, is nil and never zero.
package struct DynamoDBPrices: Equatable, Sendable {
    package let region: String
    package let standard: ClassPrices
    package let infrequentAccess: ClassPrices
    /// A GB-month of continuous backups.
    package let continuousBackup: UnitPrice?
    /// A GB-month of backups that are asked for.
    package let backup: UnitPrice?
    /// A GB-month of backups in cold storage.
    ///
    /// AWS Backup sells it, so the lists of DynamoDB that are read do not have it: it is nil with them.
    package let coldBackup: UnitPrice?
    /// A GB that is restored.
    package let restore: UnitPrice?
    package let export: UnitPrice?
    package let `import`: UnitPrice?
    /// A GetRecords of a stream.
    package let streamRead: UnitPrice?
    /// What capacity of the Standard class can be reserved for, the shortest first.
    package let reservations: [ReservedCapacity]
    /// Why prices are missing that the list seems to have.
    package let doubts: [PriceDoubt]

    /// What a table of one class costs.
    package struct ClassPrices: Equatable, Sendable {
        package let readRequest: UnitPrice?
        package let writeRequest: UnitPrice?
        /// A read capacity unit for an hour.
        package let readCapacity: UnitPrice?
        /// A write capacity unit for an hour.
        package let writeCapacity: UnitPrice?
        /// A GB-month.
        package let storage: UnitPrice?
        /// A write request unit of a global table.
        package let replicatedWriteRequest: UnitPrice?
        /// A write capacity unit of a global table for an hour.
        package let replicatedWriteCapacity: UnitPrice?
    }

    /// The prices of a region: of the list that was read last, or of the one that this program carries.
    package init(region: String, in database: Database) throws(SQLiteError) {
        let rows = PriceRows(service: Self.service, region: region, database: database)
        self.init(region: region, try rows.list() ?? EmbeddedPrices.dynamoDB(region))
    }

    /// The prices of a region by a list; without one there are none.
    package init(region: String, _ list: PriceList?) {
        self.region = region
        var reader = PriceReader(list)
        standard = ClassPrices(of: .standard, &reader)
        infrequentAccess = ClassPrices(of: .infrequentAccess, &reader)
        continuousBackup = reader.price(of: .continuousBackup)
        backup = reader.price(of: .backup)
        coldBackup = reader.price(of: .coldBackup)
        restore = reader.price(of: .restore)
        export = reader.price(of: .export)
        `import` = reader.price(of: .import)
        streamRead = reader.price(of: .streamRead)
        reservations = reader.reservations(read: standard.readCapacity, write: standard.writeCapacity)
        if list == nil { reader.doubts = [.noList(service: Self.service, region: region)] }
        doubts = reader.doubts
    }

    /// As the price list calls it.
    package static let service = "AmazonDynamoDB"
}

extension DynamoDBPrices.ClassPrices {
    fileprivate enum TableClass {
        case standard, infrequentAccess
    }

    fileprivate init(of tableClass: TableClass, _ reader: inout PriceReader) {
        let isStandard = tableClass == .standard
        readRequest = reader.price(of: isStandard ? .readRequest : .readRequestIA)
        writeRequest = reader.price(of: isStandard ? .writeRequest : .writeRequestIA)
        readCapacity = reader.price(of: isStandard ? .readCapacity : .readCapacityIA)
        writeCapacity = reader.price(of: isStandard ? .writeCapacity : .writeCapacityIA)
        storage = reader.price(of: isStandard ? .storage : .storageIA)
        replicatedWriteRequest = reader.price(
            of: isStandard ? .replicatedWriteRequest : .replicatedWriteRequestIA)
        replicatedWriteCapacity = reader.price(
            of: isStandard ? .replicatedWriteCapacity : .replicatedWriteCapacityIA)
    }
}
