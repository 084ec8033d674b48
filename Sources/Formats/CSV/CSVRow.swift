/// One record, lent to the closure that reads it.
///
/// `~Copyable`, and so are its fields: their bytes are those of the chunk, which is gone after the closure.
package struct CSVRow: ~Copyable {
    /// The line on which the record starts, from 1.
    package let line: Int
    @usableFromInline let slots: UnsafeMutableBufferPointer<CSVSlot>
    let names: UnsafeMutableBufferPointer<String>

    /// How many columns were picked.
    package var count: Int { slots.count }

    /// A field, by the place of its column among the columns that were picked.
    @inlinable
    package subscript(column: Int) -> CSVField { CSVField(slot: slots[column]) }

    /// A failure that names the line and the column, for a field that is not what the caller expects.
    package func failure(_ reason: StaticString, in column: Int) -> DecodingFailure {
        DecodingFailure(reason.description, at: Place(line: line, column: 1), path: names[column])
    }
}

/// Where the bytes of a field are.
@usableFromInline
struct CSVSlot {
    @usableFromInline var start: UnsafePointer<UInt8>?
    @usableFromInline var count: Int
    @usableFromInline var isQuoted: Bool
}

/// One field of a row, without its quotes.
package struct CSVField: ~Copyable {
    @usableFromInline let slot: CSVSlot

    @usableFromInline
    init(slot: CSVSlot) { self.slot = slot }

    /// Whether nothing was written between the delimiters.
    ///
    /// `""` is an empty text, not null.
    @inlinable
    package var isNull: Bool { slot.count == 0 && !slot.isQuoted }

    /// The field as text.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes, for as long as the row is lent.
    @inlinable
    package var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: slot.start, count: slot.count)
    }

    /// Whether the field is this text, without making it one.
    @inlinable
    package static func == (field: borrowing CSVField, literal: StaticString) -> Bool {
        field.bytes.span == literal
    }
}
