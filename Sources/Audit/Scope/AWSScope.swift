/// What of AWS an estate asks to be audited.
package struct AWSScope: Equatable, Sendable {
    /// A profile of the SDK's configuration; nil takes the default chain.
    package var profile: String?
    package var accounts = AccountChoice.own
    package var regions = RegionChoice.enabled

    package init() {}
}

/// Which accounts are audited.
package enum AccountChoice: Equatable, Sendable {
    /// The one that the credentials belong to.
    case own
    /// Those of the organisation that it leads, or for which it is a delegated administrator.
    case organization(Organization)
    /// Those named, and no others.
    case listed([ListedAccount])
}

/// Which accounts of an organisation are audited, and by which role they are entered.
package struct Organization: Equatable, Sendable {
    package var door: Door
    /// An account has to match this.
    package var include: AccountFilter
    /// And must not match this.
    package var exclude: AccountFilter

    package init(
        door: Door, include: AccountFilter = AccountFilter(), exclude: AccountFilter = AccountFilter()
    ) {
        self.door = door
        self.include = include
        self.exclude = exclude
    }
}

/// How an account is entered.
package struct Door: Hashable, Sendable {
    /// The name of a role in the account, with its path where it has one.
    package var role: String
    package var externalID: String?

    package init(role: String, externalID: String? = nil) {
        // ARNs have one slash before the path, whether or not it is written.
        self.role = role.hasPrefix("/") ? String(role.dropFirst()) : role
        self.externalID = externalID
    }
}

/// An account that the pipeline file names.
package struct ListedAccount: Equatable, Sendable {
    package var id: String
    /// Nil enters it with the credentials as they are, which is right for their own account only.
    package var door: Door?

    package init(id: String, door: Door? = nil) {
        self.id = id
        self.door = door
    }
}

/// Which regions of an account are audited.
package enum RegionChoice: Equatable, Sendable {
    /// Those that are switched on in the account.
    case enabled
    case listed([String])
}
