CREATE VIEW aws_accounts AS
SELECT id AS account_id, name AS account_name, state AS account_status, units AS organizational_units,
    datetime(joined, 'unixepoch') AS joined_timestamp, tags, datetime(as_of, 'unixepoch') AS last_updated
FROM account;

CREATE VIEW capacity_mode_recommendations AS
SELECT account AS account_id, region, name AS table_name, mode AS current_billing_mode,
    advice AS recommended_billing_mode, current / 1e10 AS current_monthly_cost_usd,
    projected / 1e10 AS projected_monthly_cost_usd, saving / 1e10 AS monthly_savings_usd,
    12 * saving / 1e10 AS annual_savings_usd,
    CASE WHEN current > 0 THEN 100.0 * saving / current END AS savings_percentage,
    confidence / 100.0 AS confidence_score, reason AS recommendation_reason
FROM dynamodb_capacity JOIN resource ON resource.arn = table_arn;

CREATE VIEW checkpoints AS
SELECT run, stage, service, step, account AS account_id, region, scope, cursor, pages, rows
FROM cell WHERE state = 'pending';

CREATE VIEW collection_state AS
SELECT run, stage AS operation_type, service, step AS current_step, account AS account_id, region, scope,
    state AS status, reason AS error_message, pages, rows
FROM cell;

CREATE VIEW cost AS
SELECT printf('%04d-%02d', delivery.month / 100, delivery.month % 100) AS month,
    CASE WHEN line.day > 0
        THEN printf('%04d-%02d-%02d', line.day / 10000, line.day / 100 % 100, line.day % 100)
    END AS day,
    account.text AS account, service.text AS service, usage_type.text AS usage_type,
    operation.text AS operation, region.text AS region, line_type.text AS line_type,
    resource.text AS resource, tags.text AS tags, currency.text AS currency,
    line.is_split, line.lines, line.unblended, line.unblended_rest, line.net, line.net_rest,
    line.amortised, line.amortised_rest, line.net_amortised, line.net_amortised_rest,
    line.list, line.list_rest, line.usage, line.usage_rest,
    delivery.as_of AS as_of
FROM bill_delivery AS delivery
CROSS JOIN bill_part AS part ON part.delivery = delivery.id
CROSS JOIN bill_line AS line ON line.part = part.id
CROSS JOIN bill_text AS account ON (account.part, account.chunk, account.kind, account.id)
    = (line.part, line.chunk, 0, line.account)
CROSS JOIN bill_text AS service ON (service.part, service.chunk, service.kind, service.id)
    = (line.part, line.chunk, 1, line.service)
CROSS JOIN bill_text AS usage_type ON (usage_type.part, usage_type.chunk, usage_type.kind, usage_type.id)
    = (line.part, line.chunk, 2, line.usage_type)
CROSS JOIN bill_text AS operation ON (operation.part, operation.chunk, operation.kind, operation.id)
    = (line.part, line.chunk, 3, line.operation)
CROSS JOIN bill_text AS region ON (region.part, region.chunk, region.kind, region.id)
    = (line.part, line.chunk, 4, line.region)
CROSS JOIN bill_text AS line_type ON (line_type.part, line_type.chunk, line_type.kind, line_type.id)
    = (line.part, line.chunk, 5, line.line_type)
CROSS JOIN bill_text AS resource ON (resource.part, resource.chunk, resource.kind, resource.id)
    = (line.part, line.chunk, 6, line.resource)
LEFT JOIN bill_text AS tags ON (tags.part, tags.chunk, tags.kind, tags.id)
    = (line.part, line.chunk, 7, line.tags)
CROSS JOIN bill_text AS currency ON (currency.part, currency.chunk, currency.kind, currency.id)
    = (line.part, line.chunk, 8, line.currency)
WHERE delivery.is_current;

CREATE VIEW cur_data AS
SELECT account AS account_id, region, resource AS resource_name, month AS usage_month, operation, usage_type,
    line_type AS line_item_type, usage AS usage_amount, unblended / 1e10 AS unblended_cost,
    net / 1e10 AS net_unblended_cost
FROM cost WHERE service = 'AmazonDynamoDB';

CREATE VIEW cur_metadata AS
SELECT name AS cur_report_name, generation, bucket AS s3_bucket, path AS s3_prefix, month, is_current,
    parts, datetime(as_of, 'unixepoch') AS last_collected_date
FROM bill_delivery;

CREATE VIEW gsi_metadata AS
SELECT account AS account_id, region, resource.name AS table_name, dynamodb_index.name AS gsi_name,
    resource.name || '#' || dynamodb_index.name AS resource_name,
    read_capacity AS provisioned_read_capacity, write_capacity AS provisioned_write_capacity,
    projection AS projection_type
FROM dynamodb_index JOIN resource ON resource.arn = table_arn WHERE dynamodb_index.kind = 'global';

