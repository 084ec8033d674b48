/// The pages of a listing, fetched as they are asked for.
///
///     for try await page in Pages(ListTables(), send: client.send) {
///         try await keep(page.response, cursor: page.next)
///     }
///
/// An empty page with a token goes on: some services filter after they have cut the pages. A listing whose
/// tokens go round in a circle throws `EndlessListing`.
package struct Pages<R: PagedRequest>: AsyncSequence, Sendable {
    package typealias Send = @Sendable (R) async throws -> R.Response

    package struct Page: Sendable {
        package let response: R.Response
        /// Where the next page begins; nil for the last.
        package let next: String?
    }

    private let first: R
    private let send: Send

    /// Begins at the token of the request, or at the beginning where it has none.
    package init(_ first: R, send: @escaping Send) {
        self.first = first
        self.send = send
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(first, send) }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private let send: Send
        private var request: R?
        private var trail = TokenTrail()
        private var count = 0

        fileprivate init(_ first: R, _ send: @escaping Send) {
            self.send = send
            request = first
            if let token = first.token { _ = trail.returns(to: token) }
        }

        /// The next page; after an error it may be asked again, and asks for the same page.
        package mutating func next() async throws -> Page? {
            guard var request else { return nil }
            let response = try await send(request)
            count += 1
            let token = R.nextToken(in: response).flatMap { $0.isEmpty ? nil : $0 }
            request.token = token
            self.request = token == nil ? nil : request
            if let token, trail.returns(to: token) {
                self.request = nil
                throw EndlessListing(pages: count)
            }
            return Page(response: response, next: token)
        }
    }
}
