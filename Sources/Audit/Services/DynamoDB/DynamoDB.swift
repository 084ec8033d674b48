import AWS
import Pipeline
import SQLite

/// The tables of DynamoDB.
package enum DynamoDB {
    static let service = AuditedService(
        name: "dynamodb",
        listing: "tables",
        operations: [
            ListTables.operation, DescribeTable.operation, ListTags.operation, DescribeTimeToLive.operation,
            DescribeContinuousBackups.operation, ListBackups.operation, DescribeLimits.operation,
            DescribeScalableTargets.operation, DescribeScalingPolicies.operation,
            DescribeScheduledActions.operation, ListEventSourceMappings.operation,
            CloudWatch.GetMetricData.operation,
        ],
        probe: { client in _ = try await client.send(ListTables()) },
        steps: { access in
            [
                TableListing(access: access), TableDescription(access: access), TableTags(access: access),
                TableExpiry(access: access), TableRecovery(access: access), AccountLimits(access: access),
                BackupListing(access: access), ScalingTargets(access: access),
                ScalingPolicies(access: access),
                ScalingActions(access: access), StreamReaderListing(access: access),
            ]
        },
        enrichment: { _ in [BilledCosts()] },
        metrics: metrics,
        products: ["AmazonDynamoDB"],
        facts: facts,
        monthlyCost: "(SELECT total FROM dynamodb_model WHERE table_arn = resource.arn)",
        analysis: AuditedService.Analysis(
            steps: { setting in
                let reviews = TableReviews(setting: setting, gate: Gate(2))
                return [
                    PriceCheck(setting: setting), reviews, TableReviewAlone(reviews: reviews),
                    Allotment(setting: setting),
                    TableFindings(setting: setting),
                ]
            },
            plan: { run, database in try analysisPlan(run, in: database) }),
        reports: reports,
        stats: stats,
        migrations: migrations + costMigrations + analysisMigrations + familiarNames)
}
