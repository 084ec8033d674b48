import Formats

/// What a scan of one image has come to.
struct ImageScan {
    enum Status: String {
        case complete = "COMPLETE"
        case failed = "FAILED"
        case active = "ACTIVE"
        case pending = "PENDING"
        case unsupported = "UNSUPPORTED_IMAGE"
        case expired = "SCAN_ELIGIBILITY_EXPIRED"
        case archived = "IMAGE_ARCHIVED"

        var description: String {
            switch self {
            case .complete: "The scan was completed successfully."
            case .failed: "The scan could not be completed."
            case .active: "Continuous scan is selected for image."
            case .pending: "The image is pending its first scan."
            case .unsupported:
                "UnsupportedImageError: The operating system or the media type is not supported."
            case .expired: "Scan eligibility has expired."
            case .archived: "The image is archived."
            }
        }
    }

    enum Severity: String, CaseIterable {
        case critical = "CRITICAL"
        case high = "HIGH"
        case medium = "MEDIUM"
        case low = "LOW"
        case informational = "INFORMATIONAL"

        fileprivate var most: Int {
            switch self {
            case .critical: 3
            case .high: 9
            case .medium: 22
            case .low: 30
            case .informational: 4
            }
        }
    }

    /// One weakness of one package.
    struct Finding {
        let draw: Draw
        let severity: Severity
        /// What it came with.
        let layer: Blob

        var id: String { "CVE-\(draw.at("year").within(2019...2026))-\(draw.at("id").within(1000...49_999))" }

        var package: String {
            let names = [
                "openssl", "zlib", "glibc", "curl", "libxml2", "busybox", "perl", "python3.12", "tar",
                "gnutls28",
                "krb5", "expat", "sqlite3", "systemd", "log4j-core", "netty-codec", "jackson-databind",
                "lodash",
            ]
            return draw.at("package").one(of: names)
        }

        var version: String { "\(draw.at("major").within(1...5)).\(draw.at("minor").within(0...30)).0" }

        var isFixed: Bool { draw.at("fixed").percent(70) }

        /// The version without it, which comes right behind.
        var fixedVersion: String { version.dropLast() + "1" }

        /// In tenths.
        var score: Int {
            switch severity {
            case .critical: draw.at("score").within(90...100)
            case .high: draw.at("score").within(70...89)
            case .medium: draw.at("score").within(40...69)
            case .low: draw.at("score").within(10...39)
            case .informational: 0
            }
        }
    }

    let status: Status
    let isEnhanced: Bool
    let time: Timestamp
    /// How many findings there are of each severity, and where they come from.
    private let sources: [(draw: Draw, layer: Blob, counts: [Int])]

    private init(
        _ status: Status, _ isEnhanced: Bool, _ time: Timestamp,
        _ sources: [(draw: Draw, layer: Blob, counts: [Int])] = []
    ) {
        (self.status, self.isEnhanced, self.time, self.sources) = (status, isEnhanced, time, sources)
    }

    var hasFindings: Bool { status == .complete || status == .active }

    func count(_ severity: Severity) -> Int {
        guard let place = Severity.allCases.firstIndex(of: severity) else { return 0 }
        return sources.reduce(0) { $0 + $1.counts[place] }
    }

    /// All findings, the worst first.
    var findings: [Finding] {
        Severity.allCases.enumerated().flatMap { place, severity in
            sources.flatMap { source in
                (0..<source.counts[place]).map { number in
                    Finding(
                        draw: source.draw.at(text: severity.rawValue).at(number), severity: severity,
                        layer: source.layer)
                }
            }
        }
    }
}

extension ImageScan {
    /// The scan of what lies at a place; nil where nobody has scanned it.
    init?(_ shelf: ImageShelf, _ place: Int, _ registry: Registry) {
        let item = shelf.items[place]
        let isEnhanced = registry.isEnhanced
        let isScanned =
            isEnhanced || shelf.repository.scansOnPush || !registry.patterns(for: shelf.repository).isEmpty
        guard isScanned else { return nil }
        let (archived, restored) = shelf.archiving(item)
        guard archived == nil || restored != nil else {
            self.init(.archived, isEnhanced, item.pushed)
            return
        }
        let draw = shelf.draw.at("scan").at(place)
        guard case .image(let platform) = item.kind else {
            // Basic scans know nothing of what is no image.
            guard isEnhanced else { return nil }
            self.init(.unsupported, isEnhanced, item.pushed)
            return
        }
        let time =
            isEnhanced
            ? shelf.end.adding(seconds: -Int64(draw.below(80_000))) : item.pushed.adding(seconds: 90)
        let status: Status =
            if shelf.habit.flavour == 3, draw.at("unsupported").percent(10) {
                .unsupported
            } else if isEnhanced {
                !shelf.isWatched(place)
                    ? .expired : item.pushed >= shelf.end.adding(seconds: -3600) ? .pending : .active
            } else {
                draw.at("failed").percent(2) ? .failed : .complete
            }
        guard status == .complete || status == .active else {
            self.init(status, isEnhanced, time)
            return
        }
        self.init(status, isEnhanced, max(time, item.pushed), Self.sources(shelf, item.build, platform))
    }

    /// A base image's findings are those of all that stand on it; what is older has more.
    private static func sources(
        _ shelf: ImageShelf, _ build: Int, _ platform: Int
    ) -> [(draw: Draw, layer: Blob, counts: [Int])] {
        let layers = shelf.layers(build, platform)
        let age = Int(shelf.end.seconds - shelf.items[shelf.roots[build]].pushed.seconds) / 86_400
        let share = min(100, 10 + age / 4)
        // The first layer is the base image's, the one before the last somebody's dependencies.
        return [layers.first, layers.dropLast().last].compactMap(\.self).map { layer in
            let draw = layer.draw.at("findings")
            let counts = Severity.allCases.map { severity in
                draw.at(text: severity.rawValue).below(severity.most + 1) * share / 100
            }
            return (draw, layer, counts)
        }
    }
}
