import AWS
import Pipeline
import SQLite

/// The images of the container registry: what is stored, what it costs, what is used, and what may go.
package enum ECR {
    static let service = AuditedService(
        name: "ecr",
        listing: "repositories",
        operations: operations,
        probe: { client in _ = try await client.send(DescribeRepositories()) },
        steps: { access in
            [
                RepositoryListing(access: access), RepositoryTags(access: access),
                RepositoryAccessReading(access: access), LifecycleReading(access: access),
                RegistryReading(access: access),
            ]
        },
        collection: AuditedService.Collection(
            steps: { setting in collection(setting) },
            plan: { run, database in try collectionPlan(run, in: database) }),
        enrichment: { scope in [Blindness(isUsedElsewhere: scope.images.isUsedElsewhere)] },
        products: ["AmazonECR"],
        facts: facts,
        monthlyCost: "(SELECT cost FROM ecr_review WHERE repository = resource.arn)",
        analysis: AuditedService.Analysis(
            steps: { setting in
                [
                    RepositoryReviews(setting: setting, gate: Gate(2)), LayerComparison(store: setting.store),
                    RepositoryFindings(setting: setting),
                ]
            },
            plan: { run, database in try analysisPlan(run, in: database) }),
        reports: reports,
        documents: { shelf in [PlanWriting(shelf: shelf)] },
        stats: stats,
        migrations: migrations + analysisMigrations)

    private static let operations =
        [
            DescribeRepositories.operation, ListTags.operation, GetRepositoryPolicy.operation,
            GetLifecyclePolicy.operation, GetLifecyclePreview.operation, DescribeImages.operation,
            BatchGetImage.operation, DescribeImageScan.operation,
        ] + RegistryFact.allCases.map(\.operation) + ECS.operations + useOperations
}
