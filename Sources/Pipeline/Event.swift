/// Something that happened while a run went on, for logs and progress lines.
package enum Event: Sendable {
    case runBegan(Run)
    case runResumed(Run, pipelineChanged: Bool)
    case stageBegan(StageName, cells: Int)
    case stagePassed(StageName)
    case cellsFound(Int)
    case cellEnded(Cell, CellState, rows: Int)
    case cellRetried(Cell, Gap, attempt: Int)
    case stageEnded(StageName)
    case stopping
    case runEnded(Run, RunState)
}
