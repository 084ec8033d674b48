/// All that goes wrong with one request.
struct Mishaps {
    var delay: Duration = .zero
    /// The first fault that keeps the answer away.
    var obstacle: Fault?
    var oddity: Paging.Oddity?
    var hasNullToken = false
    var isTruncated = false
    var hasWrongType = false

    mutating func add(_ fault: Fault) {
        switch fault {
        case .slow(let time): delay += time
        case .emptyPage: oddity = .empty
        case .duplicatedItem: oddity = .duplicate
        case .repeatedToken: oddity = .repeated
        case .nullToken: hasNullToken = true
        case .truncated: isTruncated = true
        case .wrongContentType: hasWrongType = true
        case .throttled, .brokenDown, .unavailable, .proxyPage, .dropped, .timeout, .expired,
            .deniedByIdentity, .deniedByOrganization:
            if obstacle == nil { obstacle = fault }
        }
    }
}
