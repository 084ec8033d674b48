import Formats

/// The reads or the writes of a table, as something that scales by itself.
struct ScalableTarget {
    let resource: String
    let isReads: Bool
    let scaling: ProvisionedCapacity.Scaling
    let created: Timestamp
    let arn: String
    let draw: Draw

    var dimension: String { "dynamodb:table:\(isReads ? "Read" : "Write")CapacityUnits" }

    /// Named as the console names it.
    var policyName: String { "DynamoDB\(isReads ? "Read" : "Write")CapacityUtilization:\(resource)" }

    /// Some teams make room before the morning, to no effect where the least is already that much.
    var hasSchedule: Bool { draw.at("schedule").percent(15) }
}

extension ScalableTarget {
    /// What scales by itself in a region of an account, in the order of its tables.
    static func all(
        of account: Simulation.Account, in region: Simulation.Region, _ simulation: Simulation
    ) -> [ScalableTarget] {
        simulation.tables(of: account, in: region).flatMap { table -> [ScalableTarget] in
            guard let scaling = table.scaling else { return [] }
            return [true, false].map { isReads in
                let draw = table.draw.at(isReads ? "read target" : "write target")
                let place = "\(region.name):\(account.id)"
                let serial = String(draw.bits | 1 << 63, radix: 16)
                return ScalableTarget(
                    resource: "table/\(table.name)", isReads: isReads,
                    scaling: isReads ? scaling.reads : scaling.writes,
                    created: table.created.adding(seconds: 600),
                    arn: "arn:aws:application-autoscaling:\(place):scalable-target/\(serial)", draw: draw)
            }
        }
    }
}
