extension Manifest {
    /// What a manifest is there for.
    package enum Purpose: UInt8, Sendable, CaseIterable {
        case container, attestation, signature, sbom, chart, other
    }
}

extension Manifest.Purpose {
    /// The purpose of an image, by the media types of its parts.
    ///
    /// Cosign and BuildKit give signatures and attestations the configuration of a container image, so the
    /// layers are asked where that says nothing else. A mixture stays what the configuration says it is.
    init(artifactType: String?, config: String?, layers: [String]) {
        if let artifactType, let purpose = Self(mediaType: artifactType) {
            self = purpose
        } else if let config, config != artifactType, let purpose = Self(mediaType: config) {
            self = purpose
        } else if let first = layers.first, let purpose = Self(mediaType: first),
            layers.allSatisfy({ Self(mediaType: $0) == purpose })
        {
            self = purpose
        } else {
            let isContainer = config.map(MediaType.isContainerConfig) ?? false
            self = artifactType == nil && isContainer ? .container : .other
        }
    }

    /// The purpose that a media type tells without doubt.
    init?(mediaType: String) {
        // Parameters such as `; version=1.5` do not change what it is.
        let name = mediaType.prefix { $0 != ";" && $0 != " " }
        switch name {
        case "application/vnd.dev.cosign.simplesigning.v1+json",
            "application/vnd.dev.cosign.artifact.sig.v1+json",
            "application/vnd.cncf.notary.signature", "application/vnd.cncf.notary.v2.signature":
            self = .signature
        case "application/vnd.in-toto+json", "application/vnd.in-toto.bundle",
            "application/vnd.dsse.envelope.v1+json", "application/vnd.dev.cosign.artifact.att.v1+json",
            "application/vnd.docker.attestation.manifest.v1+json":
            self = .attestation
        case "application/spdx+json", "application/vnd.cyclonedx", "application/vnd.cyclonedx+json",
            "application/vnd.cyclonedx+xml", "application/vnd.syft+json",
            "application/vnd.dev.cosign.artifact.sbom.v1+json":
            self = .sbom
        case "application/vnd.cncf.helm.config.v1+json",
            "application/vnd.cncf.helm.chart.content.v1.tar+gzip":
            self = .chart
        default:
            if name.hasPrefix("application/vnd.dev.sigstore.bundle") {
                self = .signature
            } else if name.hasPrefix("text/spdx") {
                self = .sbom
            } else {
                return nil
            }
        }
    }
}
