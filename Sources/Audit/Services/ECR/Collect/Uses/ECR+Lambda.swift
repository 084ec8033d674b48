import AWS
import Formats
import HTTP
import Images
import Pipeline
import SQLite

extension ECR {
    /// The functions of a place, with all their versions: any of them may be invoked.
    struct ListFunctions: TreeListing {
        var token: String?
        static let operation = Operation(.lambda, "ListFunctions", action: "lambda:ListFunctions", rate: 10)
        static let tokenName = "NextMarker"

        func encode() -> Call {
            .rest(
                "GET", "/2015-03-31/functions/",
                query: ["FunctionVersion": "ALL", "Marker": token, "MaxItems": "50"])
        }
    }

    /// One version of a function, with the image that it is made of.
    struct GetFunction: TreeRequest {
        var function: String
        var version: String
        static let operation = Operation(.lambda, "GetFunction", action: "lambda:GetFunction", rate: 10)

        func encode() -> Call {
            .rest("GET", "/2015-03-31/functions/\(function)", query: ["Qualifier": version])
        }
    }

    /// The images of a place's functions.
    struct FunctionImages: AWSStep {
        let access: Access
        let store: Store
        let service = "ecr"
        let name = "lambda-functions"

        func page(
            of cell: Cell, at cursor: Cursor?, in run: Run, asking client: Client
        ) async throws -> Page {
            try await listing(ListFunctions(), of: cell, at: cursor, client) { answer in
                let functions = try answer.list("Functions").compactMap(FunctionVersion.init)
                let known = try await store.read { try Definition.known(functions.map(\.id), in: $0) }
                var definitions: [(FunctionVersion, Definition, isNew: Bool)] = []
                for function in functions {
                    if let definition = known[function.id] {
                        definitions.append((function, definition, false))
                    } else if let definition = try await Self.definition(of: function, client) {
                        definitions.append((function, definition, true))
                    }
                }
                return Listed { [definitions] database in
                    var count = 0
                    for (function, definition, isNew) in definitions {
                        if isNew { try definition.save(in: database) }
                        for image in definition.images {
                            let use = ImageUse(
                                source: .lambda, user: function.arn, image: image, digest: definition.digest)
                            count += try use.save(of: cell, in: database, run)
                        }
                    }
                    return count
                }
            }
        }

        /// Asks what a version is made of; nil where it went since it was listed.
        private static func definition(
            of function: FunctionVersion, _ client: Client
        ) async throws -> Definition? {
            do {
                let request = GetFunction(function: function.name, version: function.version)
                let code = try await client.send(request)["Code"]
                guard let image = code?["ImageUri"]?.string else { throw DecodingFailure("no ImageUri") }
                // What it resolved to when it was deployed: its tag may have moved since.
                let resolved = code?["ResolvedImageUri"]?.string
                let digest = resolved.flatMap { $0.split(separator: "@").last }.flatMap { ContentDigest($0) }
                return Definition(id: function.id, images: [image], digest: digest)
            } catch let error as AWSError where error.saysGone {
                return nil
            }
        }
    }

    /// A version of a function that is made of an image.
    private struct FunctionVersion: Sendable {
        var arn: String
        var name: String
        var version: String
        /// What changes whenever it is deployed again.
        var mark: String

        var id: String { arn + " " + mark }

        init?(_ json: JSON) {
            guard json["PackageType"]?.string == "Image", let arn = json["FunctionArn"]?.string,
                let name = json["FunctionName"]?.string
            else { return nil }
            self.arn = arn
            self.name = name
            version = json["Version"]?.string ?? "$LATEST"
            mark = (json["CodeSha256"]?.string ?? "") + " " + (json["LastModified"]?.string ?? "")
        }
    }
}
