/// The words that the company's names are made of.
enum Names {
    static let teams = commerceTeams + platformTeams

    private static let commerceTeams = [
        "payments", "search", "checkout", "catalog", "identity", "orders", "shipping", "pricing", "loyalty",
        "marketing", "recommendations", "inventory", "billing", "fraud", "notifications", "reviews",
        "returns", "subscriptions", "storefront", "partners",
    ]
    private static let platformTeams = [
        "mobile", "analytics", "ml-platform", "data-platform", "streaming", "media", "geo", "messaging",
        "workforce", "finance", "crm", "support", "compliance", "risk", "logistics", "iot", "content",
        "experiments", "observability", "developer-tools",
    ]

    /// What a team's second and later accounts and its images are called after.
    static let components = [
        "api", "core", "gateway", "ledger", "events", "batch", "reports", "web", "admin", "ingest",
        "export", "sync", "index", "rules", "profile", "history", "rates", "archive", "audit-trail",
        "webhooks", "scheduler", "cache", "router", "docs", "legacy",
    ]

    static let environments = ["prod", "staging", "dev"]

    /// Whose sandboxes there are, and who leaves test tables behind.
    static let people = [
        "mia", "jonas", "priya", "lukas", "sofia", "omar", "hanna", "diego", "ines", "tomasz", "aisha",
        "ben", "chloe", "emre", "freya", "goran", "hiro", "ivana", "karim", "lena", "mateo", "nora",
        "oskar", "petra", "quinn", "rosa", "samir", "tess", "umar", "vera", "wout", "yuki", "zoe",
    ]

    /// The accounts that every landing zone begins with.
    static let foundations = [
        "log-archive", "security-tooling", "network", "shared-services", "backup", "ci-cd", "data-lake",
    ]
}

extension Names {
    /// What tables hold.
    static let entities = customerEntities + businessEntities

    private static let customerEntities = [
        "orders", "customers", "sessions", "carts", "payments", "refunds", "addresses", "devices",
        "preferences", "profiles", "consents", "wishlists", "coupons", "tokens", "invoices", "shipments",
        "parcels", "returns", "reviews", "ratings", "products", "variants", "stock", "prices",
    ]
    private static let businessEntities = [
        "offers", "campaigns", "segments", "events", "locks", "jobs", "schedules", "tasks", "messages",
        "templates", "subscriptions", "plans", "quotas", "limits", "accounts", "tenants", "features",
        "flags", "experiments", "partners", "contracts", "rates", "routes", "reports",
    ]

    /// What is put behind an entity, so that one entity has many tables.
    static let tableForms = [
        "", "v2", "history", "archive", "by-day", "snapshot", "outbox", "inbox", "cache", "lookup", "state",
        "audit", "staging", "projection", "dedup", "counters",
    ]

    /// What things are called that somebody forgot; `*` is an entity.
    static let forgottenForms = [
        "tmp-*", "test-*", "*-test-2021", "old-*", "*-backup-20210314", "*-copy", "migration-*-2022",
        "poc-*", "loadtest-*", "*-donotdelete", "delete-me-*", "*-restored",
    ]

    static let imageForms = ["", "worker", "cron", "migrations", "proxy", "sidecar", "test", "base"]
}
