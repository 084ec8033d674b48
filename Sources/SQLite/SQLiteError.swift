import CSQLite
import Glibc

/// Something that SQLite refused or could not do.
///
/// It holds the statement's text but never its arguments: those are the user's data.
package struct SQLiteError: Error, Equatable, Sendable {
    package var code: ResultCode
    package var message: String
    /// The statement, with `?` where its values were.
    package var sql: String?
    /// What the operating system said, where it said anything.
    package var systemError: Int32

    package init(_ code: ResultCode, _ message: String, sql: String? = nil, systemError: Int32 = 0) {
        self.code = code
        self.message = message
        self.sql = sql
        self.systemError = systemError
    }

    /// The newest failure of a connection.
    init(of connection: OpaquePointer?, sql: String? = nil) {
        code = ResultCode(rawValue: sqlite3_extended_errcode(connection))
        message = String(cString: sqlite3_errmsg(connection))
        // The number stays with the connection: only failures of the system are its own.
        let isOfSystem = [.ioError, .cannotOpen, .full].contains(code.primary)
        systemError = isOfSystem ? sqlite3_system_errno(connection) : 0
        self.sql = sql
    }
}

extension SQLiteError {
    /// The kinds of failure that a user can do something about.
    package enum Kind: Equatable, Sendable {
        /// No space, or no quota, is left where the database is.
        case diskFull
        /// The file, its folder or its file system cannot be written.
        case readOnly
        /// The file cannot be opened at all.
        case cannotOpen
        /// The file is something else than an SQLite database.
        case notADatabase
        /// The database is damaged.
        case damaged
        /// Another process holds the database.
        case locked
        /// The disk or the operating system failed.
        case inputOutput
        /// The rows break a rule of the schema.
        case constraint
        /// A reader was asked for more than to read.
        case notAllowed
        /// Anything else: a mistake of ours.
        case other
    }

    package var kind: Kind {
        if systemError == ENOSPC || systemError == EDQUOT { return .diskFull }
        switch code.primary {
        case .full: return .diskFull
        case .readOnly, .permission: return .readOnly
        case .cannotOpen: return .cannotOpen
        case .notADatabase: return .notADatabase
        case .corrupt: return .damaged
        case .busy, .locked: return .locked
        case .ioError, .noMemory: return .inputOutput
        case .constraint: return .constraint
        case .notAuthorised: return .notAllowed
        default: return .other
        }
    }

    /// Whether nothing more can be written, as opposed to one statement being wrong.
    package var stopsEverything: Bool {
        switch kind {
        case .constraint, .notAllowed, .other: false
        default: true
        }
    }
}

extension SQLiteError: CustomStringConvertible {
    package var description: String {
        var text = "SQLite \(code.rawValue): \(message)"
        if systemError != 0 { text += " (\(String(cString: strerror(systemError))))" }
        if let sql { text += ", in \(sql)" }
        return text
    }
}
