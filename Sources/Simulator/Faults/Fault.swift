/// Something that goes wrong between a client and AWS.
package enum Fault: Hashable, Sendable {
    /// Too much was asked, in the words of the service.
    case throttled
    /// The service broke: an error of 500 in its words.
    case brokenDown
    /// The service is away: 503 in its words.
    case unavailable
    /// A proxy before the service answers with a page of HTML and 502.
    case proxyPage
    /// The connection breaks before the answer is whole.
    case dropped
    /// No answer comes; it is said at once, because nobody wants to wait for a simulation.
    case timeout
    /// Half of the answer comes, and it looks whole.
    case truncated
    /// The answer takes this long.
    case slow(Duration)
    /// The session has ended early; a user's own keys never do.
    case expired
    /// A policy of the caller's lacks the permission.
    case deniedByIdentity
    /// A policy of the organisation forbids it.
    case deniedByOrganization
    /// An empty page that says there is more.
    case emptyPage
    /// A page whose token is the one that it was asked with.
    case repeatedToken
    /// A page that begins with the last item of the page before.
    case duplicatedItem
    /// A last page whose token is null.
    case nullToken
    /// A content type that is not what the body is.
    case wrongContentType
}
