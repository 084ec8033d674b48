/// What columns hold, in a sentence: a name means the same in every report.
enum ColumnWords {
    /// A test asks for one of every column; those of FOCUS say what the specification does not.
    static func words(for column: ReportColumn) -> String? { words[column.name] ?? focus[column.name] }

    private static let words = things.merging(findings) { $1 }.merging(capacity) { $1 }.merging(money) { $1 }
        .merging(runs) { $1 }.merging(images) { $1 }

    private static let things: [String: String] = [
        "account": "The id of the AWS account.",
        "account_name": "The name of the account; null where the organisation could not be asked.",
        "units": "The organisational units that the account is in, from the top down.",
        "region": "The region; empty for what belongs to none.",
        "service": "The service, as Stocktake or, in the bill, AWS calls it.",
        "kind": "What kind of thing, index or change it is.",
        "arn": "The Amazon Resource Name, or the id of an account.",
        "resource": "The ARN of the resource, or a path where it is about more than one.",
        "name": "The name.",
        "table": "The name of the table.",
        "index": "The name of the index; empty for the table itself.",
        "part": "What of the resource it is about; empty for all of it.",
        "owner": "Whose it is: by its tags, those of its account, or the account's name.",
        "tags": "The tags as a JSON object; null where they could not be read.",
        "created": "When it was made.",
        "joined": "When the account joined the organisation.",
        "state": "The state, as AWS or the ledger calls it.",
        "status": "The status, as AWS calls it.",
        "keys": "The attributes of the key.",
        "projection": "Which attributes the index holds.",
        "attributes": "The attributes that are projected by name.",
        "bytes": "How many bytes it holds, as AWS last counted.",
        "items": "How many items it holds, as AWS last counted.",
        "stream": "What its stream tells; null for none.",
        "ttl": "The attribute by which items expire; empty where none does, null where nobody could look.",
        "point_in_time_recovery": "Whether it can be put back to any second; null where nobody could look.",
        "backups": "How many backups there are; null where nobody could look.",
        "encryption_key": "The key that encrypts it; null for the default one.",
        "deletion_protection": "Whether it is protected from being deleted.",
        "replicas": "The other regions of a global table.",
        "global_indexes": "How many global secondary indexes it has.",
        "local_indexes": "How many local secondary indexes it has.",
    ]

    private static let findings: [String: String] = [
        "id": "The id of the finding, the same every night for the same code and resource.",
        "finding": "The id of the finding.",
        "code": "What was found, such as DDB-001.",
        "severity": "How much it matters: critical, high, medium, low or info.",
        "what": "What was found, in a sentence.",
        "why": "The evidence, with its numbers.",
        "how": "The command that would make the change, or what to do where none can.",
        "confidence": "How sure it is, in percent.",
        "confidence_reason": "What keeps it from being surer.",
        "prices": "The rate codes of the price rows that it was reckoned from.",
        "reason": "Why.",
        "nights": "How many runs ago it was first seen, this one counted.",
        "counted":
            "The saving a month, zero where a larger one takes its place: this column can be added up.",
        "alternative": "The saving a month that could be had in place of the larger one.",
        "instead_of": "The id of the finding whose larger saving counts in its place.",
        "fields": "What changed: a JSON object of fields, each with what it was and what it is.",
    ]

    private static let capacity: [String: String] = [
        "billing_mode": "How its throughput is billed.",
        "mode": "How it has capacity now.",
        "advice": "What is cheapest; keep where nothing is worth a change.",
        "class": "The table class.",
        "table_class": "The table class.",
        "basis": "Whether it was reckoned from the bill or from prices.",
        "dimension": "Reads or writes.",
        "read_capacity": "The read units that are provisioned.",
        "write_capacity": "The write units that are provisioned.",
        "most_reads": "The most read units a second on demand; null for no limit.",
        "most_writes": "The most write units a second on demand; null for no limit.",
        "warm_reads": "The read units that are served at once.",
        "warm_writes": "The write units that are served at once.",
        "fixed": "What fixed capacity costs a month, or how many units it would be.",
        "scaled": "What scaled capacity costs a month.",
        "on_demand": "What it costs a month on demand.",
        "target_percent": "The target of auto scaling.",
        "minimum": "The least units of auto scaling.",
        "maximum": "The most: of auto scaling, or that was measured.",
        "average": "The units that were used a second, on average.",
        "average_scaled": "The units that scaling would have had, on average.",
        "decreases": "How often scaling would have lowered the capacity.",
        "minutes_above_on_demand": "The minutes above what on demand serves at once.",
        "provisioned": "The units that were provisioned, on average.",
        "days": "How many days were measured.",
        "period": "The seconds of a sample.",
        "samples": "How many samples were measured.",
        "total": "All units that were used.",
        "p50": "The median of the units that were used a second.",
        "p90": "What 90 % of the samples stay within.",
        "p95": "What 95 % of the samples stay within.",
        "p99": "What 99 % of the samples stay within.",
        "p99_reported": "What 99 % of the samples that were reported stay within.",
        "used_average_percent": "How much of what is provisioned was used on average.",
        "used_p50_percent": "The median of how much of what is provisioned was used.",
        "used_p90_percent": "What 90 % of the samples used of what is provisioned.",
        "used_p99_percent": "What 99 % of the samples used of what is provisioned.",
        "used_maximum_percent": "The most that was used of what is provisioned.",
        "throttles": "How many requests were throttled.",
        "needed": "The units that would have served all that was measured.",
        "pattern": "How use repeats: by the day, by the week, or not.",
        "peak": "When its highest hour is.",
        "growth_percent": "How much the second half of the days uses more than the first.",
        "risk": "What may make the advice wrong.",
        "storage_to_throughput": "How many times as much as throughput storage costs.",
        "break_even": "At which ratio both classes cost the same.",
    ]

