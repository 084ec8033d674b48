import Formats
import Pipeline
import SQLite

/// Anything counted, with what is true of all of them.
struct Resource: Equatable, Sendable {
    var arn: String
    var kind: String
    var name: String
    var created: Timestamp?
    /// The cell that lists it: where that could not look, the resource is not gone.
    var listedBy: Cell

    /// Records that it is there, and says whether this run had not seen it yet.
    func see(in database: Database, _ run: Run) throws(SQLiteError) -> Int {
        try database.execute(
            """
            INSERT INTO resource (arn, service, kind, listed_by, account, region, name, created, run, as_of, first_run)
            VALUES (\(arn), \(listedBy.service), \(kind), \(listedBy.step), \(listedBy.account), \(listedBy.region), \(name),
                \(created), \(run.id), \(run.asOf), \(run.id))
            ON CONFLICT (arn) DO UPDATE SET name = excluded.name,
                created = coalesce(excluded.created, created), run = excluded.run, as_of = excluded.as_of
            WHERE resource.run <> excluded.run
            """)
    }

    static func setCreated(
        _ created: Timestamp?, of arn: String, in database: Database
    ) throws(SQLiteError) {
        guard let created else { return }
        try database.execute("UPDATE resource SET created = \(created) WHERE arn = \(arn)")
    }

    /// Takes back that one was seen which went between being listed and being asked about.
    ///
    /// No run has seen it then, so that it counts as gone where its listing is whole.
    static func gone(_ arn: String) -> Page {
        Page { database in
            try database.execute("UPDATE resource SET run = 0, as_of = 0 WHERE arn = \(arn)")
            return 0
        }
    }

    /// Sets the tags, and says how many there are.
    static func setTags(
        _ tags: [String: String], of arn: String, in database: Database, _ run: Run
    ) throws(SQLiteError) -> Int {
        try database.execute(
            """
            UPDATE resource SET tags = \(TagText.json(tags)), tags_as_of = \(run.asOf) WHERE arn = \(arn)
            """)
        return tags.count
    }
}

/// Tags as a column holds them: a JSON object with its keys in order.
enum TagText {
    static func json(_ tags: [String: String]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            for (key, value) in tags.sorted(by: { $0.key < $1.key }) { writer.field(key, value) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
