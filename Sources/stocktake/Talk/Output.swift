/// Where an answer goes: standard output, through a pager where it is longer than the screen.
///
/// A class, because the rows of a query and what follows them write to the same one.
final class Output {
    private let world: World
    private let command: String?
    private var pager: Pager?
    /// What would still fit the screen.
    private var held: [UInt8] = []
    private var lines = 0

    /// Writes an answer; a reader who has closed the pager has seen enough.
    static func answer(in world: World, pager: Paging, _ body: (Output) throws -> Void) throws {
        let output = Output(world, pager)
        do {
            try body(output)
            try output.finish()
        } catch is OutputClosed {
            try output.pager?.finish()
            throw OutputClosed()
        }
    }

    private init(_ world: World, _ paging: Paging) {
        self.world = world
        let mayPage = paging == .whereLong && world.screen.isTerminal
        command = mayPage ? Pager.command(in: world.environment) : nil
    }

    /// How many characters fit a line; nil for no limit.
    var columns: Int? { world.screen.columns }

    func print(_ text: String) throws { try write(Array((text + "\n").utf8)) }

    func write(_ bytes: [UInt8]) throws {
        guard let command, let screen = world.screen.lines else { return try world.write(bytes) }
        let bytes = TerminalText.visible(bytes)
        if let pager { return try pager.write(bytes) }
        held += bytes
        lines += height(of: bytes)
        // The line that the shell asks on.
        guard lines >= screen else { return }
        let pager = try Pager(command, world.environment)
        self.pager = pager
        defer { held = [] }
        try pager.write(held)
    }

    private func height(of bytes: [UInt8]) -> Int {
        let columns = world.screen.columns ?? Int.max
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
            .reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
    }

    private func finish() throws {
        if let pager { return try pager.finish() }
        if !held.isEmpty { try world.write(held) }
        held = []
    }
}

/// Whether a long answer may be shown page by page.
enum Paging: Sendable {
    case whereLong, never

    static let option = Option(name: "--no-pager", help: "Write it all at once, also to a terminal.")

    init(_ arguments: Arguments) { self = arguments.has(Self.option.name) ? .never : .whereLong }
}
