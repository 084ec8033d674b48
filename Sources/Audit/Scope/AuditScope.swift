import Formats

/// What an estate asks to be audited, of everything.
package struct AuditScope: Equatable, Sendable {
    package var aws = AWSScope()
    /// The services, by their names in the catalogue; none audits nothing.
    package var services: Set<String> = []
    package var metrics = MetricWindow()
    package var costs = CostScope()
    package var images = ImageScope()
    /// The tags that name an owner, the first that a resource or its account has.
    package var ownerTags = ["owner", "team"]

    package init() {}
}

/// How much of a service's past is looked at.
package struct MetricWindow: Equatable, Sendable {
    package var days = 14
    /// The seconds that one sample stands for.
    package var period = 300
    /// What asking for it may cost in one run.
    package var budget = Money(units: 50_000_000_000)
    /// Whether latencies and errors are taken as well, by operation.
    package var measuresOperations = true
    /// The account that others share their metrics with; nil asks each account for its own.
    package var monitoringAccount: String?

    package init() {}
}

/// How the images of registries are looked at, and which may be called needless.
package struct ImageScope: Equatable, Sendable {
    /// Whether manifests are read: without them nobody knows layers, and reading one counts as a pull.
    package var readsManifests = true
    /// How many days an image is left alone after its push.
    package var grace = 14
    /// How many days without a pull make an image one that nobody pulls.
    package var unpulled = 90
    /// What is kept whatever happens: patterns of `repository:tag`, or of repositories.
    package var keep: [String] = []
    /// Whether accounts and regions that are not audited may use images, too.
    ///
    /// They may, unless somebody says that they do not: then their images are not called unknown.
    package var isUsedElsewhere = true

    package init() {}
}

/// Where the bill is.
package struct CostScope: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// Wherever the account says that it is delivered.
        case auto
        case bucket(String)
        case folder(String)
        case none
    }

    package var source = Source.auto
    /// How many months of it are read, this one included.
    package var months = 3
    /// Whether the days of a month are kept apart.
    package var keepsDays = false
    /// The cost allocation tags that costs are told apart by.
    package var tags: [String] = []

    package init() {}
}

/// How reports are written.
package struct ReportScope: Equatable, Sendable {
    package enum Compression: String, CaseIterable, Sendable {
        case none, gzip
    }

    /// Who reads the CSV: programs, or Excel, which wants a byte order mark before it takes a file for UTF-8.
    package enum Dialect: String, CaseIterable, Sendable {
        case plain, excel
    }

    /// All files in the folder of the run, or each table in partitions of its own, as Athena and Trino read them.
    package enum Layout: String, CaseIterable, Sendable {
        case flat, hive
    }

    package var compression = Compression.none
    package var dialect = Dialect.plain
    package var layout = Layout.flat
    /// Where the folder of a run is put as well.
    package var upload: UploadPlace?

    package init() {}
}
