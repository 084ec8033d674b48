import Formats
import Pipeline
import SQLite

extension ECR {
    static let reports = [
        repositories, images, plan, tags, tagGroups, versions, policies, uses, blindSpots, registries,
        sharedLayers,
        similar, baseImages,
    ]

    static let place: [ReportColumn] = [
        .text("account"), .text("account_name"), .word("region"), .text("repository"),
    ]

    /// What is selected first of every report, and from what: `facts` is a table of this service, which has
    /// `repository`.
    static func rows(_ columns: SQL, of facts: String, _ run: Run, _ more: SQL = "") -> SQL {
        """
        SELECT resource.account, account.name, resource.region, resource.name, \(columns)
        FROM \(SQL(facts)) AS fact JOIN resource ON resource.arn = fact.repository
        LEFT JOIN account ON account.id = resource.account
        \(more) WHERE (\(Inventory.isThere(run)))
        """
    }

    /// A column of bytes as the text of a digest.
    static func digest(_ column: String) -> SQL {
        let text = "CASE WHEN " + column + " IS NOT NULL THEN 'sha256:' || lower(hex(" + column + ")) END"
        return SQL(text, [])
    }

    /// `ecr_repositories.csv`: what each repository is, holds and costs.
    static let repositories = TableReport(
        "ecr_repositories", "What each ECR repository is, what it holds, what it costs, and what may go.",
        columns: place + [
            .text("arn"), .text("owner"), .instant("created"), .word("mutability"), .text("encryption_key"),
            .word("policy_state"), .instant("policy_evaluated"), .count("images"), .count("untagged"),
            .count("archived"), .count("indexes"), .count("referrers"), .count("orphans"), .count("dangling"),
            .count("incomplete"), .count("unread"),
            .count("naive_bytes"),
            .count("unique_bytes"), .count("archive_bytes"), .count("unread_bytes"), .number("overstatement"),
            .count("used_images"), .count("candidates"), .count("unknown"), .count("freed_bytes"),
            .money("monthly_cost"), .money("billed_monthly_cost"), .money("monthly_saving"),
            .instant("newest_push"),
            .instant("newest_pull"), .date("polluted"), .text("doubt"), .object("tags"), .instant("as_of"),
        ],
        key: ["arn"]
    ) { run in
        let columns: SQL = """
            resource.arn, owner, created, mutability, encryption_key, policy_state, evaluated, images, untagged, archived,
            indexes, referrers, orphans, dangling, incomplete, unread, naive_bytes, unique_bytes, archive_bytes, unread_bytes,
            CASE WHEN unique_bytes > 0 AND unread = 0 THEN CAST(naive_bytes AS REAL) / unique_bytes END, used,
            candidates, unknown, freed_bytes, cost,
            (SELECT sum(unblended) FROM cost WHERE cost.resource = fact.repository AND cost.service = 'AmazonECR'
                AND cost.month = strftime('%Y-%m', \(run.asOf.startOfMonth(later: -1)), 'unixepoch')),
            CASE WHEN candidates > 0 THEN freed_cost END, newest_push, newest_pull,
            CASE WHEN polluted_day IS NOT NULL THEN date(polluted_day * 86400, 'unixepoch') END, doubt, resource.tags,
            fact.as_of
            """
        let joins: SQL = """
            JOIN ecr_repository ON ecr_repository.arn = fact.repository
            LEFT JOIN ecr_lifecycle ON ecr_lifecycle.repository = fact.repository
            """
        return rows(columns, of: "ecr_review", run, joins) + " AND fact.run = \(run.id) ORDER BY resource.arn"
    }

    /// `ecr_images.csv`: every image, what it is for, and what would become of it.
    static let images = TableReport(
        "ecr_images", "Every image of ECR: what it is, who needs it, and what would become of it.",
        columns: place + [
            .word("digest"), .text("image_tags"), .word("status"), .word("purpose"), .count("bytes"),
            .count("exclusive_bytes"), .instant("pushed"), .instant("pulled"), .instant("effective_pull"),
            .flag("own_pull"), .word("subject"), .word("verdict"), .word("waste"), .word("confidence_class"),
            .text("reason"),
            .word("through"), .word("policy_fate"), .count("policy_rule"), .text("policy_reason"),
            .count("critical"), .count("high"), .count("medium"), .count("low"), .count("inspected_uses"),
            .word("scan_status"), .flag("scan_stale"), .text("trouble"),
            .instant("as_of"),
        ]
    ) { run in
        let columns: SQL = """
            \(digest("fact.digest")), fact.tags, fact.status, purpose, fact.bytes, exclusive, pushed, pulled,
            effective_pull, is_own_pull, \(digest("verdict.subject")), verdict, waste, confidence, verdict.reason,
            \(digest("through")), fate, fate_rule, fate_reason, critical, high, medium, low, uses, ecr_scan.status, is_stale, trouble,
            fact.as_of
            """
        let joins: SQL = """
            LEFT JOIN ecr_verdict AS verdict ON verdict.repository = fact.repository AND verdict.digest = fact.digest
            LEFT JOIN ecr_scan ON ecr_scan.repository = fact.repository AND ecr_scan.digest = fact.digest
            """
        return rows(columns, of: "ecr_image", run, joins) + " ORDER BY fact.repository, fact.digest"
    }

    /// `ecr_cleanup_plan.csv`: what may go, in the order in which it can.
    static let plan = TableReport(
        "ecr_cleanup_plan",
        "What may go from ECR, in the order in which it can be deleted; `frees` adds up within a repository.",
        columns: place + [
            .count("position"), .word("digest"), .text("image_tags"), .word("confidence_class"),
            .word("waste"),
            .text("reason"), .instant("pushed"), .count("bytes"), .count("exclusive_bytes"), .count("frees"),
        ]
    ) { run in
        let columns: SQL = """
            position, \(digest("fact.digest")), ecr_image.tags, confidence, waste, fact.reason, pushed, bytes, exclusive,
            freed
            """
        let joins: SQL =
            "JOIN ecr_image ON ecr_image.repository = fact.repository AND ecr_image.digest = fact.digest"
        return rows(columns, of: "ecr_verdict", run, joins)
            + " AND verdict = 'candidate' ORDER BY fact.repository, position"
    }

    /// `ecr_uses.csv`: what runs images, or would.
    private static let uses = TableReport(
        "ecr_uses", "What runs images of ECR, or would: tasks, functions, jobs, models, builds.",
        columns: [
            .text("account"), .text("account_name"), .word("region"), .word("source"), .text("user"),
            .text("image"), .text("registry"), .word("registry_region"), .text("repository"), .text("tag"),
            .word("digest"), .instant("as_of"),
        ]
    ) { run in
        """
        SELECT fact.account, account.name, region, source, user, image, registry, registry_region, repository, tag,
            \(digest("digest")), fact.as_of
        FROM ecr_use AS fact LEFT JOIN account ON account.id = fact.account
        ORDER BY fact.account, region, source, user, image
        """
    }

    /// `ecr_blind_spots.csv`: where uses could not be looked for.
    private static let blindSpots = TableReport(
        "ecr_blind_spots",
        "Where uses of images could not be looked for: what hides there protects what it may pull.",
        columns: [
            .text("account"), .text("account_name"), .word("region"), .word("source"), .text("reason"),
        ]
    ) { run in
        """
        SELECT fact.account, account.name, region, source, reason
        FROM ecr_blind AS fact LEFT JOIN account ON account.id = fact.account
        ORDER BY fact.account, region, source
        """
    }
}
