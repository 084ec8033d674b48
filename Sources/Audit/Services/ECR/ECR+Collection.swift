import AWS
import Pipeline
import SQLite

extension ECR {
    /// The steps of the second stage.
    static func collection(_ setting: Setting) -> [any Step] {
        let (access, store) = (setting.access, setting.store)
        return [
            ImageListing(access: access, readsManifests: setting.scope.images.readsManifests),
            ManifestReading(access: access, store: store), PreviewReading(access: access),
            ScanReading(access: access, store: store), ScanAlone(access: access),
            ClusterListing(access: access), TaskImages(access: access, name: "ecs-tasks", status: "RUNNING"),
            TaskImages(access: access, name: "ecs-stopped", status: "STOPPED"),
            ServiceImages(access: access, store: store), DefinitionImages(access: access, store: store),
            FunctionImages(access: access, store: store), appRunner(access), sageMaker(access), batch(access),
            codeBuild(access), InspectedImages(access: access), KubernetesListing(access: access),
        ]
    }

    /// Where the uses of images are looked for: everywhere that was listed, once there is a repository at all.
    static func collectionPlan(_ run: Run, in database: Database) throws(SQLiteError) -> [Cell] {
        let hasRepositories =
            try database.row("SELECT 1 FROM resource WHERE service = 'ecr' AND run = \(run.id) LIMIT 1") {
                _ in
                true
            } ?? false
        guard hasRepositories else { return [] }
        let places = try database.rows(
            """
            SELECT cell.account, cell.region, EXISTS (
                SELECT 1 FROM ecr_registry WHERE ecr_registry.account = cell.account
                    AND ecr_registry.region = cell.region AND fact = 'scanning' AND value ->> 'scanType' = 'ENHANCED')
            FROM cell WHERE run = \(run.id) AND stage = 'discover' AND service = 'ecr' AND step = 'repositories'
            ORDER BY cell.account, cell.region
            """
        ) { row in (account: row[0] as String, region: row[1] as String, isInspected: row[2] as Bool) }
        return places.flatMap { place in
            UseSource.allCases.filter { source in
                source.regions?.contains(place.region) ?? true && (source != .inspector || place.isInspected)
            }.map { source in
                Cell(.collect, "ecr", source.firstStep, account: place.account, region: place.region)
            }
        }
    }
}
