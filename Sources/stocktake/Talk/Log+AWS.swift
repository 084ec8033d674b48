import AWS
import Formats
import Pipeline

/// What the log says of AWS: what was refused, and who entered where. It never says what a question carried.
extension Log {
    /// A question that was not answered as it should be.
    ///
    /// People read of the cell that it left as a gap: a line for each attempt is for programs.
    func tell(_ call: CallReport) {
        guard format == .json else { return }
        let event = call.outcome == .denied ? "access-denied" : "call-failed"
        line(
            call.outcome == .denied ? .warning : .info,
            "\(call.operation) in \(call.region) of account \(call.account): \(call.code ?? call.outcome.rawValue)",
            event,
            [
                JSON.Member("service", call.operation.service.name),
                JSON.Member("operation", call.operation.name), JSON.Member("account", call.account),
                JSON.Member("region", call.region), JSON.Member("attempt", call.attempt),
                JSON.Member("outcome", call.outcome.rawValue), JSON.Member("error_code", call.code),
                JSON.Member("request_id", call.requestID),
                JSON.Member("duration_ms", Int(call.took / .milliseconds(1))),
            ])
    }
}
