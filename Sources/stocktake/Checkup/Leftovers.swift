import Pipeline

/// Files that grew under `NAME.partial` when their process was killed, and folders that were to be removed.
///
/// The partial folder of a run's reports is none: it is what the run goes on with.
struct Leftovers {
    let files: [String]
    let folders: [String]

    var all: [String] { files + folders }

    /// Those of one estate: of its backups, its metrics and its reports, of which each run has a folder.
    init(of pipeline: PipelineFile) {
        let runs = (try? Folder.names(in: pipeline.reports)) ?? []
        let reports = runs.filter { Int($0) != nil }.sorted().map { pipeline.reports + "/" + $0 }
        files =
            Self.partials(in: pipeline.state + "/backups") { $0.hasPrefix(pipeline.estate + ".") }
            + reports.flatMap { Self.partials(in: $0) { _ in true } }
        folders = runs.filter { $0.hasSuffix(".old") }.sorted().map { pipeline.reports + "/" + $0 }
    }

    private static func partials(in folder: String, where isOurs: (String) -> Bool) -> [String] {
        let names = (try? Folder.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".partial") && isOurs($0) }.sorted().map { folder + "/" + $0 }
    }
}
