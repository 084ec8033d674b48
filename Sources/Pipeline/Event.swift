/// Something that happened while a run went on, for logs and progress lines.
package enum Event: Sendable {
    case runBegan(Run)
    case runResumed(Run, pipelineChanged: Bool)
    /// A stage is planned; so many of its cells are left to run.
    case stageBegan(StageName, cells: Int)
    case cellsFound(Int)
    /// A page of a cell or of a plan is committed, and others follow it.
    case pageLanded
    case cellEnded(Cell, CellState, rows: Int, reason: String?)
    case cellRetried(Cell, Gap, attempt: Int)
    case stageEnded(StageName)
    case runEnded(Run, RunState)
}
