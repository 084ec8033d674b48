import Formats

/// The commands that would make the changes, as AWS's command line takes them.
extension DynamoDB.Judged {
    private func aws(_ words: String) -> String { "aws \(words) --region \(facts.region)" }

    private var name: String { "--table-name \(facts.name)" }

    var onDemandCommand: String { aws("dynamodb update-table \(name) --billing-mode PAY_PER_REQUEST") }

    func classCommand(_ name: String) -> String {
        aws("dynamodb update-table \(self.name) --table-class \(name)")
    }

    var deleteCommand: String {
        aws("dynamodb create-backup \(name) --backup-name \(facts.name)-last")
            + " && " + aws("dynamodb delete-table \(name)")
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
                + "Enabled=true,AttributeName=expires_at")
    }

    var backupsCommand: String { aws("dynamodb list-backups \(name)") }

    func tagCommand(_ tag: String) -> String {
        aws("dynamodb tag-resource --resource-arn \(facts.arn) --tags Key=\(tag),Value=NAME")
    }

    /// Sets the fixed capacity of the table and of all its indexes, in one update.
    var fixedCommand: String { provisionedCommand { $0.fixed } }

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

    private func provisionedCommand(_ units: (Setting) -> Int) -> String {
        func throughput(_ index: String) -> (reads: Int, writes: Int) {
            let of = settings.filter { $0.index == index }
            return (
                of.first { $0.dimension == "read" }.map(units) ?? 1,
                of.first { $0.dimension == "write" }.map(units) ?? 1
            )
        }
        let table = throughput("")
        var words = "dynamodb update-table \(name) --billing-mode PROVISIONED --provisioned-throughput "
        words += "ReadCapacityUnits=\(table.reads),WriteCapacityUnits=\(table.writes)"
        let indexes = facts.parts.dropFirst().map { part in
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
        let isTable = setting.index.isEmpty
        let resource = "table/\(facts.name)" + (isTable ? "" : "/index/\(setting.index)")
        let kind = setting.dimension == "read" ? "Read" : "Write"
        let dimension = "dynamodb:\(isTable ? "table" : "index"):\(kind)CapacityUnits"
        let place = "--service-namespace dynamodb --resource-id \(resource) --scalable-dimension \(dimension)"
        let rule =
            #"'{"TargetValue":\#(setting.target ?? 70),"PredefinedMetricSpecification":{"#
            + #""PredefinedMetricType":"DynamoDB\#(kind)CapacityUtilization"}}'"#
        return [
            aws(
                "application-autoscaling register-scalable-target \(place) "
                    + "--min-capacity \(setting.minimum ?? 1) --max-capacity \(setting.maximum ?? max(2 * setting.fixed, 10))"
            ),
            aws(
                "application-autoscaling put-scaling-policy \(place) --policy-name stocktake-\(setting.dimension) "
                    + "--policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration \(rule)"
            ),
        ]
    }
}
