import Formats

/// The commands that would make the changes, as AWS's command line takes them.
extension DynamoDB.Judged {
    private func aws(_ words: String) -> String { "aws \(words) --region \(facts.region)" }

    private var name: String { "--table-name \(facts.name)" }

    var onDemandCommand: String { aws("dynamodb update-table \(name) --billing-mode PAY_PER_REQUEST") }

    func classCommand(_ name: String) -> String {
        aws("dynamodb update-table \(self.name) --table-class \(name)")
    }

    /// Two commands, and not one behind the other: a table cannot be deleted while its backup is being made.
    var deleteCommand: String {
        aws("dynamodb create-backup \(name) --backup-name \(facts.name)-last")
            + " and, once describe-backup says AVAILABLE, " + aws("dynamodb delete-table \(name)")
    }

    func deleteIndexCommand(_ index: String) -> String {
        let update = #"'[{"Delete":{"IndexName":"\#(index)"}}]'"#
        return aws("dynamodb update-table \(name) --global-secondary-index-updates \(update)")
    }

    var limitCommand: String {
        let most = "MaxReadRequestUnits=\(most("read")),MaxWriteRequestUnits=\(most("write"))"
        return aws("dynamodb update-table \(name) --on-demand-throughput \(most)")
    }

    /// Ten times the most that was used of late: it is to stop a mistake, not a good day.
    private func most(_ dimension: String) -> Int {
        max(100, Int((10 * (usage("", dimension)?.maximum ?? 0)).rounded(.up)))
    }

    var recoveryCommand: String {
        aws(
            "dynamodb update-continuous-backups \(name) --point-in-time-recovery-specification "
                + "PointInTimeRecoveryEnabled=false")
    }

    var streamCommand: String {
        aws("dynamodb update-table \(name) --stream-specification StreamEnabled=false")
    }

    var expiryCommand: String {
        aws(
            "dynamodb update-time-to-live \(name) --time-to-live-specification "
                + "Enabled=true,AttributeName=ATTRIBUTE_WITH_THE_TIME")
    }

    var backupsCommand: String { aws("dynamodb list-backups \(name)") }

    func tagCommand(_ tag: String) -> String {
        aws("dynamodb tag-resource --resource-arn \(facts.arn) --tags Key=\(tag),Value=NAME")
    }

    /// Sets the fixed capacity of the table and of its indexes, in one update.
    ///
    /// What scales is taken from its scaler first, which would set it back to its minimum.
    var fixedCommand: String {
        (releaseCommands + [provisionedCommand { $0.fixed }]).joined(separator: " && ")
    }

    /// Takes tables and indexes from Application Auto Scaling.
    private var releaseCommands: [String] {
        facts.parts.flatMap { part in
            [("read", part.readScaling), ("write", part.writeScaling)].compactMap { dimension, scaling in
                scaling == nil
                    ? nil
                    : aws(
                        "application-autoscaling deregister-scalable-target "
                            + scalingPlace(part.index, dimension))
            }
        }
    }

    private func scalingPlace(_ index: String, _ dimension: String) -> String {
        let kind = dimension == "read" ? "Read" : "Write"
        let resource = "table/\(facts.name)" + (index.isEmpty ? "" : "/index/\(index)")
        let what = "dynamodb:\(index.isEmpty ? "table" : "index"):\(kind)CapacityUnits"
        return "--service-namespace dynamodb --resource-id \(resource) --scalable-dimension \(what)"
    }

    /// Sets one dimension of the table or of an index, and leaves the others as they are.
    func sizeCommand(_ usage: Usage) -> String {
        let part = facts.parts.first { $0.index == usage.index } ?? facts.table
        let reads = usage.dimension == "read" ? usage.needed : part.reads
        let writes = usage.dimension == "write" ? usage.needed : part.writes
        let units = "ReadCapacityUnits=\(reads),WriteCapacityUnits=\(writes)"
        guard !usage.index.isEmpty else {
            return aws("dynamodb update-table \(name) --provisioned-throughput \(units)")
        }
        let update =
            #"'[{"Update":{"IndexName":"\#(usage.index)","ProvisionedThroughput":{"#
            + #""ReadCapacityUnits":\#(reads),"WriteCapacityUnits":\#(writes)}}}]'"#
        return aws("dynamodb update-table \(name) --global-secondary-index-updates \(update)")
    }

    /// Sets what each begins with, and then a target and a rule for each that is scaled.
    ///
    /// It begins with what would serve all of the window, and not with the minimum, which would throttle whoever is
    /// there at that moment.
    var scaledCommand: String {
        let update = provisionedCommand { $0.fixed }
        return ([update] + settings.filter { $0.target != nil }.flatMap(scalingCommands)).joined(
            separator: " && ")
    }

    /// Lets what does not scale yet scale: a target and a rule for each of some indexes.
    func scalingCommand(of indexes: [String]) -> String {
        let left = settings.filter { $0.dimension == "write" && indexes.contains($0.index) }
        return left.flatMap(scalingCommands).joined(separator: " && ")
    }

    /// Sets what differs from what is: an update that changes nothing of a part is refused as a whole.
    private func provisionedCommand(_ units: (Setting) -> Int) -> String {
        func throughput(_ index: String) -> (reads: Int, writes: Int) {
            let of = settings.filter { $0.index == index }
            return (
                of.first { $0.dimension == "read" }.map(units) ?? 1,
                of.first { $0.dimension == "write" }.map(units) ?? 1
            )
        }
        func isNew(_ part: DynamoDB.Facts.Part) -> Bool {
            facts.isOnDemand || throughput(part.index) != (part.reads, part.writes)
        }
        var words = "dynamodb update-table \(name) --billing-mode PROVISIONED"
        if isNew(facts.table) {
            let table = throughput("")
            words +=
                " --provisioned-throughput ReadCapacityUnits=\(table.reads),WriteCapacityUnits=\(table.writes)"
        }
        let indexes = facts.parts.dropFirst().filter(isNew).map { part in
            let units = throughput(part.index)
            return #"{"Update":{"IndexName":"\#(part.index)","ProvisionedThroughput":"#
                + #"{"ReadCapacityUnits":\#(units.reads),"WriteCapacityUnits":\#(units.writes)}}}"#
        }
        if !indexes.isEmpty {
            words += " --global-secondary-index-updates '[\(indexes.joined(separator: ","))]'"
        }
        return aws(words)
    }

    private func scalingCommands(_ setting: Setting) -> [String] {
        let kind = setting.dimension == "read" ? "Read" : "Write"
        let place = scalingPlace(setting.index, setting.dimension)
        let part = facts.parts.first { $0.index == setting.index }
        let known = setting.dimension == "read" ? part?.readScaling : part?.writeScaling
        // A dimension has one policy that tracks its target: the one that is there gets the new one.
        let policy = known?.policy ?? "stocktake-\(setting.dimension)"
        let rule =
            #"'{"TargetValue":\#(setting.target ?? 70),"PredefinedMetricSpecification":{"#
            + #""PredefinedMetricType":"DynamoDB\#(kind)CapacityUtilization"}}'"#
        let maximum = setting.maximum ?? max(2 * setting.fixed, 10)
        return [
            aws(
                "application-autoscaling register-scalable-target \(place) --min-capacity \(setting.minimum ?? 1) "
                    + "--max-capacity \(maximum)"),
            aws(
                "application-autoscaling put-scaling-policy \(place) --policy-name '\(policy)' "
                    + "--policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration \(rule)"
            ),
        ]
    }
}
