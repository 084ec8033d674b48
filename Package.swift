// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// A layer of the product, under Sources. It may import only what it lists: dependencies point down.
func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A test suite, under Tests.
func suite(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["Support"], swiftSettings: strict)
}

/// A program that measures or torments the product, under Tests. It is never installed.
func tool(_ name: String, _ folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Tests/\(folder)", swiftSettings: strict)
}

let package = Package(
    name: "stocktake",
    targets: [
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        layer("Formats", ["CZlib"]),
        layer("SQLite", ["CSQLite"]),

        .target(name: "Support", path: "Tests/Support", swiftSettings: strict),
        suite("FormatsTests", ["Formats"]),
        suite("SQLiteTests", ["SQLite"]),
        tool("bench", "Benchmarks", ["Formats"]),
    ],
    swiftLanguageModes: [.v6]
)
