@preconcurrency import Glibc

/// The same bytes given to Python, which times itself: its start is not counted.
final class PythonBenchmark {
    /// Said aloud instead of a figure.
    struct Skipped: Error, CustomStringConvertible { let description = "skipped: no python3" }

    private let path: String

    /// Puts the input where Python can read it.
    init(input: [UInt8]) throws {
        var template = Array("/tmp/stocktake-bench.XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0, let file = fdopen(descriptor, "w") else { throw Skipped() }
        fwrite(input, 1, input.count, file)
        fclose(file)
    }

    deinit { unlink(path) }

    /// The CPU seconds of the fastest of five runs of an expression over `data`.
    func seconds(_ setup: String, _ expression: String) throws -> Double {
        let script = """
            import time; \(setup); data = open('\(path)', 'rb').read(); best = 1e9
            for i in range(5):
                t = time.process_time(); \(expression); best = min(best, time.process_time() - t)
            print(best)
            """
        guard let pipe = popen("python3 -c \"\(script)\" 2>/dev/null", "r") else { throw Skipped() }
        var line = [CChar](repeating: 0, count: 64)
        let isAnswered = fgets(&line, CInt(line.count), pipe) != nil
        pclose(pipe)
        guard isAnswered, let seconds = Optional(strtod(line, nil)), seconds > 0 else { throw Skipped() }
        return seconds
    }
}
