/// The versions of one major, one minor and one variant.
///
/// Numbers are places in the array of tagged images.
package struct VersionLine: Equatable, Sendable {
    package var major, minor: UInt64
    /// The platform or flavour, such as `slim-arm64`; empty for the plain one.
    package var variant: String
    /// All tags of the line, from the lowest version to the highest.
    package var tags: [Int] = []
    /// Releases before a later release, and pre-releases before any later version.
    package var superseded: [Int] = []
    /// Patches that no release has, between patches that one has.
    package var missing: [ClosedRange<UInt64>] = []
}
