@preconcurrency import Glibc

extension CSVReader {
    /// Whether a record meets the condition.
    ///
    /// Nothing behind the column of the condition is looked at.
    mutating func isWanted(_ record: CSVCursor, _ plan: CSVPlan) throws(CSVFault) -> Bool {
        guard let condition, let column = plan.condition else { return true }
        var cursor = record
        guard try cursor.skip(column) == column else {
            throw cursor.fault("too few fields")
        }
        let slot = try nextSlot(&cursor).slot
        return condition.isMet(UnsafeBufferPointer(start: slot.start, count: slot.count).span)
    }

    /// Takes the fields of the columns that were picked from where the index has found them.
    @inline(__always)
    mutating func takeFields(of record: CSVCursor, _ plan: CSVPlan) {
        for pick in plan.picks {
            let field = index.field(pick.column)
            slots[pick.slot] = slot(
                record.start + field.lowerBound, field.upperBound - field.lowerBound, in: record)
        }
    }

    /// Finds the fields of the columns that were picked, and checks the number of all.
    mutating func split(_ record: CSVCursor, _ plan: CSVPlan) throws(CSVFault) {
        var cursor = record
        var column = 0
        for pick in plan.picks {
            let gap = pick.column - column
            guard try cursor.skip(gap) == gap else { throw cursor.fault("too few fields") }
            let next = try nextSlot(&cursor)
            slots[pick.slot] = next.slot
            column = pick.column + 1
            if next.isLast {
                guard column == plan.width else { throw cursor.fault("too few fields") }
                return
            }
        }
        let rest = plan.width - column
        guard rest > 0 else { throw cursor.fault("too many fields") }
        guard try cursor.skip(rest - 1) == rest - 1 else { throw cursor.fault("too few fields") }
        guard try cursor.skip(1) == 0 else { throw cursor.fault("too many fields") }
    }

    /// The field at the cursor, which moves to the next.
    @inline(__always)
    mutating func nextSlot(_ cursor: inout CSVCursor) throws(CSVFault) -> (slot: CSVSlot, isLast: Bool) {
        let start = cursor.position
        let isLast = try cursor.skip(1) == 0
        let count = (isLast ? cursor.end : cursor.position - 1) - start
        return (slot(start, count, in: cursor), isLast)
    }

    @inline(__always)
    private mutating func slot(
        _ start: UnsafePointer<UInt8>, _ count: Int, in record: CSVCursor
    ) -> CSVSlot {
        guard record.hasQuotes, count > 0, start.pointee == CSVCursor.quote else {
            return CSVSlot(start: start, count: count, isQuoted: false)
        }
        return unquoted(start + 1, count - 2, in: record)
    }

    /// A field in quotes, without them.
    ///
    /// Where quotes are doubled, it is a copy.
    private mutating func unquoted(
        _ start: UnsafePointer<UInt8>, _ count: Int, in record: CSVCursor
    ) -> CSVSlot {
        guard memchr(start, CInt(CSVCursor.quote), count) != nil else {
            return CSVSlot(start: start, count: count, isQuoted: true)
        }
        // The copy stands where the field stands in the record, so that the copies of two fields never meet.
        // The first one of a record makes room for all: none of them moves.
        let length = record.end - record.start
        if unescaped.count < length {
            unescaped.deallocate()
            unescaped = .allocate(capacity: 2 * length)
        }
        let target = UnsafeMutableBufferPointer(rebasing: unescaped[(start - record.start)...])
        var size = 0
        var index = 0
        while index < count {
            target[size] = start[index]
            size += 1
            index += start[index] == CSVCursor.quote ? 2 : 1
        }
        return CSVSlot(start: target.baseAddress.map { UnsafePointer($0) }, count: size, isQuoted: true)
    }
}
