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
        var place = try ListingPlace(cursor)
        var request = request
        request.token = place.token
        let answer: R.Response
        do {
            answer = try await client.send(request)
        } catch let error as AWSError where request.token != nil && error.refusesToken {
            try place.restart()
            request.token = nil
            answer = try await client.send(request)
        }
        let listed = try await read(answer)
        let next = try place.cursor(after: R.nextToken(in: answer))
        return Page(found: listed.found, next: next, write: listed.write)
    }
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
