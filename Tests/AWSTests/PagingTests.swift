import Formats
import HTTP
import Synchronization
import Testing

@testable import AWS

struct PagingTests {
    private struct List: PagedRequest {
        struct Response: Sendable {
            var items: [Int]
            var next: String?
        }

        static let operation = Operation(
            Service("test", id: "Test", .restJSON), "List", action: nil, rate: 10)
        var token: String?

        func encode() -> Call { Call("GET", path: token ?? "/") }
        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Response {
            Response(items: [])
        }
        static func nextToken(in response: Response) -> String? { response.next }
    }

    /// A service that answers each token with a page, and notes what it was asked.
    private final class Library: Sendable {
        private let pages: [String: List.Response]
        let asked = Notes<String>()

        init(_ pages: [String: List.Response]) { self.pages = pages }

        /// The listing of which each page leads to the one of the number given: -1 ends it.
        convenience init(leadingTo next: [Int]) {
            var pages: [String: List.Response] = [:]
            for (page, next) in next.enumerated() {
                let token = next < 0 ? nil : "\(next)"
                pages[page == 0 ? "" : "\(page)"] = List.Response(items: [page], next: token)
            }
            pages["0"] = pages[""]
            self.init(pages)
        }

        @Sendable func answer(_ request: List) async throws -> List.Response {
            asked.add(request.token ?? "")
            guard let page = pages[request.token ?? ""] else { throw HTTPFailure(.dropped, "no such page") }
            return page
        }
    }

    private func items(_ library: Library, from token: String? = nil) async throws -> [Int] {
        var items: [Int] = []
        for try await page in Pages(List(token: token), send: library.answer) { items += page.response.items }
        return items
    }

    @Test func `a listing gives its pages in order, each with the token of the next`() async throws {
        let library = Library(leadingTo: [1, 2, -1])
        var tokens: [String?] = []

        for try await page in Pages(List(), send: library.answer) { tokens.append(page.next) }

        #expect(tokens == ["1", "2", nil])
        #expect(library.asked.all == ["", "1", "2"])
    }

    @Test func `a listing goes on at the token it is given`() async throws {
        let library = Library(leadingTo: [1, 2, 3, -1])

        #expect(try await items(library, from: "2") == [2, 3])
        #expect(library.asked.all == ["2", "3"])
    }

    @Test func `an empty page with a token goes on, and an empty token ends`() async throws {
        let library = Library([
            "": .init(items: [], next: "a"), "a": .init(items: [1], next: "b"),
            "b": .init(items: [], next: "c"),
            "c": .init(items: [2], next: ""),
        ])

        #expect(try await items(library) == [1, 2])
    }

    @Test func `no page is fetched before it is asked for`() async throws {
        let library = Library(leadingTo: [1, 2, -1])
        var pages = Pages(List(), send: library.answer).makeAsyncIterator()

        _ = try await pages.next()

        #expect(library.asked.all == [""])
    }

    @Test func `a token that is repeated at once ends the listing with an error`() async throws {
        let library = Library(leadingTo: [1, 2, 2])

        await #expect(throws: EndlessListing(pages: 3)) { try await items(library) }
    }

    @Test func `a token that leads back to where the listing was resumed is noticed, too`() async throws {
        let library = Library(leadingTo: [1, 2, 2])

        await #expect(throws: EndlessListing(pages: 1)) { try await items(library, from: "2") }
    }

    @Test(arguments: [1, 2, 3, 7, 50, 1000], [0, 1, 10, 999])
    func `a circle of any length is noticed, wherever it begins`(length: Int, lead: Int) async throws {
        var next = Array(1...(lead + length))
        next.append(lead + 1)
        let library = Library(leadingTo: next)

        let failure = await #expect(throws: EndlessListing.self) { try await items(library) }

        let pages = try #require(failure?.pages)
        #expect(pages > lead + length)
        #expect(pages <= 3 * (lead + length) + 3)
    }

    @Test func `a long listing without a circle ends well`() async throws {
        let library = Library(leadingTo: Array(1..<5000) + [-1])

        #expect(try await items(library) == Array(0..<5000))
    }

    @Test func `after an error the same page can be asked for again`() async throws {
        let library = Library(leadingTo: [1, -1])
        let hasFailed = Mutex(false)
        var pages = Pages(List()) { request in
            let isFirst = hasFailed.withLock { failed in
                defer { failed = failed || request.token == "1" }
                return request.token == "1" && !failed
            }
            if isFirst { throw HTTPFailure(.dropped, "") }
            return try await library.answer(request)
        }.makeAsyncIterator()

        _ = try await pages.next()
        await #expect(throws: HTTPFailure.self) { try await pages.next() }
        let again = try await pages.next()

        #expect(again?.response.items == [1])
        #expect(try await pages.next() == nil)
    }
}
