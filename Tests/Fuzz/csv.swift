/// Any chunks give the rows of the whole, and what is read and written reads back the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: count - 1))
    let whole = rows(of: bytes, chunk: bytes.count)
    let size = Int(data[0] & 0x1F) + 1
    precondition(rows(of: bytes, chunk: size) == whole, "chunks and the whole disagree")
    precondition(rows(of: bytes, chunk: 1) == whole, "bytes and the whole disagree")
    guard case .success(let records) = whole, let header = records.first else { return 0 }
    checkCondition(bytes, records)
    // Broken UTF-8 was repaired, which can make records three times as long.
    var writer = CSVWriter(header.map { .number($0 ?? "") })
    for record in records.dropFirst() {
        for field in record { writer.text(field) }
        writer.endRow()
    }
    precondition(
        rows(of: writer.bytes, chunk: 7, recordLimit: 1 << 20) == whole,
        "what was written reads back as something else")
    return 0
}

private func rows(
    of bytes: [UInt8], chunk: Int, recordLimit: Int = 1000
) -> Result<[[String?]], DecodingFailure> {
    var reader = CSVReader(.all, recordLimit: recordLimit)
    var rows: [[String?]] = []
    func take(_ row: borrowing CSVRow) {
        rows.append((0..<row.count).map { row.text($0) })
    }
    do throws(DecodingFailure) {
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try reader.read(bytes.span.extracting(start..<min(start + chunk, bytes.count)), take)
        }
        try reader.finish(take)
        return .success([reader.header.map { $0 }] + rows)
    } catch {
        return .failure(error)
    }
}

extension CSVRow {
    fileprivate borrowing func text(_ column: Int) -> String? {
        self[column].isNull ? nil : self[column].string
    }
}

/// A condition keeps the rows that looking at all of them keeps.
private func checkCondition(_ bytes: [UInt8], _ records: [[String?]]) {
    guard let name = records[0][0], records[0].count(where: { $0 == name }) == 1 else { return }
    var reader = CSVReader(.named([name]), where: CSVCondition(name) { $0.count > 1 }, recordLimit: 1000)
    var kept = 0
    try? reader.read(bytes.span) { _ in kept += 1 }
    try? reader.finish { _ in kept += 1 }
    // Characters of replacement have three bytes where the broken one had fewer.
    let isSound = records.allSatisfy { !($0[0] ?? "").utf8.contains(0xEF) }
    if isSound {
        precondition(kept == records.dropFirst().count { ($0[0] ?? "").utf8.count > 1 }, "another selection")
    }
}
