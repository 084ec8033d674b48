import Formats

/// Functions, and the images that they are made of, as Lambda tells of them.
extension LambdaAnswers {
    /// A function in one of its versions.
    fileprivate struct Function {
        var name: String
        /// `$LATEST`, or a number.
        var version: String
        /// What runs it; nil for one that came in a file.
        var workload: Workload?
        var back = 0
    }

    static func functions(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        // A page holds no more than fifty, whatever is asked for.
        let size = min(50, try exchange.question.pageSize("MaxItems", upTo: 10_000, default: 50))
        let isAll = try exchange.question.text("FunctionVersion") == "ALL"
        let functions = functions(of: exchange).filter { isAll || $0.version == "$LATEST" }
        let slice = try exchange.paging("Marker", of: isAll ? "all" : "")
            .slice(of: functions.count, size: size, exchange.oddity)
        return JSONWriter.page("Functions") { writer in
            for function in functions[slice.items] { write(function, exchange, to: &writer) }
        } token: {
            exchange.writeToken("NextMarker", slice.next, to: &$0)
        }
    }

    static func function(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let (name, suffix) = try named(exchange)
        let qualifier = try exchange.question.text("Qualifier") ?? suffix ?? "$LATEST"
        let versions = functions(of: exchange).filter { $0.name == name }
        let workload = versions.first?.workload
        let version = qualifier == "live" ? workload?.liveVersion ?? qualifier : qualifier
        guard let function = versions.first(where: { $0.version == version }) else {
            throw missing("\(name):\(qualifier)", exchange)
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("Code")
            writer.object { writeCode(of: function, to: &$0) }
            writer.key("Configuration")
            write(function, exchange, to: &writer)
        }
        return writer.bytes
    }

    static func aliases(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let (name, _) = try named(exchange)
        guard let function = functions(of: exchange).first(where: { $0.name == name }) else {
            throw missing(name, exchange)
        }
        let place = "\(exchange.region.name):\(exchange.account.id)"
        return JSONWriter.page("Aliases") { writer in
            guard let workload = function.workload else { return }
            writer.object { writer in
                writer.field("AliasArn", "arn:aws:lambda:\(place):function:\(name):live")
                writer.field("Description", "")
                writer.field("FunctionVersion", workload.liveVersion)
                writer.field("Name", "live")
                writer.field("RevisionId", workload.draw.at("alias").uuid)
                guard let next = workload.triedVersion else { return }
                writer.key("RoutingConfig")
                writer.object { writer in
                    writer.key("AdditionalVersionWeights")
                    writer.object { writer in
                        writer.key(next)
                        writer.double(0.1)
                    }
                }
            }
        } token: {
            exchange.writeToken("NextMarker", nil, to: &$0)
        }
    }

    /// The name that is asked for, and what stands behind it.
    private static func named(_ exchange: Exchange) throws(Objection) -> (name: String, qualifier: String?) {
        let asked = try exchange.question.demanded("FunctionName")
        let words = asked.split(separator: ":").map(String.init)
        if let place = words.firstIndex(of: "function"), place + 1 < words.count {
            return (words[place + 1], place + 2 < words.count ? words[place + 2] : nil)
        }
        return (words[0], words.count > 1 ? words[1] : nil)
    }

    /// Those made of images, in all of their versions, then those that read streams, which came in files.
    private static func functions(of exchange: Exchange) -> [Function] {
        let (simulation, account, region) = (exchange.simulation, exchange.account, exchange.region)
        var functions: [Function] = []
        for workload in simulation.workloads(of: account, in: region) where workload.kind == .function {
            functions.append(Function(name: workload.name, version: "$LATEST", workload: workload))
            for back in (0..<workload.revisions).reversed() {
                functions.append(
                    Function(
                        name: workload.name, version: workload.version(back), workload: workload, back: back))
            }
        }
        for table in simulation.tables(of: account, in: region) {
            for name in table.stream?.functions ?? [] {
                functions.append(Function(name: name, version: "$LATEST"))
            }
        }
        return functions
    }

    private static func write(_ function: Function, _ exchange: Exchange, to writer: inout JSONWriter) {
        let place = "\(exchange.region.name):\(exchange.account.id)"
        let arn = "arn:aws:lambda:\(place):function:\(function.name)"
        let modified = function.workload?.updated ?? exchange.account.joined
        writer.object { writer in
            writer.texts("Architectures", ["x86_64"])
            writer.field("CodeSize", function.workload == nil ? 48_211 : 0)
            writer.field("FunctionArn", arn + (function.version == "$LATEST" ? "" : ":\(function.version)"))
            writer.field("FunctionName", function.name)
            if function.workload == nil { writer.field("Handler", "index.handler") }
            writer.field("LastModified", "\(modified.text(.extended).dropLast()).000+0000")
            writer.field("MemorySize", 512)
            writer.field("PackageType", function.workload == nil ? "Zip" : "Image")
            writer.field("Role", "arn:aws:iam::\(exchange.account.id):role/\(function.name)")
            if function.workload == nil { writer.field("Runtime", "nodejs22.x") }
            writer.field("State", function.isBroken ? "Inactive" : "Active")
            if function.isBroken {
                writer.field("StateReason", "The image of the function was deleted.")
                writer.field("StateReasonCode", "ImageDeleted")
            }
            writer.field("Timeout", 30)
            writer.field("Version", function.version)
        }
    }

    private static func writeCode(of function: Function, to writer: inout JSONWriter) {
        guard let workload = function.workload else {
            writer.field("Location", "https://awslambda-tasks.s3.amazonaws.com/snapshots/\(function.name)")
            return writer.field("RepositoryType", "S3")
        }
        let reference = workload.reference(function.back)
        writer.field("ImageUri", reference.image)
        writer.field("RepositoryType", "ECR")
        if let place = reference.running ?? reference.place {
            writer.field(
                "ResolvedImageUri", "\(workload.address)@\(workload.shelf.content(of: place).digest)")
        }
    }

    private static func missing(_ name: String, _ exchange: Exchange) -> Objection {
        .own(
            status: 404, code: "ResourceNotFoundException",
            message: "Function not found: arn:aws:lambda:\(exchange.region.name):\(exchange.account.id)"
                + ":function:\(name)")
    }
}

extension LambdaAnswers.Function {
    /// Whether the image that it was made of is there no more.
    fileprivate var isBroken: Bool {
        guard let workload else { return false }
        let reference = workload.reference(back)
        guard let place = reference.running ?? reference.place else { return true }
        return workload.shelf.items[place].isGone
    }
}

extension Workload {
    func version(_ back: Int) -> String { String(firstRevision + revisions - 1 - back) }

    /// How many versions the alias stays behind.
    var liveBack: Int { min(revisions - 1, draw.at("live").below(3)) }

    var liveVersion: String { version(liveBack) }

    /// The version that a tenth of all calls goes to.
    var triedVersion: String? { liveBack > 0 && draw.at("tried").percent(40) ? version(0) : nil }
}
