import Formats

/// The backups of a region, or of one of its tables.
extension DynamoDBAnswers {
    /// A page begins behind the name of a backup, whether or not there is such a backup.
    static func backups(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let question = exchange.question
        let size = try question.pageSize("Limit", upTo: 100, default: 100)
        let start = try question.text("ExclusiveStartBackupArn")
        let kind = try question.text("BackupType") ?? "ALL"
        let all = try tables(named: question.text("TableName"), exchange).flatMap { table in
            table.backups.map { (table, $0) }
        }
        let rest = all.filter { kind == "ALL" || $0.1.kind == kind }
            .sorted { $0.1.arn.utf8.lexicographicallyPrecedes($1.1.arn.utf8) }
            .drop { entry in start.map { !$0.utf8.lexicographicallyPrecedes(entry.1.arn.utf8) } ?? false }
        let first = Simulation.arn(ofTable: "-", exchange.account, exchange.region)
        let isEmpty = exchange.oddity == .empty && !rest.isEmpty
        let page = isEmpty ? [] : rest.prefix(size)
        let next = isEmpty ? (start ?? first) + "-" : page.count < rest.count ? page.last?.1.arn : nil
        return JSONWriter.page("BackupSummaries") { writer in
            for (table, backup) in page { writer.backup(backup, of: table) }
        } token: {
            exchange.writeToken("LastEvaluatedBackupArn", next, to: &$0)
        }
    }

    private static func tables(
        named name: String?, _ exchange: Exchange
    ) throws(Objection) -> [Simulation.Table] {
        if let name { return [try found(name, exchange)] }
        return exchange.simulation.tables(of: exchange.account, in: exchange.region)
    }
}

extension JSONWriter {
    fileprivate mutating func backup(_ backup: Simulation.Table.Backup, of table: Simulation.Table) {
        object { writer in
            writer.field("BackupArn", backup.arn)
            writer.time("BackupCreationDateTime", backup.created)
            writer.field("BackupName", backup.name)
            writer.field("BackupSizeBytes", backup.bytes)
            writer.field("BackupStatus", "AVAILABLE")
            writer.field("BackupType", backup.kind)
            writer.field("TableArn", table.arn)
            writer.field("TableId", table.id)
            writer.field("TableName", table.name)
        }
    }
}