CREATE VIEW metrics AS
SELECT resource.account AS account_id, resource.region, resource.name AS table_name, part AS resource_part,
    metric AS metric_name, statistic, period AS period_seconds, date(day * 86400, 'unixepoch') AS day,
    length(samples) AS packed_bytes, samples
FROM series_day JOIN series ON series.id = series_day.series
JOIN resource ON resource.arn = series.resource;

CREATE VIEW monthly_cost AS
SELECT printf('%04d-%02d', month / 100, month % 100) AS month, bill_total.*, as_of
FROM bill_delivery CROSS JOIN bill_total ON bill_total.delivery = bill_delivery.id
WHERE is_current;

CREATE VIEW pricing_data AS
SELECT price.service AS service_code, price.region AS region_code, sku, rate_code AS pricing_id,
    usage_type, operation, family AS product_family, product_group AS group_name, unit, currency,
    rate AS price_per_unit, tier_begin AS begin_range, tier_end AS end_range, term AS term_type,
    lease AS lease_contract_length, purchase_option, offering_class,
    datetime(price_list.as_of, 'unixepoch') AS collected_at
FROM price JOIN price_list USING (service, region, run);

CREATE VIEW table_class_recommendations AS
SELECT account AS account_id, region, name AS table_name, class AS current_table_class,
    advice AS recommended_table_class, storage / 1e10 AS current_monthly_storage_cost_usd,
    throughput / 1e10 AS current_monthly_throughput_cost_usd, projected / 1e10 AS projected_monthly_cost_usd,
    saving / 1e10 AS monthly_savings_usd, 12 * saving / 1e10 AS annual_savings_usd,
    ratio AS storage_to_throughput_ratio, break_even AS breakeven_ratio,
    confidence / 100.0 AS confidence_score, reason AS recommendation_reason
FROM dynamodb_class JOIN resource ON resource.arn = table_arn;

CREATE VIEW table_metadata AS
SELECT account AS account_id, region, resource.name AS table_name, arn AS table_arn, status AS table_status,
    datetime(created, 'unixepoch') AS creation_datetime, billing_mode, class AS table_class,
    bytes AS table_size_bytes, items AS item_count, read_capacity AS provisioned_read_capacity,
    write_capacity AS provisioned_write_capacity,
    (SELECT count(*) FROM dynamodb_index AS one WHERE one.table_arn = arn AND one.kind = 'global')
        AS global_secondary_indexes,
    (SELECT count(*) FROM dynamodb_index AS one WHERE one.table_arn = arn AND one.kind = 'local')
        AS local_secondary_indexes,
    stream IS NOT NULL AS stream_enabled,
    (SELECT status = 'ENABLED' FROM dynamodb_recovery WHERE table_arn = arn)
        AS point_in_time_recovery_enabled,
    encryption_key, is_protected AS deletion_protection_enabled, tags,
    datetime(dynamodb_table.as_of, 'unixepoch') AS last_updated
FROM dynamodb_table JOIN resource USING (arn);

CREATE VIEW utilization_recommendations AS
SELECT account AS account_id, region, name AS table_name,
    CASE index_name WHEN '' THEN 'TABLE' ELSE 'GSI' END AS resource_type, index_name AS gsi_name,
    dimension, provisioned AS current_provisioned, needed AS recommended_provisioned,
    used_average AS avg_utilization, used_maximum AS max_utilization, used_p99 AS p99_utilization,
    risk AS risk_level
FROM dynamodb_usage JOIN resource ON resource.arn = table_arn;

