import Pipeline

/// How far a stage is, counted from what the engine reports.
struct StageProgress: Sendable {
    private var stage: StageName?
    private var cells = 0
    private var ended = 0
    private var gaps = 0

    /// Counts an event, and says whether that changed anything.
    mutating func note(_ event: Event) -> Bool {
        switch event {
        case .stageBegan(let stage, let cells):
            self = StageProgress()
            self.stage = stage
            self.cells = cells
        case .cellsFound(let count):
            cells += count
        case .cellEnded(_, let state, _, _):
            ended += 1
            gaps += state.isGap ? 1 : 0
        default:
            return false
        }
        return true
    }

    /// Such as "collect: 4812 of 31000 cells, 3 gaps"; nil where all that is known has ended.
    var words: String? {
        guard let stage, ended < cells else { return nil }
        return "\(stage.rawValue): \(ended) of \(cells) cells" + (gaps == 0 ? "" : ", \(gaps) gaps")
    }
}
