import Formats

/// What scans have found, as ECR tells of it.
extension ECRAnswers {
    static func scanFindings(_ exchange: Exchange) throws(Objection) -> [UInt8] {
        let repository = try found(exchange)
        guard case .object(let object) = exchange.question, let id = object["imageId"] else {
            throw .absent("imageId")
        }
        let name = ImageName(digest: id["imageDigest"]?.string, tag: id["imageTag"]?.string)
        let shelf = ImageShelf(repository, exchange.account, exchange.simulation)
        let image = try found(name, exchange.lookups.lookup(shelf), repository)
        let registry = Registry(exchange.account, exchange.region, exchange.simulation)
        guard let scan = ImageScan(shelf, image.place, registry) else {
            throw .own(
                status: 400, code: "ScanNotFoundException",
                message:
                    "Image scan does not exist for the image with '{imageDigest:'\(image.digest)'}' in the "
                    + "repository with name '\(repository.name)' in the registry with id '\(repository.account)'"
            )
        }
        let size = try exchange.question.pageSize("maxResults", upTo: 1000, default: 100)
        let findings = scan.findings
        let slice = try exchange.paging("nextToken", of: repository.name + image.digest)
            .slice(of: findings.count, size: size, exchange.oddity)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("imageId")
            writer.imageID(image.digest, name.tag)
            if scan.hasFindings {
                writer.key("imageScanFindings")
                writer.object { writer in
                    writer.summary(scan)
                    writer.key(scan.isEnhanced ? "enhancedFindings" : "findings")
                    let uses = scan.isEnhanced ? exchange.simulation.uses(of: shelf, image, exchange) : 0
                    writer.array { writer in
                        for finding in findings[slice.items] {
                            if scan.isEnhanced {
                                writer.enhanced(finding, image, uses, repository, shelf)
                            } else {
                                writer.basic(finding)
                            }
                        }
                    }
                }
            }
            writer.key("imageScanStatus")
            writer.status(scan.status)
            exchange.writeToken("nextToken", slice.next, to: &writer)
            writer.field("registryId", repository.account)
            writer.field("repositoryName", repository.name)
        }
        return writer.bytes
    }
}

extension Simulation {
    /// How many containers run of an image.
    fileprivate func uses(of shelf: ImageShelf, _ image: Image, _ exchange: Exchange) -> Int {
        runningCounts(of: shelf, in: exchange.account, exchange.region)[image.digest] ?? 0
    }
}

extension JSONWriter {
    /// How much a scan has found, and when.
    mutating func summary(_ scan: ImageScan) {
        key("findingSeverityCounts")
        object { writer in
            for severity in ImageScan.Severity.allCases where scan.count(severity) > 0 {
                writer.field(severity.rawValue, scan.count(severity))
            }
        }
        time("imageScanCompletedAt", scan.time)
        time("vulnerabilitySourceUpdatedAt", scan.time)
    }

    mutating func status(_ status: ImageScan.Status) {
        object { writer in
            writer.field("description", status.description)
            writer.field("status", status.rawValue)
        }
    }

    fileprivate mutating func basic(_ finding: ImageScan.Finding) {
        object { writer in
            writer.key("attributes")
            writer.array { writer in
                for (key, value) in [("package_name", finding.package), ("package_version", finding.version)]
                {
                    writer.object { writer in
                        writer.field("key", key)
                        writer.field("value", value)
                    }
                }
            }
            writer.field("name", finding.id)
            writer.field("severity", finding.severity.rawValue)
            writer.field("uri", "https://nvd.nist.gov/vuln/detail/\(finding.id)")
        }
    }

    fileprivate mutating func enhanced(
        _ finding: ImageScan.Finding, _ image: Simulation.Image, _ uses: Int,
        _ repository: Simulation.Repository, _ shelf: ImageShelf
    ) {
        object { writer in
            writer.field("awsAccountId", repository.account)
            writer.field("exploitAvailable", finding.draw.at("exploit").percent(8) ? "YES" : "NO")
            writer.field(
                "findingArn",
                "arn:aws:inspector2:\(repository.region):\(repository.account):finding/"
                    + finding.draw.at(image.place).uuid.filter { $0 != "-" })
            writer.time("firstObservedAt", image.pushed)
            writer.field("fixAvailable", finding.isFixed ? "YES" : "NO")
            writer.time("lastObservedAt", shelf.end)
            writer.key("packageVulnerabilityDetails")
            writer.object { $0.vulnerability(finding) }
            writer.key("resources")
            writer.array { writer in
                writer.object { $0.scanned(image, uses, repository, shelf) }
            }
            writer.key("score")
            writer.double(Double(finding.score) / 10)
            writer.field("severity", finding.severity.rawValue)
            writer.field("status", "ACTIVE")
            writer.field("title", "\(finding.id) - \(finding.package)")
            writer.field("type", "PACKAGE_VULNERABILITY")
            writer.time("updatedAt", shelf.end)
        }
    }

    private mutating func vulnerability(_ finding: ImageScan.Finding) {
        field("source", "NVD")
        field("sourceUrl", "https://nvd.nist.gov/vuln/detail/\(finding.id)")
        field("vulnerabilityId", finding.id)
        key("vulnerablePackages")
        array { writer in
            writer.object { writer in
                if finding.isFixed { writer.field("fixedInVersion", finding.fixedVersion) }
                writer.field("name", finding.package)
                writer.field("packageManager", "OS")
                var digest: [UInt8] = []
                digest.append(digestOf: finding.layer)
                writer.field("sourceLayerHash", String(decoding: digest, as: UTF8.self))
                writer.field("version", finding.version)
            }
        }
    }

    private mutating func scanned(
        _ image: Simulation.Image, _ uses: Int, _ repository: Simulation.Repository, _ shelf: ImageShelf
    ) {
        key("details")
        object { writer in
            writer.key("awsEcrContainerImage")
            writer.object { writer in
                writer.field("imageHash", image.digest)
                writer.texts("imageTags", image.tags)
                writer.field("inUseCount", uses)
                if uses > 0 { writer.time("lastInUseAt", shelf.end.adding(seconds: -7200)) }
                writer.time("pushedAt", image.pushed)
                writer.field("registry", repository.account)
                writer.field("repositoryName", repository.name)
            }
        }
        field("id", "\(repository.arn)/\(image.digest)")
        field("type", "AWS_ECR_CONTAINER_IMAGE")
    }
}
