import Formats

extension Manifest {
    /// Reads the text of a manifest.
    ///
    /// The text decides what it is; the media type is what the registry calls it, which must not contradict.
    /// What is doubtful is a failure, because an image of which too little is known must be kept: members
    /// that come twice, digests of other algorithms, sizes below zero or beyond all blobs.
    package init(_ bytes: [UInt8], mediaType: String? = nil) throws(DecodingFailure) {
        self = try ManifestDocument(bytes).manifest(called: mediaType)
    }
}
