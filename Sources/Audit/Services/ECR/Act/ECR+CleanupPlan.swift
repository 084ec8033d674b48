import Formats
import Images

extension ECR {
    /// What an earlier night found to be needless in one repository, as `ecr_cleanup_plan.json` tells it.
    package struct CleanupPlan: Equatable, Sendable {
        package let asOf: Timestamp
        /// The hash that signs the whole document.
        package let signature: String
        package let account: String
        package let region: String
        package let repository: String
        package let arn: String
        /// In the order in which they can be deleted.
        package let candidates: [Candidate]

        package struct Candidate: Equatable, Sendable {
            package var digest: ContentDigest
            package var tags: [String]
            package var pushed: String?
            package var confidence: String
            package var reason: String
            /// What has been freed once it and all before it are deleted.
            package var frees: Int
        }

        /// Which repository of a plan is meant: all that is given has to be so.
        package struct Choice: Sendable {
            /// Its ARN or its name.
            package var name: String
            package var account: String?
            package var region: String?

            package init(name: String, account: String? = nil, region: String? = nil) {
                (self.name, self.account, self.region) = (name, account, region)
            }

            fileprivate func means(_ line: JSON) -> Bool {
                (line["arn"]?.string == name || line["repository"]?.string == name)
                    && (account ?? line["account"]?.string) == line["account"]?.string
                    && (region ?? line["region"]?.string) == line["region"]?.string
            }
        }

        /// Reads what a document says of one repository.
        ///
        /// A document that is not what its last line signs, or of another kind, is a failure; nil where it has nothing of
        /// the repository.
        package static func read(_ bytes: [UInt8], of choice: Choice) throws(DecodingFailure) -> CleanupPlan?
        {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
            guard let last = lines.last, let signature = signature(in: last) else {
                throw DecodingFailure("it is no plan, or not whole: the line that signs it is missing")
            }
            guard SHA256.hash(of: Array(bytes[..<last.startIndex]).span).hex == signature else {
                throw DecodingFailure("it was changed since it was written: its signature does not fit")
            }
            let head = try head(of: lines)
            var found: [JSON] = []
            for line in lines where line.starts(with: "{\"".utf8) {
                let bytes = Array(line.last == UInt8(ascii: ",") ? line.dropLast() : line)
                let json = try JSON(bytes)
                if choice.means(json) { found.append(json) }
            }
            guard found.count <= 1 else {
                throw DecodingFailure(
                    "it has \(found.count) repositories of that name: say which account and region")
            }
            return try found.first.map { line throws(DecodingFailure) in
                try CleanupPlan(line, asOf: head, signature: signature)
            }
        }

        private static func signature(in line: ArraySlice<UInt8>) -> String? {
            let text = String(decoding: line, as: UTF8.self)
            guard text.hasPrefix("\"sha256\": \""), text.hasSuffix("\"}") else { return nil }
            return String(text.dropFirst(11).dropLast(2))
        }

        /// Checks what the document is, and gives its moment.
        private static func head(of lines: [ArraySlice<UInt8>]) throws(DecodingFailure) -> Timestamp {
            var fields: [String: String] = [:]
            for line in lines.prefix(6) {
                let text = String(decoding: line, as: UTF8.self)
                let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { continue }
                fields[parts[0].filter { $0 != "\"" }] = parts[1].filter { !" \",".contains($0) }
            }
            guard fields["format"] == PlanWriting.format else {
                throw DecodingFailure("it is no plan of deletions")
            }
            guard fields["version"] == String(PlanWriting.version) else {
                throw DecodingFailure(
                    "it is of version \(fields["version"] ?? "?"), which this program does not know")
            }
            guard let text = fields["as_of"] else { throw DecodingFailure("it does not say of when it is") }
            return try Timestamp(iso8601: text)
        }

        private init(_ line: JSON, asOf: Timestamp, signature: String) throws(DecodingFailure) {
            self.asOf = asOf
            self.signature = signature
            account = line["account"]?.string ?? ""
            region = line["region"]?.string ?? ""
            repository = line["repository"]?.string ?? ""
            arn = line["arn"]?.string ?? ""
            var candidates: [Candidate] = []
            for item in try line.list("candidates") {
                guard let digest = item["digest"]?.string.flatMap({ ContentDigest($0) }),
                    let confidence = item["confidence"]?.string, ["A", "B", "C"].contains(confidence),
                    let tags = item["tags"]?.elements, tags.allSatisfy({ $0.string != nil })
                else { throw DecodingFailure("a candidate that is not whole") }
                candidates.append(
                    Candidate(
                        digest: digest, tags: tags.compactMap(\.string),
                        pushed: item["pushed"]?.string, confidence: confidence,
                        reason: item["reason"]?.string ?? "",
                        frees: item["frees"]?.number?.int ?? 0))
            }
            self.candidates = candidates
        }
    }
}
