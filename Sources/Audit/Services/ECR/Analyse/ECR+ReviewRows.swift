import Formats
import Images
import Pipeline
import SQLite

extension ECR.Review {
    /// Writes all that was made of a repository, instead of what was made of it before.
    func save(_ prices: ECRPrices, in database: Database, _ run: Run) throws(SQLiteError) {
        for table in [
            "ecr_verdict", "ecr_waste", "ecr_flaw", "ecr_tag_group", "ecr_version_line", "ecr_prefix",
        ] {
            try database.execute("DELETE FROM \(name: table) WHERE repository = \(facts.arn)")
        }
        try saveVerdicts(in: database)
        try saveWaste(prices, in: database)
        try saveFlaws(in: database)
        try tags.save(of: facts.arn, in: database)
        try saveLayers(in: database)
        try saveSummary(prices, in: database, run)
    }

    private func saveVerdicts(in database: Database) throws(SQLiteError) {
        var places: [Int: (position: Int, freed: Int)] = [:]
        for (position, item) in plan.enumerated() { places[item.image] = (position + 1, item.freed) }
        for (index, verdict) in verdicts.enumerated() {
            let image = images[index]
            let fate = fates.isEmpty ? nil : fates[index]
            let place = places[index]
            try database.execute(
                """
                INSERT INTO ecr_verdict (repository, digest, verdict, waste, confidence, reason, through, subject, purpose, exclusive,
                    chain, fate, fate_rule, fate_reason, position, freed)
                VALUES (\(facts.arn), \(image.digest.bytes), \(verdict.kind.rawValue),
                    \(verdict.waste?.rawValue), \(verdict.waste?.confidence), \(verdict.reason),
                    \(verdict.through.map { images[$0].digest.bytes }), \((image.subject ?? image.manifest?.subject)?.bytes), \(image.purpose),
                    \(layers.exclusiveBytes(of: index)), \(chains[index].map { Int64(bitPattern: $0) }),
                    \(fate?.action.word), \(fate?.rule), \(fate?.reason.words(images)), \(place?.position),
                    \(place?.freed))
                """)
        }
    }

    private func saveWaste(_ prices: ECRPrices, in database: Database) throws(SQLiteError) {
        for waste in ECR.Verdict.Waste.allCases {
            let wasted = images.indices.filter {
                verdicts[$0].kind == .candidate && verdicts[$0].waste == waste
            }
            guard !wasted.isEmpty else { continue }
            let bytes = layers.freedBytes(by: wasted)
            try database.execute(
                """
                INSERT INTO ecr_waste (repository, waste, images, bytes, cost)
                VALUES (\(facts.arn), \(waste.rawValue), \(wasted.count), \(bytes),
                    \(ECRPrices.cost(bytes, at: prices.storage)?.units))
                """)
        }
    }

    private func saveFlaws(in database: Database) throws(SQLiteError) {
        for (number, flaw) in policy.flaws.enumerated() {
            try database.execute(
                """
                INSERT INTO ecr_flaw (repository, number, rule, kind, words)
                VALUES (\(facts.arn), \(number), \(flaw.rule), \(flaw.kind.word), \(flaw.kind.words))
                """)
        }
    }

    private func saveLayers(in database: Database) throws(SQLiteError) {
        try database.execute(
            """
            INSERT INTO ecr_layers (repository, blobs) VALUES (\(facts.arn), \(layers.shelf.bytes))
            ON CONFLICT (repository) DO UPDATE SET blobs = excluded.blobs
            """)
        for shared in prefixes {
            let prefix = shared.prefix
            try database.execute(
                """
                INSERT INTO ecr_prefix (repository, hash, parent, depth, bytes, images)
                VALUES (\(facts.arn), \(Int64(bitPattern: prefix.hash)), \(Int64(bitPattern: prefix.parent)),
                    \(prefix.depth), \(prefix.bytes), \(shared.images))
                """)
        }
    }

    private func saveSummary(_ prices: ECRPrices, in database: Database, _ run: Run) throws(SQLiteError) {
        let needless = images.indices.filter { verdicts[$0].kind == .candidate }
        let freed = layers.freedBytes(by: needless)
        let stored = layers.uniqueBytes - layers.archiveBytes + layers.unreadBytes
        let cost = ECRPrices.sum([
            ECRPrices.cost(stored, at: prices.storage),
            layers.archiveBytes > 0 ? ECRPrices.cost(layers.archiveBytes, at: prices.archive) : .zero,
        ])
        let used = [prices.storage, layers.archiveBytes > 0 ? prices.archive : nil].compactMap {
            $0?.rateCode
        }
        let counts = Counts(images)
        try database.execute(
            """
            INSERT OR REPLACE INTO ecr_review (repository, account, region, images, untagged, archived, indexes,
                referrers, orphans, dangling, incomplete, unread, naive_bytes, unique_bytes, archive_bytes, unread_bytes,
                used, candidates, unknown, freed_bytes, doubt, polluted_day, own_pulls, newest_push, newest_pull, policy_state, policy_removes,
                policy_used, preview_differs, cost, freed_cost, prices, run, as_of)
            VALUES (\(facts.arn), \(facts.account), \(facts.region), \(images.count), \(counts.untagged),
                \(counts.archived), \(counts.indexes), \(counts.referrers), \(structure.orphans),
                \(structure.dangling), \(structure.incomplete), \(layers.unread), \(layers.naiveBytes),
                \(layers.uniqueBytes), \(layers.archiveBytes), \(layers.unreadBytes),
                \(verdicts.count { $0.kind.isLive }), \(needless.count), \(verdicts.count { $0.kind == .unknown }),
                \(freed), \(doubt),
                \(pollutedDay), \(counts.ownPulls), \(counts.newestPush), \(counts.newestPull),
                \(policy.state.rawValue), \(policy.removed), \(policy.fates.isEmpty ? nil : policy.used.count),
                \(policy.differences), \(cost?.units), \(ECRPrices.cost(freed, at: prices.storage)?.units),
                \(used.joined(separator: " ")), \(run.id), \(facts.asOf))
            """)
    }

    /// What is counted of images without judging them.
    private struct Counts {
        var untagged = 0
        var archived = 0
        var indexes = 0
        var referrers = 0
        var ownPulls = 0
        var newestPush: Timestamp?
        var newestPull: Timestamp?

        init(_ images: [ECR.StoredImage]) {
            for image in images {
                if image.tags.isEmpty { untagged += 1 }
                if image.isArchived { archived += 1 }
                if image.manifest?.kind == .index { indexes += 1 }
                if image.subject != nil || image.manifest?.subject != nil { referrers += 1 }
                if image.isOwnPull { ownPulls += 1 }
                newestPush = [newestPush, image.pushed].compactMap(\.self).max()
                newestPull = [newestPull, image.pulled].compactMap(\.self).max()
            }
        }
    }
}

extension ECR.StoredImage {
    /// What it is, in a word; nil where nobody knows.
    var purpose: String? {
        guard let manifest else { return nil }
        if manifest.kind == .index { return "index" }
        return switch manifest.purpose {
        case .container: "container"
        case .attestation: "attestation"
        case .signature: "signature"
        case .sbom: "sbom"
        case .chart: "chart"
        case .other: "other"
        }
    }
}

extension ECRPrices {
    /// What several amounts come to; nil where one of them is not known.
    static func sum(_ amounts: [Money?]) -> Money? {
        var total: Int64 = 0
        for amount in amounts {
            guard let amount else { return nil }
            let (sum, overflows) = total.addingReportingOverflow(amount.units)
            guard !overflows else { return nil }
            total = sum
        }
        return Money(units: total)
    }
}
