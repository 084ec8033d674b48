import Formats
import Glibc
import Synchronization

/// A transport that answers from a recording, without a network.
///
/// Requests that were made several times get their answers in the order of the recording; the last one again and
/// again. What was never asked is an error: nothing is made up.
package final class ReplayingTransport: Transport {
    private let path: String
    private let file: Int32
    private let index: RecordingIndex
    private let played = Mutex<[Digest: Int]>([:])

    package init(_ path: String) throws(HTTPFailure) {
        self.path = path
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw RecordingFile.failure("open", path) }
        do {
            index = try RecordingIndex(file, path)
        } catch {
            close(file)
            throw error
        }
        self.file = file
    }

    deinit { close(file) }

    package func send(_ request: HTTPRequest, _ delivery: HTTPDelivery) async throws -> HTTPResponse {
        try Task.checkCancellation()
        guard let place = nextPlace(for: RecordingKey(request)) else {
            throw HTTPFailure(.unable, "the recording \(path) has no answer to \(request)")
        }
        return try await deliver(try exchange(at: place).outcome.get(), to: request, delivery)
    }

    private func nextPlace(for key: RecordingKey) -> RecordingIndex.Place? {
        let digest = RecordingIndex.digest(of: key.text)
        guard let places = index.places[digest] else { return nil }
        let turn = played.withLock { played in
            defer { played[digest, default: 0] += 1 }
            return played[digest] ?? 0
        }
        return places[min(turn, places.count - 1)]
    }

    private func exchange(at place: RecordingIndex.Place) throws(HTTPFailure) -> RecordedExchange {
        var line = [UInt8](repeating: 0, count: place.length)
        let count = pread(file, &line, place.length, off_t(place.start))
        do {
            guard count == place.length else { throw DecodingFailure("the file was changed") }
            return try RecordedExchange(line: line)
        } catch {
            throw HTTPFailure(.unable, "the recording \(path) cannot be read: \(error)")
        }
    }

    private func deliver(
        _ response: HTTPResponse, to request: HTTPRequest, _ delivery: HTTPDelivery
    ) async throws -> HTTPResponse {
        switch delivery {
        case .whole(let ceiling):
            guard response.body.count <= ceiling else { throw HTTPFailure.tooLarge(request, ceiling) }
            return response
        case .pieces(let consume):
            guard response.isSuccess else { return response }
            // As large as the network's, so that consumers are put to the same test.
            for start in stride(from: 0, to: response.body.count, by: 16 << 10) {
                try await consume(Array(response.body[start...].prefix(16 << 10)))
            }
            return HTTPResponse(status: response.status, headers: response.headers)
        }
    }
}
