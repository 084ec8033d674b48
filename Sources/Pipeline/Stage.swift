import SQLite

/// A stage: the cells that it starts with, and how each kind of cell is run.
package struct Stage: Sendable {
    package var name: StageName
    /// The cells that the stage starts with, a page at a time; the pages of cells find the others.
    package var plan: @Sendable (Database, Cursor?) throws -> Plan
    private var steps: [StepKey: any Step]

    package init(
        _ name: StageName, steps: [any Step] = [],
        plan: @escaping @Sendable (Database, Cursor?) throws -> Plan = { _, _ in Plan() }
    ) {
        self.name = name
        self.plan = plan
        self.steps = [:]
        for step in steps { self.steps[StepKey(service: step.service, name: step.name)] = step }
    }

    /// The step that runs a cell; nil when this program has none, as after a downgrade.
    func step(for cell: Cell) -> (any Step)? {
        steps[StepKey(service: cell.service, name: cell.step)]
    }

    private struct StepKey: Hashable {
        var service: String
        var name: String
    }
}

/// A page of a stage's plan.
package struct Plan: Sendable {
    package var cells: [Cell]
    /// Where planning goes on; nil ends it.
    package var next: Cursor?

    package init(_ cells: [Cell] = [], next: Cursor? = nil) {
        self.cells = cells
        self.next = next
    }
}
