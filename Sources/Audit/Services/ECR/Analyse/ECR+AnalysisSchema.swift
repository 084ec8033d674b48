import SQLite

extension ECR {
    static let analysisMigrations = [
        Migration(
            "ecr: create what is made of images",
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX ecr_review_place ON ecr_review (account, region)",
            """
            CREATE TABLE ecr_waste (
                repository      TEXT    NOT NULL,
                waste           TEXT    NOT NULL,
                images          INTEGER NOT NULL,
                bytes           INTEGER NOT NULL,
                cost            INTEGER,
                PRIMARY KEY (repository, waste)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_layers (
                repository      TEXT    PRIMARY KEY,
                blobs           BLOB    NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE ecr_prefix (
                repository      TEXT    NOT NULL,
                hash            INTEGER NOT NULL,
                parent          INTEGER NOT NULL,
                depth           INTEGER NOT NULL,
                bytes           INTEGER NOT NULL,
                images          INTEGER NOT NULL,
                PRIMARY KEY (repository, hash)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_flaw (
                repository      TEXT    NOT NULL,
                number          INTEGER NOT NULL,
                rule            INTEGER,
                kind            TEXT    NOT NULL,
                words           TEXT    NOT NULL,
                PRIMARY KEY (repository, number)
            ) STRICT, WITHOUT ROWID
            """,
            """
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
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_version_line (
                repository      TEXT    NOT NULL,
                line            TEXT    NOT NULL,
                versions        INTEGER NOT NULL,
                newest          TEXT    NOT NULL,
                superseded      INTEGER NOT NULL,
                gaps            TEXT    NOT NULL,
                duplicates      TEXT    NOT NULL,
                PRIMARY KEY (repository, line)
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "ecr: create what repositories share",
            """
            CREATE TABLE ecr_sharing (
                account         TEXT    NOT NULL,
                region          TEXT    NOT NULL,
                encryption      TEXT    NOT NULL,
                repositories    INTEGER NOT NULL,
                lower_bytes     INTEGER NOT NULL,
                upper_bytes     INTEGER NOT NULL,
                run             INTEGER NOT NULL,
                PRIMARY KEY (account, region, encryption)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_shared_layer (
                account         TEXT    NOT NULL,
                region          TEXT    NOT NULL,
                digest          BLOB    NOT NULL,
                bytes           INTEGER NOT NULL,
                repositories    INTEGER NOT NULL,
                saved_bytes     INTEGER NOT NULL,
                PRIMARY KEY (account, region, digest)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_similar (
                repository      TEXT    NOT NULL,
                other           TEXT    NOT NULL,
                shared_bytes    INTEGER NOT NULL,
                similarity      REAL    NOT NULL,
                PRIMARY KEY (repository, other)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE ecr_base_image (
                chain           INTEGER PRIMARY KEY,
                layers          INTEGER NOT NULL,
                bytes           INTEGER NOT NULL,
                images          INTEGER NOT NULL,
                repositories    INTEGER NOT NULL,
                name            TEXT
            ) STRICT, WITHOUT ROWID
            """),
        Migration(
            "ecr: remember what indexes that went had listed",
            """
            CREATE TABLE ecr_dangling (
                repository      TEXT    NOT NULL,
                digest          BLOB    NOT NULL,
                parent          BLOB    NOT NULL,
                since           INTEGER NOT NULL,
                PRIMARY KEY (repository, digest)
            ) STRICT, WITHOUT ROWID
            """),
    ]
}
