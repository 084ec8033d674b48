// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// A layer of the product, under Sources.
///
/// It may import only what it lists: dependencies point down.
func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A layer that hashes and signs, so much of it that tests would take minutes without optimisation.
func hotLayer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: name, dependencies: dependencies,
        swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

/// A test suite, under Tests.
func suite(_ name: String, _ dependencies: [Target.Dependency], golden: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["Support"], exclude: golden, swiftSettings: strict)
}

/// Something that several test suites stand on, under Tests.
func prop(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    // Optimised even in debug builds: the soaks and fault trials run thousands of pages.
    .target(
        name: name, dependencies: dependencies, path: "Tests/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

/// A program that measures or torments the product, under Tests.
///
/// It is never installed.
func tool(
    _ name: String, _ folder: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "Tests/\(folder)", exclude: exclude,
        swiftSettings: strict)
}

let package = Package(
    name: "stocktake",
    products: [.executable(name: "stocktake", targets: ["stocktake"])],
    targets: [
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        hotLayer("Formats", ["CZlib"]),
        hotLayer("Capacity", ["Formats"]),
        hotLayer("Images", ["Formats"]),
        layer("SQLite", ["CSQLite"]),
        layer("Pipeline", ["Formats", "SQLite"]),
        layer("HTTP", ["CCurl", "Formats"]),
        layer("AWS", ["Formats", "HTTP"]),
        hotLayer("Simulator", ["AWS", "Formats", "HTTP"]),
        layer("Audit", ["AWS", "Capacity", "Formats", "HTTP", "Images", "Pipeline", "SQLite"]),
        .executableTarget(
            name: "stocktake",
            dependencies: ["Audit", "AWS", "Formats", "HTTP", "Images", "Pipeline", "Simulator", "SQLite"],
            swiftSettings: strict),

        prop("Support", ["CSQLite"]),
        prop("Synthetic", ["Formats", "Pipeline", "SQLite"]),
        suite("FormatsTests", ["Formats"]),
        suite("CapacityTests", ["Capacity", "Formats"]),
        suite("ImagesTests", ["Images", "Formats"]),
        suite("SQLiteTests", ["SQLite"]),
        suite(
            "PipelineTests", ["soak", "Formats", "Pipeline", "SQLite", "Synthetic"], golden: ["schema.sql"]),
        suite("HTTPTests", ["HTTP", "Formats"]),
        suite("AWSTests", ["AWS", "Formats", "HTTP"]),
        suite("SimulatorTests", ["AWS", "Formats", "HTTP", "Simulator"]),
        suite(
            "AuditTests",
            ["Audit", "AWS", "Capacity", "Formats", "HTTP", "Images", "Pipeline", "Simulator", "SQLite"],
            golden: ["schema.sql", "findings.txt", "golden"]),
        suite(
            "CommandTests", ["stocktake", "Audit", "Formats", "Pipeline", "SQLite", "Synthetic"],
            golden: ["Schemas"]),
        tool(
            "bench", "Benchmarks",
            ["Audit", "AWS", "Capacity", "Formats", "HTTP", "Images", "Pipeline", "Simulator", "SQLite"],
            exclude: ["boto3_requests.py", "describe-table.json"]),
        tool(
            "soak", "Soak",
            ["Audit", "AWS", "Formats", "HTTP", "Pipeline", "Simulator", "SQLite", "Support", "Synthetic"]),
    ],
    swiftLanguageModes: [.v6]
)
