import Pipeline

/// Files that grew under `NAME.partial` when their process was killed.
struct Leftovers {
    let files: [String]

    /// Those of one estate: of its backups, its metrics and its reports, of which each run has a folder.
    init(of pipeline: PipelineFile) {
        let runs = (try? Folder.names(in: pipeline.reports)) ?? []
        let reports = runs.sorted().map { pipeline.reports + "/" + $0 }
        files =
            Self.partials(in: pipeline.state + "/backups") { $0.hasPrefix(pipeline.estate + ".") }
            + reports.flatMap { Self.partials(in: $0) { _ in true } }
    }

    private static func partials(in folder: String, where isOurs: (String) -> Bool) -> [String] {
        let names = (try? Folder.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".partial") && isOurs($0) }.sorted().map { folder + "/" + $0 }
    }
}