    private static let money: [String: String] = [
        "month": "The month of the bill.",
        "billed_month": "The month of the bill that is compared.",
        "currency": "The currency of the amounts.",
        "monthly_cost": "What it costs a month, as far as it is known.",
        "current_monthly_cost": "What it costs a month now, in USD.",
        "projected_monthly_cost": "What it would cost a month after the change, in USD.",
        "monthly_saving": "What the change saves a month, in USD.",
        "monthly_cost_before": "What it cost a month before; null where that is not known.",
        "monthly_cost_after": "What it costs a month now; null where that is not known.",
        "monthly_cost_difference": "How much more it costs a month now.",
        "storage_monthly_cost": "What its storage costs a month.",
        "throughput_monthly_cost": "What its throughput costs a month.",
        "modelled_throughput": "What its throughput costs a month, by measurements and prices.",
        "modelled_storage": "What its storage costs a month, by its size and prices.",
        "modelled_recovery": "What continuous backups cost a month.",
        "modelled_monthly_cost": "What it costs a month, by measurements and prices.",
        "billed": "What the bill says that it cost, unblended.",
        "reported": "What costs.csv says that it cost, unblended.",
        "difference": "The one less the other.",
        "line_type": "The kind of line, as the bill calls it.",
        "piece": "0, and more where a sum is too large for one row.",
        "lines": "How many lines of the bill it is made of.",
        "split_lines":
            "Lines that tell once more, by container, what others tell; their money counts nowhere.",
        "unblended": "What was billed.",
        "net": "What was billed, after discounts.",
        "amortised": "What was billed, with what was paid in advance spread over its term.",
        "net_amortised": "The amortised cost, after discounts.",
        "list": "What it would have cost by the price list; null where the bill does not tell it.",
        "usage": "What use cost.",
        "fees": "What was paid for commitments and subscriptions.",
        "tax": "Taxes.",
        "credits": "Credits.",
        "refunds": "Refunds.",
        "adjustments": "Discounts, and what is taken back because others tell it.",
        "audited":
            "Whether the account was looked into; in the reconciliation, what of the bill is about what was looked at.",
        "amount": "The amount.",
    ]

    private static let runs: [String: String] = [
        "seen_in_run": "The run that saw it.",
        "first_run": "The run that saw it first.",
        "last_run": "The run that saw it last.",
        "first_seen": "When it was first seen.",
        "as_of": "When it was last really seen.",
        "stage": "The stage of the run.",
        "step": "The step of the stage.",
        "scope": "What of the account and region it is about; empty for all.",
        "rows": "How many rows it has written.",
        "section": "What the figure is about.",
        "item": "What it is the figure of.",
        "count": "How many.",
        "note": "What to know about it.",
    ]

