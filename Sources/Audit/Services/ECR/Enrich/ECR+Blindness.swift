import Pipeline
import SQLite

extension ECR {
    /// Tells where uses of images could not be looked for, and forgets the uses that are gone where they could.
    ///
    /// What hides there protects every image that it may pull: nothing of it is ever called needless.
    struct Blindness: Step {
        /// Whether what is not audited may use images, too.
        let isUsedElsewhere: Bool
        let service = "ecr"
        let name = "blindness"

        func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
            Page { database in
                try database.execute("DELETE FROM ecr_blind")
                var count = try accounts(run, database) + sources(run, database) + clusters(run, database)
                if isUsedElsewhere { count += try others(run, database) }
                try forget(run, database)
                try markStaleScans(run, database)
                return count
            }
        }

        private func add(_ rows: SQL, _ database: Database) throws(SQLiteError) -> Int {
            try database.execute(
                "INSERT OR IGNORE INTO ecr_blind (account, region, source, reason) " + rows)
        }

        /// Where a region or a service is not there for an account, nothing of it is there either.
        private static let isGap: SQL = """
            state NOT IN ('complete', 'empty', 'region-off', 'account-closed', 'unsupported')
            """

        /// Accounts that could not be entered, or whose regions are not known.
        private func accounts(_ run: Run, _ database: Database) throws(SQLiteError) -> Int {
            try add(
                """
                SELECT account, '', '', min(coalesce(reason, state)) FROM cell
                WHERE run = \(run.id) AND stage = 'discover' AND service = 'account'
                    AND step IN ('access', 'regions') AND account <> '' AND \(Self.isGap)
                GROUP BY account
                """, database)
        }

        /// Kinds of users of which a place did not tell all.
        private func sources(_ run: Run, _ database: Database) throws(SQLiteError) -> Int {
            var count = 0
            for source in UseSource.allCases {
                count += try add(
                    """
                    SELECT account, region, \(source.rawValue), min(coalesce(reason, state)) FROM cell
                    WHERE run = \(run.id) AND stage = 'collect' AND service = 'ecr' AND \(source.steps)
                        AND \(Self.isGap)
                    GROUP BY account, region
                    """, database)
            }
            return count
        }

        /// Clusters of Kubernetes: their pods are seen by nobody, unless an image is inspected.
        private func clusters(_ run: Run, _ database: Database) throws(SQLiteError) -> Int {
            try add(
                """
                SELECT account, region, 'pods', 'what runs in the cluster ' || min(cluster) || ' cannot be seen'
                FROM ecr_kubernetes GROUP BY account, region
                """, database)
        }

        /// What the pipeline file leaves out.
        private func others(_ run: Run, _ database: Database) throws(SQLiteError) -> Int {
            try add(
                """
                SELECT id, '', '', 'the account is not audited: ' || exclusion FROM account
                WHERE run = \(run.id) AND exclusion IS NOT NULL AND coalesce(state, 'ACTIVE') = 'ACTIVE'
                """, database)
                + add(
                    """
                    SELECT id, '', '', 'the account is not audited' FROM account
                    WHERE run = \(run.id) AND exclusion IS NULL AND coalesce(state, 'ACTIVE') = 'ACTIVE'
                        AND NOT EXISTS (SELECT 1 FROM cell WHERE cell.run = \(run.id) AND stage = 'discover'
                            AND service = 'account' AND step = 'regions' AND cell.account = account.id)
                    """, database)
                + add(
                    """
                    SELECT account, name, '', 'the region is not audited' FROM region
                    WHERE run = \(run.id) AND status NOT IN ('DISABLED', 'DISABLING', 'not-opted-in')
                        AND NOT EXISTS (
                        SELECT 1 FROM cell WHERE cell.run = \(run.id) AND stage = 'discover' AND service = 'ecr'
                            AND step = 'repositories' AND cell.account = region.account AND cell.region = region.name
                            AND cell.scope = '')
                    """, database)
        }

        /// Marks scans as old that could not be asked for.
        private func markStaleScans(_ run: Run, _ database: Database) throws(SQLiteError) {
            try database.execute(
                """
                UPDATE ecr_scan SET is_stale = 1 WHERE run <> \(run.id) AND EXISTS (
                    SELECT 1 FROM resource JOIN cell ON cell.account = resource.account
                        AND cell.region = resource.region AND cell.scope = resource.name
                    WHERE arn = ecr_scan.repository AND cell.run = \(run.id) AND cell.stage = 'collect'
                        AND cell.service = 'ecr' AND cell.step = 'scans' AND \(Self.isGap))
                """)
        }

        /// Forgets uses that this run did not see, where it could have seen them.
        private func forget(_ run: Run, _ database: Database) throws(SQLiteError) {
            for source in UseSource.allCases {
                let wasSeen: SQL = """
                    EXISTS (SELECT 1 FROM cell WHERE cell.run = \(run.id) AND stage = 'collect'
                        AND cell.service = 'ecr' AND cell.step = \(source.firstStep)
                        AND state IN ('complete', 'empty') AND cell.scope = ''
                    """
                try database.execute(
                    """
                    DELETE FROM ecr_use WHERE source = \(source.rawValue) AND run <> \(run.id)
                        AND \(wasSeen) AND cell.account = ecr_use.account AND cell.region = ecr_use.region)
                        AND NOT EXISTS (SELECT 1 FROM ecr_blind WHERE ecr_blind.account = ecr_use.account
                            AND ecr_blind.region = ecr_use.region AND ecr_blind.source = ecr_use.source)
                    """)
                guard source == .inspector else { continue }
                try database.execute(
                    """
                    DELETE FROM ecr_inspected WHERE run <> \(run.id) AND EXISTS (
                        SELECT 1 FROM resource WHERE arn = ecr_inspected.repository AND \(wasSeen)
                            AND cell.account = resource.account AND cell.region = resource.region)
                            AND NOT EXISTS (SELECT 1 FROM ecr_blind WHERE ecr_blind.account = resource.account
                                AND ecr_blind.region = resource.region AND ecr_blind.source = 'inspector'))
                    """)
            }
        }
    }
}
