import AWS
import Pipeline
import SQLite

/// A step that asks AWS: where that could not answer, the cell is a gap, and says why.
protocol AWSStep: Step {
    var access: Access { get }

    /// Fetches one page of a cell, asking the cell's account in its region.
    func page(
        of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
    ) async throws -> Page
}

extension AWSStep {
    package func page(of cell: Cell, at cursor: Cursor?, in run: Run) async throws -> Page {
        do {
            let client = try await access.client(account: cell.account, region: cell.region)
            return try await page(of: cell, at: cursor, in: run, asking: client)
        } catch {
            throw Gap.from(error, region: cell.region)
        }
    }

    /// Fetches a page of a listing: the cell's cursor is AWS's token.
    ///
    /// A token can grow old while a run waits to be resumed. Then the listing begins again: rows that were seen
    /// are not counted twice.
    func listing<R: PagedRequest>(
        _ request: R, of cell: Cell, at cursor: Cursor?, _ client: Client,
        _ read: (R.Response) async throws -> Listed
    ) async throws -> Page {
        let answer = try await self.answer(to: request, at: cursor, client)
        let listed = try await read(answer.response)
        return Page(found: listed.found, next: answer.next, write: listed.write)
    }

    /// Asks for the page of a listing at which a cell stands, or for the first where that has grown old.
    func answer<R: PagedRequest>(
        to request: R, at cursor: Cursor?, _ client: Client
    ) async throws -> ListingAnswer<R.Response> {
        var place = try ListingPlace(cursor)
        var request = request
        request.token = place.token
        let response: R.Response
        do {
            response = try await client.send(request)
        } catch let error as AWSError where request.token != nil && error.refusesToken {
            try place.restart()
            request.token = nil
            response = try await client.send(request)
        }
        let next = try place.cursor(after: R.nextToken(in: response))
        return ListingAnswer(response: response, isFirst: request.token == nil, next: next)
    }
}

/// A page of a listing as AWS gave it.
struct ListingAnswer<Response: Sendable>: Sendable {
    var response: Response
    /// Whether it is the first page, also of a listing that had to begin again.
    var isFirst: Bool
    /// Where the next page starts; nil for the last.
    var next: Cursor?
}

/// What a page of a listing says.
struct Listed {
    var found: [Cell] = []
    var write: @Sendable (Database) throws -> Int
}

extension AWSError {
    /// Whether it says that what is asked about is not there, or no longer.
    var saysGone: Bool {
        switch code {
        case "ResourceNotFoundException", "TableNotFoundException", "RepositoryNotFoundException",
            "TargetNotFoundException", "AccountNotFoundException":
            true
        default: false
        }
    }

    /// Whether it is the page token that AWS does not take, any more or at all.
    var refusesToken: Bool {
        switch code {
        case "InvalidNextTokenException", "InvalidNextToken", "InvalidPaginationTokenException",
            "InvalidPaginationToken", "ExpiredPaginationToken", "ExpiredNextTokenException",
            "PaginationTokenExpiredException":
            true
        case "InvalidParameterException", "InvalidInputException", "ValidationException",
            "InvalidParameterValue":
            message.lowercased().contains("token")
        default: false
        }
    }
}
