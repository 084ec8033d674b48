#include <sqlite3.h>
#include <string.h>

/* Swift cannot import the macro's cast, nor variadic functions. */

/// Tells SQLite to copy what is bound before the call returns.
static inline sqlite3_destructor_type stocktake_copied(void) { return SQLITE_TRANSIENT; }

/// Leaves the WAL alone when this connection closes: only the writer checkpoints.
static inline int stocktake_never_checkpoint_on_close(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

/// Refuses statements that could corrupt the file, such as writes to sqlite_schema.
static inline int stocktake_defensive(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

static inline int stocktake_is_reading(
    void *unused, int action, const char *first, const char *second, const char *schema, const char *trigger
) {
    switch (action) {
    case SQLITE_SELECT: case SQLITE_READ: case SQLITE_FUNCTION: case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_PRAGMA:
        return strncmp(first, "table_", 6) == 0 || strcmp(first, "quick_check") == 0
            || strcmp(first, "integrity_check") == 0 || strcmp(first, "page_count") == 0
            || strcmp(first, "freelist_count") == 0 || strcmp(first, "page_size") == 0 ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

/// Lets a connection do nothing but read.
///
/// Opening it read-only is not enough: VACUUM INTO writes another file, and a pragma may checkpoint. The pragmas
/// that list tables and their columns, or look for damage, only read.
static inline void stocktake_allow_reading_only(sqlite3 *db) {
    sqlite3_set_authorizer(db, stocktake_is_reading, (void *)0);
}

/// Stops SQLite from counting its allocations; it has to be called before anything else.
static inline int stocktake_no_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
