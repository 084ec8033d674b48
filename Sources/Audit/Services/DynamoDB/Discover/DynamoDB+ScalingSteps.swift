import AWS
import Pipeline
import SQLite

extension DynamoDB {
    /// Lists whose capacity is scaled, in an account and a region.
    struct ScalingTargets: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "scaling-targets"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(DescribeScalableTargets(), of: cell, at: cursor, client) { answer in
                Listed { database in
                    var count = 0
                    for item in answer.items {
                        count += try database.execute(
                            """
                            INSERT INTO dynamodb_scaling_target (table_arn, index_name, dimension, account, region,
                                minimum, maximum, suspended, run)
                            VALUES (\(client.arn(of: item.scaled)), \(item.scaled.index), \(item.scaled.dimension),
                                \(cell.account), \(cell.region), \(item.minimum), \(item.maximum),
                                \(item.suspended.joined(separator: " ")), \(run.id))
                            ON CONFLICT DO UPDATE SET minimum = excluded.minimum, maximum = excluded.maximum,
                                suspended = excluded.suspended, run = excluded.run
                            WHERE dynamodb_scaling_target.run <> excluded.run
                            """)
                    }
                    if answer.next == nil {
                        try database.forget("dynamodb_scaling_target", of: cell, unseenBy: run)
                    }
                    return count
                }
            }
        }
    }

    /// Lists the rules by which it is scaled.
    struct ScalingPolicies: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "scaling-policies"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(DescribeScalingPolicies(), of: cell, at: cursor, client) { answer in
                Listed { database in
                    var count = 0
                    for item in answer.items {
                        count += try database.execute(
                            """
                            INSERT INTO dynamodb_scaling_policy (table_arn, index_name, dimension, name, account, region,
                                type, target, is_scale_in_off, run)
                            VALUES (\(client.arn(of: item.scaled)), \(item.scaled.index), \(item.scaled.dimension),
                                \(item.name), \(cell.account), \(cell.region), \(item.type), \(item.target),
                                \(item.isScaleInOff), \(run.id))
                            ON CONFLICT DO UPDATE SET type = excluded.type, target = excluded.target,
                                is_scale_in_off = excluded.is_scale_in_off, run = excluded.run
                            WHERE dynamodb_scaling_policy.run <> excluded.run
                            """)
                    }
                    if answer.next == nil {
                        try database.forget("dynamodb_scaling_policy", of: cell, unseenBy: run)
                    }
                    return count
                }
            }
        }
    }

    /// Lists what is scheduled.
    struct ScalingActions: AWSStep {
        let access: Access
        let service = "dynamodb"
        let name = "scaling-actions"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(DescribeScheduledActions(), of: cell, at: cursor, client) { answer in
                Listed { database in
                    var count = 0
                    for item in answer.items {
                        count += try database.execute(
                            """
                            INSERT INTO dynamodb_scaling_action (table_arn, index_name, dimension, name, account, region,
                                schedule, zone, minimum, maximum, starts, ends, run)
                            VALUES (\(client.arn(of: item.scaled)), \(item.scaled.index), \(item.scaled.dimension),
                                \(item.name), \(cell.account), \(cell.region), \(item.schedule), \(item.zone),
                                \(item.minimum), \(item.maximum), \(item.starts), \(item.ends), \(run.id))
                            ON CONFLICT DO UPDATE SET schedule = excluded.schedule, zone = excluded.zone,
                                minimum = excluded.minimum, maximum = excluded.maximum, starts = excluded.starts,
                                ends = excluded.ends, run = excluded.run
                            WHERE dynamodb_scaling_action.run <> excluded.run
                            """)
                    }
                    if answer.next == nil {
                        try database.forget("dynamodb_scaling_action", of: cell, unseenBy: run)
                    }
                    return count
                }
            }
        }
    }
}

extension Client {
    fileprivate func arn(of scaled: DynamoDB.Scaled) -> String { arn("dynamodb", "table/\(scaled.table)") }
}