    private static let images: [String: String] = [
        "repository": "The name of the repository.",
        "mutability": "Whether its tags can be moved, as AWS calls it.",
        "policy_state": "What is known of its lifecycle policy: none, known, doubtful, unreadable, unseen.",
        "policy_evaluated": "When ECR last evaluated the lifecycle policy; null for never.",
        "images": "How many images there are.",
        "untagged": "How many of them have no tag.",
        "archived": "How many of them are archived.",
        "indexes": "How many of them list other images.",
        "referrers": "How many of them are about another image.",
        "orphans": "How many are about an image that is not there.",
        "dangling": "How many are left of an index that is gone.",
        "incomplete": "How many list an image that is not there.",
        "unread": "How many images there are whose layers are not known.",
        "naive_bytes": "What listings add up to: each layer as often as an image has it.",
        "unique_bytes": "What is stored: each layer once, of the images whose layers are known.",
        "archive_bytes": "Of that, what only archived images have.",
        "unread_bytes": "At most what images take whose layers are not known.",
        "overstatement": "How many times what is stored listings add up to; null where layers are not known.",
        "used_images": "How many images something uses, themselves or by what they belong to.",
        "candidates": "How many images may go.",
        "unknown": "How many images look needless, while not everything was seen that could use them.",
        "freed_bytes": "What deleting those that may go frees, all together.",
        "billed_monthly_cost": "What the bill of the last whole month says.",
        "newest_push": "When an image was last pushed.",
        "newest_pull": "When an image was last pulled by somebody else than this audit.",
        "polluted": "The day on which nearly all images were pulled, which says nothing of their use.",
        "doubt": "Why nobody can be certain of what is needless; null where one can.",
        "digest": "The digest of the image or layer.",
        "image_tags": "The tags of the image, with spaces between them.",
        "purpose": "What it is, such as a container or a signature; null where its manifest was not read.",
        "exclusive_bytes": "What no other image of the repository has; null where its layers are not known.",
        "pushed": "When it was pushed.",
        "pulled": "When it was last pulled, as ECR has it.",
        "effective_pull": "The same, without the pulls of this audit.",
        "own_pull": "Whether the last pull was this audit's own.",
        "subject": "The image that it is about.",
        "verdict": "What it is needed for, or that it may go.",
        "confidence_class": "How sure it is that nobody misses it: A, B or C.",
        "through": "The image through which it is tied to one that is used or kept.",
        "policy_fate": "What the lifecycle policy would do with it.",
        "policy_rule": "The priority of the rule.",
        "policy_reason": "Why.",
        "critical": "How many critical findings its scan has; null where there is none.",
        "high": "How many high ones.",
        "medium": "How many medium ones.",
        "low": "How many low ones.",
        "inspected_uses":
            "In how many running containers Inspector has seen it; null where it does not tell.",
        "scan_status": "The status of its scan, as AWS calls it.",
        "scan_stale": "Whether the scan is from an earlier night because ECR did not answer.",
        "trouble": "Why its manifest could not be read; null where it was, or was not asked for.",
        "position": "Its place in the order of deletion within the repository.",
        "waste": "Why nobody misses it.",
        "frees": "What has been freed once it and all before it are deleted.",
        "source": "The kind of service.",
        "user": "What it is that uses it.",
        "image": "The image, as it is written there.",
        "registry": "The account of the registry.",
        "registry_region": "The region of the registry.",
        "tag": "The tag.",
        "since": "Since when it points there, as far as was seen.",
        "moves": "How often it was seen to have moved.",
        "previous": "Where it pointed before.",
        "template": "How the tags are made: words, and what differs.",
        "oldest": "When the oldest was pushed.",
        "newest": "When the newest was pushed.",
        "pulled_images": "How many of the images were ever pulled.",
        "patterns": "Patterns for a lifecycle rule, with how many tags each catches, and which others.",
        "line": "The major and minor version, and the variant.",
        "newest_version": "The newest of them.",
        "superseded": "How many were followed by a later one.",
        "gaps": "Patches that are missing between others.",
        "duplicates": "Tags that say the same version: of one image (=), or of different ones (<>).",
        "encryption": "How it is encrypted: only what has the same key can share layers.",
        "repositories": "How many repositories there are.",
        "lower_bytes": "What they would store if each layer were stored once.",
        "upper_bytes": "What they store if no layer is shared.",
        "saved_bytes": "What storing it once would save.",
        "other": "The other repository.",
        "shared_bytes": "The bytes of the layers that both have.",
        "similarity": "These, as a part of the bytes that either has.",
        "layers": "How many layers.",
    ]

    private static let focus: [String: String] = Dictionary(
        uniqueKeysWithValues: FocusColumn.allCases.map { column in
            (
                column.rawValue,
                column.words ?? "As FOCUS 1.2 has it; null where the bill that is kept does not tell it."
            )
        })
}

extension FocusColumn {
    /// What the specification does not say of it, or the source does not tell.
    fileprivate var words: String? {
        switch self {
        case .billedCost: "What was billed, after discounts; zero where a savings plan pays for the line."
        case .effectiveCost, .pricingCurrencyEffectiveCost: "The amortised cost, after discounts."
        case .contractedCost:
            "At agreed prices, without commitments: reservations are told at the price list's."
        case .listCost:
            "By the price list; null where the bill does not tell it, which FOCUS does not foresee."
        case .invoiceIssuerName: "AWS; the legal entity is not kept."
        case .consumedQuantity, .pricingQuantity: "The quantity of lines of use, in the unit that AWS bills."
        case .skuMeter, .usageType: "The usage type."
        case .lineType: "The kind of line, as the bill calls it."
        case .lines: "How many lines of the bill it is made of."
        case .operation: "The operation."
        case .serviceCode: "The product code."
        case .unblendedCost: "What was billed before discounts; its sum is the bill's."
        default: nil
        }
    }
}
