/// How the program ends, for scripts and systemd.
///
/// The numbers are those of sysexits.h where it has one.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case complete = 0
    case findings = 1
    case completeWithGaps = 3
    case usage = 64
    case damagedData = 65
    case unavailable = 69
    case ourMistake = 70
    case cannotWrite = 73
    case runAgain = 75
    case noCredentials = 77
    case badPipelineFile = 78

    /// What it means, as the help says it.
    package var meaning: String {
        switch self {
        case .complete: "complete"
        case .findings: "something was found at or above --fail-on, whether or not there are gaps as well"
        case .completeWithGaps: "complete, but some things could not be looked at"
        case .usage: "a wrong word on the command line, or nothing to do it to"
        case .damagedData: "damaged data, or a database of another program"
        case .unavailable: "something needed could not be reached, or is not there yet"
        case .ourMistake: "a bug of ours"
        case .cannotWrite: "cannot write: the disk is full or read-only"
        case .runAgain: "interrupted, held by another run, or an earlier stage has not ended: run again"
        case .noCredentials: "no credentials"
        case .badPipelineFile: "a mistake in the pipeline file"
        }
    }
}
