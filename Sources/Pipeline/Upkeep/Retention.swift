/// How long a database remembers.
package struct Retention: Equatable, Sendable {
    /// How many runs are kept: that they were, how they ended, and what changed in them.
    package var runs = 400
    /// How many of them keep all of their cells.
    ///
    /// Of older ones only those stay that a later run may have to carry over.
    package var cells = 7
    /// For how many days samples of metrics are kept.
    package var metrics = 90
    /// How many backups are kept; 0 makes none.
    package var backups = 7

    /// How many rows one transaction of the forgetting looks at: some tens of milliseconds.
    package var piece = 5000

    package init() {}
}