CREATE TABLE account (
    id          TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    state       TEXT,
    units       TEXT    NOT NULL,
    joined      INTEGER,
    tags        TEXT,
    tags_as_of  INTEGER,
    exclusion   TEXT,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bill_delivery (
    id          INTEGER PRIMARY KEY,
    month       INTEGER NOT NULL,
    is_current  INTEGER NOT NULL,
    generation  TEXT    NOT NULL,
    bucket      TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    identity    TEXT    NOT NULL,
    modified    INTEGER,
    parts       INTEGER NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
) STRICT;

CREATE TABLE bill_line (
    part               INTEGER NOT NULL,
    chunk              INTEGER NOT NULL,
    day                INTEGER NOT NULL,
    account            INTEGER NOT NULL,
    service            INTEGER NOT NULL,
    usage_type         INTEGER NOT NULL,
    operation          INTEGER NOT NULL,
    region             INTEGER NOT NULL,
    line_type          INTEGER NOT NULL,
    resource           INTEGER NOT NULL,
    tags               INTEGER NOT NULL,
    currency           INTEGER NOT NULL,
    is_split           INTEGER NOT NULL,
    lines              INTEGER NOT NULL,
    unblended          INTEGER NOT NULL,
    unblended_rest     INTEGER NOT NULL,
    net                INTEGER NOT NULL,
    net_rest           INTEGER NOT NULL,
    amortised          INTEGER NOT NULL,
    amortised_rest     INTEGER NOT NULL,
    net_amortised      INTEGER NOT NULL,
    net_amortised_rest INTEGER NOT NULL,
    list               INTEGER,
    list_rest          INTEGER,
    usage              INTEGER NOT NULL,
    usage_rest         INTEGER NOT NULL,
    PRIMARY KEY (part, chunk, day, resource, service, usage_type, operation, line_type, account,
        region, tags, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE bill_look (
    what        TEXT    PRIMARY KEY,
    as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bill_part (
    id          INTEGER PRIMARY KEY,
    delivery    INTEGER NOT NULL REFERENCES bill_delivery,
    number      INTEGER NOT NULL,
    key         TEXT    NOT NULL,
    is_read     INTEGER NOT NULL,
    has_list    INTEGER NOT NULL,
    lines       INTEGER NOT NULL,
    split_lines INTEGER NOT NULL
, payer TEXT) STRICT;

CREATE TABLE bill_report (
    generation  TEXT    NOT NULL,
    bucket      TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    is_whole    INTEGER NOT NULL,
    detail      INTEGER NOT NULL,
    listed_by   TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    PRIMARY KEY (generation, bucket, path, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE bill_text (
    part        INTEGER NOT NULL,
    chunk       INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    id          INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    PRIMARY KEY (part, chunk, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bill_total (
    delivery           INTEGER NOT NULL,
    account            TEXT    NOT NULL,
    service            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    line_type          TEXT    NOT NULL,
    currency           TEXT    NOT NULL,
    piece              INTEGER NOT NULL,
    lines              INTEGER NOT NULL,
    split_lines        INTEGER NOT NULL,
    unblended          INTEGER NOT NULL,
    unblended_rest     INTEGER NOT NULL,
    net                INTEGER NOT NULL,
    net_rest           INTEGER NOT NULL,
    amortised          INTEGER NOT NULL,
    amortised_rest     INTEGER NOT NULL,
    net_amortised      INTEGER NOT NULL,
    net_amortised_rest INTEGER NOT NULL,
    list               INTEGER,
    list_rest          INTEGER,
    PRIMARY KEY (delivery, account, service, region, line_type, currency, piece)
) STRICT, WITHOUT ROWID;

CREATE TABLE call (
    run          INTEGER NOT NULL,
    service      TEXT    NOT NULL,
    operation    TEXT    NOT NULL,
    region       TEXT    NOT NULL,
    outcome      TEXT    NOT NULL,
    calls        INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    PRIMARY KEY (run, service, operation, region, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell (
    id          INTEGER PRIMARY KEY,
    run         INTEGER NOT NULL,
    stage       TEXT    NOT NULL,
    service     TEXT    NOT NULL,
    step        TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    scope       TEXT    NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'pending',
    reason      TEXT,
    cursor      TEXT,
    pages       INTEGER NOT NULL DEFAULT 0,
    rows        INTEGER NOT NULL DEFAULT 0,
    as_of       INTEGER,
    UNIQUE (run, stage, service, step, account, region, scope)
) STRICT;

CREATE TABLE cost_control (
    run            INTEGER NOT NULL,
    month          TEXT    NOT NULL,
    account        TEXT    NOT NULL,
    currency       TEXT    NOT NULL,
    lines          INTEGER NOT NULL,
    unblended      INTEGER NOT NULL,
    unblended_rest INTEGER NOT NULL,
    PRIMARY KEY (run, month, account, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE discount (
    service       TEXT    NOT NULL,
    month         TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    list          INTEGER NOT NULL,
    net           INTEGER NOT NULL,
    PRIMARY KEY (service, account, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_backup (
    arn                TEXT    PRIMARY KEY,
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    table_arn          TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    type               TEXT    NOT NULL,
    status             TEXT    NOT NULL,
    bytes              INTEGER NOT NULL,
    created            INTEGER,
    expires            INTEGER,
    run                INTEGER NOT NULL,
    as_of              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_capacity (
    table_arn        TEXT    PRIMARY KEY,
    mode             TEXT    NOT NULL,
    advice           TEXT    NOT NULL,
    current          INTEGER,
    on_demand        INTEGER,
    fixed            INTEGER,
    scaled           INTEGER,
    projected        INTEGER,
    saving           INTEGER,
    covered          INTEGER NOT NULL DEFAULT 0,
    confidence       INTEGER NOT NULL,
    reason           TEXT    NOT NULL,
    prices           TEXT    NOT NULL,
    run              INTEGER NOT NULL,
    as_of            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_class (
    table_arn        TEXT    PRIMARY KEY,
    class            TEXT    NOT NULL,
    advice           TEXT    NOT NULL,
    basis            TEXT    NOT NULL,
    storage          INTEGER NOT NULL,
    throughput       INTEGER NOT NULL,
    projected        INTEGER NOT NULL,
    saving           INTEGER NOT NULL,
    ratio            REAL,
    break_even       REAL,
    confidence       INTEGER NOT NULL,
    reason           TEXT    NOT NULL,
    prices           TEXT    NOT NULL,
    run              INTEGER NOT NULL,
    as_of            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_cost (
    table_arn     TEXT    NOT NULL,
    month         TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    lines         INTEGER NOT NULL,
    unblended     INTEGER NOT NULL,
    net           INTEGER NOT NULL,
    amortised     INTEGER NOT NULL,
    net_amortised INTEGER NOT NULL,
    list          INTEGER NOT NULL,
    usage         INTEGER NOT NULL,
    is_reserved   INTEGER NOT NULL,
    PRIMARY KEY (table_arn, month, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_expiry (
    table_arn          TEXT    PRIMARY KEY,
    status             TEXT    NOT NULL,
    attribute          TEXT,
    as_of              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_hours (
    account          TEXT    NOT NULL,
    region           TEXT    NOT NULL,
    first_hour       INTEGER NOT NULL,
    reads            TEXT    NOT NULL,
    writes           TEXT    NOT NULL,
    run              INTEGER NOT NULL,
    PRIMARY KEY (account, region)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_index (
    table_arn          TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    kind               TEXT    NOT NULL,
    status             TEXT,
    keys               TEXT    NOT NULL,
    projection         TEXT    NOT NULL,
    attributes         TEXT    NOT NULL,
    read_capacity      INTEGER NOT NULL,
    write_capacity     INTEGER NOT NULL,
    most_reads         INTEGER,
    most_writes        INTEGER,
    warm_reads         INTEGER,
    warm_writes        INTEGER,
    bytes              INTEGER NOT NULL,
    items              INTEGER NOT NULL,
    first_seen         INTEGER,
    PRIMARY KEY (table_arn, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_limit (
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    account_reads      INTEGER,
    account_writes     INTEGER,
    table_reads        INTEGER,
    table_writes       INTEGER,
    as_of              INTEGER NOT NULL,
    PRIMARY KEY (account, region)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_model (
    table_arn     TEXT    PRIMARY KEY,
    throughput    INTEGER NOT NULL,
    storage       INTEGER NOT NULL,
    recovery      INTEGER NOT NULL,
    total         INTEGER NOT NULL,
    month         TEXT,
    billed        INTEGER,
    difference    INTEGER,
    run           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_purchase (
    region            TEXT    NOT NULL,
    dimension         TEXT    NOT NULL,
    is_unused         INTEGER NOT NULL,
    years             INTEGER NOT NULL,
    units             INTEGER NOT NULL,
    owned             INTEGER NOT NULL,
    current           INTEGER NOT NULL,
    projected         INTEGER NOT NULL,
    upfront           INTEGER NOT NULL,
    break_even_months REAL,
    unused_share      REAL    NOT NULL,
    risk              TEXT    NOT NULL,
    hours             INTEGER NOT NULL,
    prices            TEXT    NOT NULL,
    run               INTEGER NOT NULL,
    PRIMARY KEY (region, dimension, is_unused)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_recovery (
    table_arn          TEXT    PRIMARY KEY,
    status             TEXT    NOT NULL,
    days               INTEGER,
    earliest           INTEGER,
    as_of              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_reservation (
    month         TEXT    NOT NULL,
    region        TEXT    NOT NULL,
    dimension     TEXT    NOT NULL,
    units         INTEGER NOT NULL,
    unused        INTEGER NOT NULL,
    PRIMARY KEY (month, region, dimension)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_scaling_action (
    table_arn          TEXT    NOT NULL,
    index_name         TEXT    NOT NULL,
    dimension          TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    schedule           TEXT    NOT NULL,
    zone               TEXT,
    minimum            INTEGER,
    maximum            INTEGER,
    starts             INTEGER,
    ends               INTEGER,
    run                INTEGER NOT NULL,
    PRIMARY KEY (table_arn, index_name, dimension, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_scaling_policy (
    table_arn          TEXT    NOT NULL,
    index_name         TEXT    NOT NULL,
    dimension          TEXT    NOT NULL,
    name               TEXT    NOT NULL,
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    type               TEXT    NOT NULL,
    target             REAL,
    is_scale_in_off    INTEGER NOT NULL,
    run                INTEGER NOT NULL,
    PRIMARY KEY (table_arn, index_name, dimension, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_scaling_target (
    table_arn          TEXT    NOT NULL,
    index_name         TEXT    NOT NULL,
    dimension          TEXT    NOT NULL,
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    minimum            INTEGER NOT NULL,
    maximum            INTEGER NOT NULL,
    suspended          TEXT    NOT NULL,
    run                INTEGER NOT NULL,
    PRIMARY KEY (table_arn, index_name, dimension)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_setting (
    table_arn        TEXT    NOT NULL,
    index_name       TEXT    NOT NULL,
    dimension        TEXT    NOT NULL,
    units            REAL    NOT NULL,
    provisioned      INTEGER NOT NULL,
    fixed            INTEGER NOT NULL,
    target           INTEGER,
    minimum          INTEGER,
    maximum          INTEGER,
    scaled_minutes   INTEGER NOT NULL,
    minutes          INTEGER NOT NULL,
    decreases        INTEGER NOT NULL,
    on_demand_risk   INTEGER NOT NULL,
    run              INTEGER NOT NULL,
    PRIMARY KEY (table_arn, index_name, dimension)
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_stream_reader (
    id                 TEXT    PRIMARY KEY,
    stream_arn         TEXT    NOT NULL,
    account            TEXT    NOT NULL,
    region             TEXT    NOT NULL,
    function           TEXT    NOT NULL,
    state              TEXT    NOT NULL,
    run                INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_table (
    arn                TEXT    PRIMARY KEY,
    status             TEXT    NOT NULL,
    billing_mode       TEXT    NOT NULL,
    billing_mode_since INTEGER,
    class              TEXT    NOT NULL,
    class_since        INTEGER,
    read_capacity      INTEGER NOT NULL,
    write_capacity     INTEGER NOT NULL,
    decreases_today    INTEGER NOT NULL,
    last_decrease      INTEGER,
    most_reads         INTEGER,
    most_writes        INTEGER,
    warm_reads         INTEGER,
    warm_writes        INTEGER,
    keys               TEXT    NOT NULL,
    bytes              INTEGER NOT NULL,
    items              INTEGER NOT NULL,
    stream             TEXT,
    stream_arn         TEXT,
    stream_label       TEXT,
    encryption_key     TEXT,
    is_protected       INTEGER NOT NULL,
    replicas           TEXT    NOT NULL,
    run                INTEGER NOT NULL,
    as_of              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dynamodb_usage (
    table_arn        TEXT    NOT NULL,
    index_name       TEXT    NOT NULL,
    dimension        TEXT    NOT NULL,
    days             INTEGER NOT NULL,
    period           INTEGER NOT NULL,
    samples          INTEGER NOT NULL,
    total            REAL    NOT NULL,
    average          REAL    NOT NULL,
    p50              REAL    NOT NULL,
    p90              REAL    NOT NULL,
    p95              REAL    NOT NULL,
    p99              REAL    NOT NULL,
    maximum          REAL    NOT NULL,
    p99_reported     REAL,
    provisioned      REAL,
    used_average     REAL,
    used_p50         REAL,
    used_p90         REAL,
    used_p99         REAL,
    used_maximum     REAL,
    throttles        REAL,
    needed           INTEGER NOT NULL,
    pattern          TEXT    NOT NULL,
    peak             TEXT,
    growth           REAL,
    risk             TEXT    NOT NULL,
    run              INTEGER NOT NULL,
    as_of            INTEGER NOT NULL,
    PRIMARY KEY (table_arn, index_name, dimension)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_access (
    repository     TEXT    PRIMARY KEY,
    policy         TEXT,
    as_of          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_base_image (
    chain           INTEGER PRIMARY KEY,
    layers          INTEGER NOT NULL,
    bytes           INTEGER NOT NULL,
    images          INTEGER NOT NULL,
    repositories    INTEGER NOT NULL,
    name            TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_blind (
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    reason          TEXT    NOT NULL,
    PRIMARY KEY (account, region, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_dangling (
    repository      TEXT    NOT NULL,
    digest          BLOB    NOT NULL,
    parent          BLOB    NOT NULL,
    since           INTEGER NOT NULL,
    PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_definition (
    id              TEXT    PRIMARY KEY,
    images          TEXT    NOT NULL,
    digest          BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_flaw (
    repository      TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    rule            INTEGER,
    kind            TEXT    NOT NULL,
    words           TEXT    NOT NULL,
    PRIMARY KEY (repository, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_image (
    repository     TEXT    NOT NULL,
    digest         BLOB    NOT NULL,
    tags           TEXT    NOT NULL,
    bytes          INTEGER NOT NULL,
    pushed         INTEGER,
    pulled         INTEGER,
    effective_pull INTEGER,
    is_own_pull    INTEGER NOT NULL DEFAULT 0,
    media_type     TEXT,
    artifact_type  TEXT,
    subject        BLOB,
    status         TEXT    NOT NULL,
    archived       INTEGER,
    activated      INTEGER,
    fetched        INTEGER,
    trouble        TEXT,
    run            INTEGER NOT NULL,
    as_of          INTEGER NOT NULL,
    PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_inspected (
    repository      TEXT    NOT NULL,
    digest          BLOB    NOT NULL,
    uses            INTEGER NOT NULL,
    last_used       INTEGER,
    run             INTEGER NOT NULL,
    as_of           INTEGER NOT NULL,
    PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_kubernetes (
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    cluster         TEXT    NOT NULL,
    run             INTEGER NOT NULL,
    PRIMARY KEY (account, region, cluster)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_layers (
    repository      TEXT    PRIMARY KEY,
    blobs           BLOB    NOT NULL
) STRICT;

CREATE TABLE ecr_lifecycle (
    repository     TEXT    PRIMARY KEY,
    policy         TEXT,
    evaluated      INTEGER,
    as_of          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_manifest (
    id             INTEGER PRIMARY KEY,
    digest         BLOB    NOT NULL UNIQUE,
    packed         BLOB    NOT NULL,
    run            INTEGER NOT NULL
) STRICT;

CREATE TABLE ecr_prefix (
    repository      TEXT    NOT NULL,
    hash            INTEGER NOT NULL,
    parent          INTEGER NOT NULL,
    depth           INTEGER NOT NULL,
    bytes           INTEGER NOT NULL,
    images          INTEGER NOT NULL,
    PRIMARY KEY (repository, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_preview (
    repository     TEXT    PRIMARY KEY,
    status         TEXT    NOT NULL,
    policy         TEXT,
    as_of          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_preview_image (
    repository     TEXT    NOT NULL,
    digest         BLOB    NOT NULL,
    action         TEXT    NOT NULL,
    rule           INTEGER,
    PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_registry (
    account        TEXT    NOT NULL,
    region         TEXT    NOT NULL,
    fact           TEXT    NOT NULL,
    value          TEXT    NOT NULL,
    as_of          INTEGER NOT NULL,
    PRIMARY KEY (account, region, fact)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_repository (
    arn           TEXT    PRIMARY KEY,
    is_immutable  INTEGER NOT NULL,
    scans_on_push INTEGER NOT NULL,
    encryption    TEXT    NOT NULL,
    run           INTEGER NOT NULL,
    as_of         INTEGER NOT NULL
, uri TEXT NOT NULL DEFAULT '', mutability TEXT NOT NULL DEFAULT '', exclusions TEXT NOT NULL DEFAULT '', encryption_key TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_review (
    repository      TEXT    PRIMARY KEY,
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    images          INTEGER NOT NULL,
    untagged        INTEGER NOT NULL,
    archived        INTEGER NOT NULL,
    indexes         INTEGER NOT NULL,
    referrers       INTEGER NOT NULL,
    orphans         INTEGER NOT NULL,
    dangling        INTEGER NOT NULL,
    incomplete      INTEGER NOT NULL,
    unread          INTEGER NOT NULL,
    naive_bytes     INTEGER NOT NULL,
    unique_bytes    INTEGER NOT NULL,
    archive_bytes   INTEGER NOT NULL,
    unread_bytes    INTEGER NOT NULL,
    used            INTEGER NOT NULL,
    candidates      INTEGER NOT NULL,
    unknown         INTEGER NOT NULL,
    freed_bytes     INTEGER NOT NULL,
    doubt           TEXT,
    polluted_day    INTEGER,
    own_pulls       INTEGER NOT NULL,
    newest_push     INTEGER,
    newest_pull     INTEGER,
    policy_state    TEXT    NOT NULL,
    policy_removes  INTEGER,
    policy_used     INTEGER,
    preview_differs INTEGER,
    cost            INTEGER,
    freed_cost      INTEGER,
    prices          TEXT    NOT NULL,
    run             INTEGER NOT NULL,
    as_of           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_scan (
    repository     TEXT    NOT NULL,
    digest         BLOB    NOT NULL,
    kind           TEXT    NOT NULL,
    status         TEXT    NOT NULL,
    completed      INTEGER,
    critical       INTEGER NOT NULL,
    high           INTEGER NOT NULL,
    medium         INTEGER NOT NULL,
    low            INTEGER NOT NULL,
    others         INTEGER NOT NULL,
    fixable        INTEGER,
    exploitable    INTEGER,
    uses           INTEGER,
    last_used      INTEGER,
    is_stale       INTEGER NOT NULL,
    run            INTEGER NOT NULL,
    as_of          INTEGER NOT NULL,
    PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_shared_layer (
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    digest          BLOB    NOT NULL,
    bytes           INTEGER NOT NULL,
    repositories    INTEGER NOT NULL,
    saved_bytes     INTEGER NOT NULL,
    PRIMARY KEY (account, region, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_sharing (
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    encryption      TEXT    NOT NULL,
    repositories    INTEGER NOT NULL,
    lower_bytes     INTEGER NOT NULL,
    upper_bytes     INTEGER NOT NULL,
    run             INTEGER NOT NULL,
    PRIMARY KEY (account, region, encryption)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_similar (
    repository      TEXT    NOT NULL,
    other           TEXT    NOT NULL,
    shared_bytes    INTEGER NOT NULL,
    similarity      REAL    NOT NULL,
    PRIMARY KEY (repository, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_tag (
    repository     TEXT    NOT NULL,
    tag            TEXT    NOT NULL,
    digest         BLOB    NOT NULL,
    since          INTEGER NOT NULL,
    moves          INTEGER NOT NULL,
    previous       BLOB,
    run            INTEGER NOT NULL,
    PRIMARY KEY (repository, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_tag_group (
    repository      TEXT    NOT NULL,
    template        TEXT    NOT NULL,
    tags            INTEGER NOT NULL,
    images          INTEGER NOT NULL,
    bytes           INTEGER NOT NULL,
    oldest          INTEGER,
    newest          INTEGER,
    pulled          INTEGER NOT NULL,
    patterns        TEXT    NOT NULL,
    PRIMARY KEY (repository, template)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_use (
    account         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    user            TEXT    NOT NULL,
    image           TEXT    NOT NULL,
    registry        TEXT    NOT NULL,
    registry_region TEXT    NOT NULL,
    repository      TEXT    NOT NULL,
    tag             TEXT,
    digest          BLOB,
    run             INTEGER NOT NULL,
    as_of           INTEGER NOT NULL,
    PRIMARY KEY (account, region, source, user, image)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_verdict (
    repository      TEXT    NOT NULL,
    digest          BLOB    NOT NULL,
    verdict         TEXT    NOT NULL,
    waste           TEXT,
    confidence      TEXT,
    reason          TEXT    NOT NULL,
    through         BLOB,
    subject         BLOB,
    purpose         TEXT,
    exclusive       INTEGER,
    chain           INTEGER,
    fate            TEXT,
    fate_rule       INTEGER,
    fate_reason     TEXT,
    position        INTEGER,
    freed           INTEGER,
    PRIMARY KEY (repository, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_version_line (
    repository      TEXT    NOT NULL,
    line            TEXT    NOT NULL,
    versions        INTEGER NOT NULL,
    newest          TEXT    NOT NULL,
    superseded      INTEGER NOT NULL,
    gaps            TEXT    NOT NULL,
    duplicates      TEXT    NOT NULL,
    PRIMARY KEY (repository, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE ecr_waste (
    repository      TEXT    NOT NULL,
    waste           TEXT    NOT NULL,
    images          INTEGER NOT NULL,
    bytes           INTEGER NOT NULL,
    cost            INTEGER,
    PRIMARY KEY (repository, waste)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    run         INTEGER NOT NULL,
    arn         TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    service     TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    fields      TEXT    NOT NULL,
    cost_before INTEGER,
    cost_after  INTEGER,
    PRIMARY KEY (run, arn, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE find (
    parent      INTEGER NOT NULL,
    child       INTEGER NOT NULL,
    PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    id                TEXT    PRIMARY KEY,
    code              TEXT    NOT NULL,
    severity          TEXT    NOT NULL,
    service           TEXT    NOT NULL,
    account           TEXT    NOT NULL,
    region            TEXT    NOT NULL,
    resource          TEXT    NOT NULL,
    part              TEXT    NOT NULL,
    what              TEXT    NOT NULL,
    why               TEXT    NOT NULL,
    how               TEXT    NOT NULL,
    current_cost      INTEGER,
    projected_cost    INTEGER,
    saving            INTEGER,
    prices            TEXT    NOT NULL,
    confidence        INTEGER NOT NULL,
    confidence_reason TEXT    NOT NULL,
    first_run         INTEGER NOT NULL,
    first_seen        INTEGER NOT NULL,
    run               INTEGER NOT NULL,
    as_of             INTEGER NOT NULL
, changes TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE last_cost (
    arn         TEXT    PRIMARY KEY,
    run         INTEGER NOT NULL,
    cost        INTEGER,
    before      INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE metric_estimate (
    run         INTEGER NOT NULL,
    account     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    series      INTEGER NOT NULL,
    requests    INTEGER NOT NULL,
    cost        INTEGER NOT NULL,
    is_allowed  INTEGER NOT NULL,
    PRIMARY KEY (run, account, region)
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    version  TEXT NOT NULL
) STRICT;

CREATE TABLE pace (
    account      TEXT    NOT NULL,
    region       TEXT    NOT NULL,
    service      TEXT    NOT NULL,
    operation    TEXT    NOT NULL,
    rate         REAL    NOT NULL,
    learned      INTEGER NOT NULL,
    PRIMARY KEY (account, region, service, operation)
) STRICT, WITHOUT ROWID;

CREATE TABLE price (
    service         TEXT    NOT NULL,
    region          TEXT    NOT NULL,
    run             INTEGER NOT NULL,
    rate_code       TEXT    NOT NULL,
    currency        TEXT    NOT NULL,
    rate            TEXT    NOT NULL,
    sku             TEXT    NOT NULL,
    usage_type      TEXT,
    operation       TEXT,
    family          TEXT,
    product_group   TEXT,
    unit            TEXT,
    term            TEXT    NOT NULL,
    offer           TEXT,
    lease           TEXT,
    purchase_option TEXT,
    offering_class  TEXT,
    effective       INTEGER,
    tier_begin      TEXT,
    tier_end        TEXT,
    published       INTEGER,
    version         TEXT,
    PRIMARY KEY (service, region, run, rate_code, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_list (
    service     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    list        TEXT    NOT NULL,
    published   INTEGER,
    version     TEXT,
    prices      INTEGER NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    PRIMARY KEY (service, region)
) STRICT, WITHOUT ROWID;

CREATE TABLE pruned (
    first_run   INTEGER NOT NULL,
    newest_run  INTEGER NOT NULL
) STRICT;

CREATE TABLE region (
    account     TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    PRIMARY KEY (account, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_file (
    run         INTEGER NOT NULL,
    path        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    rows        INTEGER NOT NULL,
    bytes       INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    totals      TEXT    NOT NULL,
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE resource (
    arn         TEXT    PRIMARY KEY,
    service     TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    listed_by   TEXT    NOT NULL,
    account     TEXT    NOT NULL,
    region      TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    created     INTEGER,
    tags        TEXT,
    tags_as_of  INTEGER,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
, owner TEXT, first_run INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    as_of       INTEGER NOT NULL,
    state       TEXT    NOT NULL
        CHECK (state IN ('running', 'complete', 'partial', 'interrupted', 'failed')),
    reason      TEXT,
    pipeline    TEXT    NOT NULL,
    version     TEXT    NOT NULL
) STRICT;

CREATE TABLE saving (
    finding     TEXT    PRIMARY KEY,
    run         INTEGER NOT NULL,
    amount      INTEGER NOT NULL,
    instead     TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id          INTEGER PRIMARY KEY,
    resource    TEXT    NOT NULL,
    part        TEXT    NOT NULL,
    metric      TEXT    NOT NULL,
    statistic   TEXT    NOT NULL,
    period      INTEGER NOT NULL,
    first_day   INTEGER NOT NULL,
    end_day     INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    UNIQUE (resource, part, metric, statistic, period)
) STRICT;

CREATE TABLE series_day (
    id          INTEGER PRIMARY KEY,
    series      INTEGER NOT NULL GENERATED ALWAYS AS (id & 4294967295) VIRTUAL,
    day         INTEGER NOT NULL GENERATED ALWAYS AS (id >> 32) VIRTUAL,
    samples     BLOB    NOT NULL
) STRICT;

CREATE TABLE stage (
    run         INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    name        TEXT    NOT NULL,
    cursor      TEXT,
    is_planned  INTEGER NOT NULL,
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
    run         INTEGER NOT NULL,
    stage       TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    cells       INTEGER NOT NULL,
    PRIMARY KEY (run, stage, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE trend (
    run         INTEGER NOT NULL,
    measure     TEXT    NOT NULL,
    part        TEXT    NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (run, measure, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id          TEXT    PRIMARY KEY,
    name        TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE version (
    arn         TEXT    NOT NULL,
    run         INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    facts       TEXT    NOT NULL,
    cost        INTEGER,
    PRIMARY KEY (arn, run)
) STRICT, WITHOUT ROWID;

CREATE INDEX bill_part_delivery ON bill_part (delivery, number);

CREATE INDEX cell_gap ON cell (run, stage, service, step, account, region, scope)
    WHERE state <> 'pending' AND state <> 'complete' AND state <> 'empty'
        AND state <> 'region-off' AND state <> 'account-closed';

CREATE INDEX cell_state ON cell (run, stage, state);

CREATE INDEX dynamodb_backup_table ON dynamodb_backup (table_arn);

CREATE INDEX dynamodb_stream_reader_stream ON dynamodb_stream_reader (stream_arn);

CREATE INDEX ecr_review_place ON ecr_review (account, region);

CREATE INDEX ecr_use_repository ON ecr_use (registry, registry_region, repository);

CREATE INDEX find_child ON find (child);

CREATE INDEX finding_code ON finding (run, code, severity, saving);

CREATE INDEX finding_place ON finding (service, account, region);

CREATE INDEX finding_resource ON finding (run, resource, saving);

CREATE INDEX finding_saving ON finding (run, (saving IS NULL), saving DESC, code, id);

CREATE INDEX resource_place ON resource (service, account, region, arn);

CREATE INDEX saving_amount ON saving (run, (instead IS NOT NULL), amount DESC, finding);
