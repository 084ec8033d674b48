import SQLite

extension ECR {
    static let migrations = [
        Migration(
            "ecr: create repository",
            """
            CREATE TABLE ecr_repository (
                arn           TEXT    PRIMARY KEY,
                is_immutable  INTEGER NOT NULL,
                scans_on_push INTEGER NOT NULL,
                encryption    TEXT    NOT NULL,
                run           INTEGER NOT NULL,
                as_of         INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "ecr: know more of repositories, and of their registry",
            "ALTER TABLE ecr_repository ADD COLUMN uri TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE ecr_repository ADD COLUMN mutability TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE ecr_repository ADD COLUMN exclusions TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE ecr_repository ADD COLUMN encryption_key TEXT",
            """
            CREATE TABLE ecr_access (
                repository     TEXT    PRIMARY KEY,
                policy         TEXT,
                as_of          INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_lifecycle (
                repository     TEXT    PRIMARY KEY,
                policy         TEXT,
                evaluated      INTEGER,
                as_of          INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_registry (
                account        TEXT    NOT NULL,
                region         TEXT    NOT NULL,
                fact           TEXT    NOT NULL,
                value          TEXT    NOT NULL,
                as_of          INTEGER NOT NULL,
                PRIMARY KEY (account, region, fact)
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "ecr: create image, tag, manifest, scan and preview",
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_tag (
                repository     TEXT    NOT NULL,
                tag            TEXT    NOT NULL,
                digest         BLOB    NOT NULL,
                since          INTEGER NOT NULL,
                moves          INTEGER NOT NULL,
                previous       BLOB,
                run            INTEGER NOT NULL,
                PRIMARY KEY (repository, tag)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_manifest (
                id             INTEGER PRIMARY KEY,
                digest         BLOB    NOT NULL UNIQUE,
                packed         BLOB    NOT NULL,
                run            INTEGER NOT NULL
            ) STRICT
            """,
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_preview (
                repository     TEXT    PRIMARY KEY,
                status         TEXT    NOT NULL,
                policy         TEXT,
                as_of          INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_preview_image (
                repository     TEXT    NOT NULL,
                digest         BLOB    NOT NULL,
                action         TEXT    NOT NULL,
                rule           INTEGER,
                PRIMARY KEY (repository, digest)
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "ecr: create use, definition and what hides uses",
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX ecr_use_repository ON ecr_use (registry, registry_region, repository)",
            """
            CREATE TABLE ecr_definition (
                id              TEXT    PRIMARY KEY,
                images          TEXT    NOT NULL,
                digest          BLOB
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_inspected (
                repository      TEXT    NOT NULL,
                digest          BLOB    NOT NULL,
                uses            INTEGER NOT NULL,
                last_used       INTEGER,
                run             INTEGER NOT NULL,
                as_of           INTEGER NOT NULL,
                PRIMARY KEY (repository, digest)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_kubernetes (
                account         TEXT    NOT NULL,
                region          TEXT    NOT NULL,
                cluster         TEXT    NOT NULL,
                run             INTEGER NOT NULL,
                PRIMARY KEY (account, region, cluster)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_blind (
                account         TEXT    NOT NULL,
                region          TEXT    NOT NULL,
                source          TEXT    NOT NULL,
                reason          TEXT    NOT NULL,
                PRIMARY KEY (account, region, source)
            ) STRICT, WITHOUT ROWID
            """),
    ]
}
