/// Runs the program of a glob over a path, following all its possibilities at once.
///
/// A thread is an instruction and what the pattern has just matched, which decides what `**` and a slash mean
/// there. There are at most nine threads an instruction, however long the path.
struct GlobMatcher {
    private enum Context: Int, CaseIterable {
        /// Within a component: `**` is but `*`.
        case inside
        /// Just after a slash of the pattern, or at its beginning.
        case start
        /// Within the components that a `**` takes.
        case deep
        /// Just after such a `**`: a slash or the end must follow, for it to have been a whole component.
        case afterDeep
        /// Within the one component of a `**` that is but `*`, although a component began with it.
        case shallow
        /// Just after such a `**`: neither a slash nor the end may follow, for then it would have been deep.
        case afterShallow
        /// At the end of the path, with a slash of the pattern left out: `**` must follow.
        case leftOut
        /// After that `**`: the end may follow, or one more slash.
        case afterLeftOut
        /// After that slash: the end must follow.
        case over
    }

    private struct Thread {
        var place: Int
        var context: Context
    }

    private let program: [Glob.Instruction]
    private var threads: [Thread] = []
    /// The threads already followed at this point of the path.
    private var seen: [Bool]
    private var pending: [Thread] = []
    private var isAtComponentStart = true

    init(_ program: [Glob.Instruction]) {
        self.program = program
        seen = Array(repeating: false, count: program.count * Context.allCases.count)
        push(0, .start)
        follow()
    }

    /// Takes the next character of the path, and says whether any possibility is left.
    mutating func step(_ scalar: Unicode.Scalar) -> Bool {
        let current = threads
        forget()
        isAtComponentStart = scalar == "/"
        for thread in current { step(thread, scalar) }
        follow()
        return !threads.isEmpty
    }

    /// Whether the pattern may end where the path does: `a/**` and `a/**/` may end after `a`.
    mutating func canEnd() -> Bool {
        let current = threads
        forget()
        for thread in current {
            switch program[thread.place] {
            case .end: return true
            case .separator where thread.context != .afterDeep: push(thread.place + 1, .leftOut)
            default: break
            }
        }
        follow()
        return !threads.isEmpty
    }

    private mutating func step(_ thread: Thread, _ scalar: Unicode.Scalar) {
        let isSeparator = scalar == "/"
        switch program[thread.place] {
        case .scalar(let expected):
            if scalar == expected { push(thread.place + 1, .inside) }
        case .anyScalar:
            if !isSeparator { push(thread.place + 1, .inside) }
        case .oneOf(let ranges, let isNegated):
            let isOne = ranges.contains { $0 ~= scalar }
            if isOne != isNegated, !isSeparator { push(thread.place + 1, .inside) }
        case .separator:
            if isSeparator { push(thread.place + 1, .start) }
        case .star:
            if !isSeparator { push(thread.place, .inside) }
        case .stars:
            if thread.context == .deep || !isSeparator { push(thread.place, thread.context) }
        case .split, .jump, .end:
            break
        }
    }

    /// Goes on from the pending threads to all instructions that are reached without a character.
    private mutating func follow() {
        while let thread = pending.popLast() {
            let next = thread.place + 1
            switch program[thread.place] {
            case .split(let other):
                push(other, thread.context)
                push(next, thread.context)
            case .jump(let target):
                push(target, thread.context)
            case .stars:
                followStars(thread)
            case .separator:
                followSeparator(thread)
            case .end:
                if thread.context != .leftOut, thread.context != .afterShallow { threads.append(thread) }
            case .star:
                guard isInComponent(thread) else { continue }
                push(next, .inside)
                threads.append(thread)
            case .scalar, .anyScalar, .oneOf:
                if isInComponent(thread) { threads.append(thread) }
            }
        }
    }

    /// Whether a thread may match characters of a component.
    private func isInComponent(_ thread: Thread) -> Bool {
        switch thread.context {
        case .inside, .start, .afterShallow: true
        case .deep, .afterDeep, .shallow, .leftOut, .afterLeftOut, .over: false
        }
    }

    private mutating func followStars(_ thread: Thread) {
        switch thread.context {
        case .inside:
            push(thread.place + 1, .inside)
            threads.append(thread)
        case .afterShallow:
            push(thread.place, .inside)
        case .start:
            push(thread.place, .deep)
            push(thread.place, .shallow)
        case .deep:
            push(thread.place + 1, .afterDeep)
            threads.append(thread)
        case .shallow:
            push(thread.place + 1, .afterShallow)
            threads.append(thread)
        case .leftOut:
            push(thread.place + 1, .afterLeftOut)
        case .afterDeep, .afterLeftOut, .over:
            break
        }
    }

    private mutating func followSeparator(_ thread: Thread) {
        switch thread.context {
        case .inside, .start:
            threads.append(thread)
        case .afterDeep:
            // The `**` took no component, or took the slash too.
            if isAtComponentStart { push(thread.place + 1, .start) }
            threads.append(thread)
        case .afterLeftOut:
            push(thread.place + 1, .over)
        case .deep, .shallow, .afterShallow, .leftOut, .over:
            break
        }
    }

    private mutating func push(_ place: Int, _ context: Context) {
        let number = place * Context.allCases.count + context.rawValue
        guard !seen[number] else { return }
        seen[number] = true
        pending.append(Thread(place: place, context: context))
    }

    private mutating func forget() {
        threads.removeAll(keepingCapacity: true)
        for index in seen.indices { seen[index] = false }
    }
}
