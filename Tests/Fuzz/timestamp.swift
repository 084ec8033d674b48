/// Any bytes are refused by every reader of times, or are a moment that is written and read again as itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: data, count: count))
    if let moment = try? Timestamp(iso8601: text.span) {
        check(moment)
        // With a zone of Z and no fraction there is one way to write it, but for the case of its letters.
        let written = String(decoding: text, as: UTF8.self).uppercased()
        let isPlain = count == 20 && written.hasSuffix("Z") && text[4] == UInt8(ascii: "-")
        precondition(!isPlain || written == moment.description)
    }
    if let moment = try? Timestamp(httpDate: text.span) {
        check(moment)
        // Of the three formats, one is what is written.
        precondition(count != 29 || text[3] != UInt8(ascii: ",") || Array(moment.httpDate.utf8) == text)
    }
    if let moment = try? Timestamp(epoch: text.span) {
        check(moment)
    }
    if count >= 16 {
        let seconds = text.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
        let amount = text.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 8, as: Int64.self) }
        move(Timestamp(seconds: seconds >> 20), by: amount >> (amount & 63))
    }
    return 0
}

func check(_ moment: Timestamp) {
    precondition((try? Timestamp(iso8601: moment.description)) == moment)
    precondition((try? Timestamp(iso8601: moment.text(.basic))) == moment)
    precondition((try? Timestamp(iso8601: moment.text(.basicDate))) == moment.startOfDay)
    precondition((try? Timestamp(httpDate: moment.httpDate)) == moment)
    precondition(moment.seconds < 0 || (try? Timestamp(epoch: "\(moment.seconds).999")) == moment)
    move(moment, by: 1)
}

/// What holds of any moment and any step.
func move(_ moment: Timestamp, by step: Int64) {
    let day = moment.startOfDay
    precondition(day <= moment && moment.seconds - day.seconds < 86_400 && day.startOfDay == day)
    precondition(Timestamp(day: moment.day) == day)
    precondition(day == Timestamp(moment.date))

    let there = moment.adding(days: Int(step))
    let isInside = there > .earliest && there < .latest
    precondition(step >= 0 ? there >= moment : there <= moment)
    precondition(!isInside || there.day - moment.day == Int(step))

    let month = moment.startOfMonth()
    let later = moment.startOfMonth(later: Int(step))
    precondition(month <= moment && month.date.day == 1)
    precondition(step >= 0 ? later >= month : later <= month)
    let months = (later.date.year - month.date.year) * 12 + later.date.month - month.date.month
    precondition(later == .earliest || later == .latest || (months == Int(step) && later.date.day == 1))
}
