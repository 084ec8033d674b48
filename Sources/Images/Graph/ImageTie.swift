/// What holds a manifest: how it is tied to one that is in use.
package enum ImageTie: Hashable, Sendable {
    /// Nothing holds it.
    case none
    /// It is in use itself.
    case root
    /// The node, an index, lists it.
    case childOf(Int)
    /// It lists the node, which it may have to serve to whoever asks for its tag.
    case parentOf(Int)
    /// It is about the node: a signature, an attestation, a list of parts.
    case referrerOf(Int)
}
