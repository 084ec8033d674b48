import AWS
import Foundation
import Support
import Testing

/// The tests that AWS's SDK for Rust has for the roles of profiles.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct ProfileChainVectorTests {
    /// What this product says where the SDK says something else: it names the profile.
    static let words = [
        "profile must contain `source_profile`": "profile A has a role_arn and must contain source_profile",
        "profile contained both source_profile and credential_source":
            "profile A contained both source_profile and credential_source",
        "profile missing aws_secret_access_key": "profile B is missing aws_secret_access_key",
        "profile missing aws_access_key_id": "profile B is missing aws_access_key_id",
        "profile `B` did not contain credential information":
            "profile B did not contain credential information",
        "profile `A` did not contain credential information":
            "profile A did not contain credential information",
        "could not find source profile B referenced from A":
            "could not find source profile B referenced from A",
        "No profiles were defined": ", nor any other",
        "profile formed an infinite loop": "profile A formed an infinite loop",
        "`role_arn` was missing": "role_arn was missing",
        "if `sso_role_name` is set, then `sso_account_id` must also be set": "must also set sso_account_id",
        "if `sso_account_id` is set, then `sso_role_name` must also be set": "must also set sso_role_name",
        "`sso_region` can only be specified in the [sso-session] config when a session name is given":
            "sso_region of profile A is not that of its [sso-session A]",
        "sso-session named `oops` (referenced by profile `A`) was not found":
            "sso-session named oops, referenced by profile A, was not found",
    ]

    static func sections(_ value: Any?) -> [Profile] {
        (value as? [String: [String: String]] ?? [:]).map { Profile($0.key, $0.value) }
    }

    @Test func `every profile comes to its credentials as in the SDK, or fails for its reason`() throws {
        let tests = try #require(
            try Vectors.json("aws-credentials/assume-role-tests.json") as? [[String: Any]])
        #expect(tests.count == 28)
        for test in tests {
            let docs = Comment(rawValue: test["docs"] as? String ?? "")
            let input = try #require(test["input"] as? [String: Any])
            let output = try #require(test["output"] as? [String: Any])
            let profiles = Profiles(
                profiles: Self.sections(input["profiles"]),
                ssoSessions: Self.sections(input["sso_sessions"]))
            let name = try #require(input["selected_profile"] as? String)
            switch Result(catching: { () throws(CredentialFailure) in try ProfileChain(name, in: profiles) })
            {
            case .success(let chain):
                let links = try #require(output["ProfileChain"] as? [[String: Any]], docs)
                #expect(Self.links(chain) as NSArray == links as NSArray, docs)
            case .failure(let failure):
                let error = try #require(output["Error"] as? String, docs)
                #expect(failure.what.contains(try #require(Self.words[error])), docs)
                #expect(!failure.hint.isEmpty)
            }
        }
    }

    /// A chain as the tests write it.
    static func links(_ chain: ProfileChain) -> [[String: Any]] {
        let roles = chain.roles.map { role -> [String: Any] in
            var link = ["role_arn": role.roleARN, "external_id": role.externalID]
            if role.sessionName != "stocktake" { link["role_session_name"] = role.sessionName }
            return ["AssumeRole": link.compactMapValues { $0 }]
        }
        return [base(chain.base)] + roles
    }

    static func base(_ base: ProfileChain.Base) -> [String: Any] {
        let link: [String: String?]
        switch base {
        case .keys(let keys):
            link = [
                "access_key_id": keys.accessKey, "secret_access_key": keys.secretKey.exposed,
                "account_id": keys.account,
            ]
        case .webIdentity(let identity):
            link = [
                "role_arn": identity.roleARN, "web_identity_token_file": identity.tokenFile,
                "role_session_name": identity.sessionName,
            ]
        case .sso(let settings):
            link = [
                "sso_session": settings.session, "sso_region": settings.region,
                "sso_start_url": settings.startURL, "sso_account_id": settings.account,
                "sso_role_name": settings.role,
            ]
        case .source(let source): return ["NamedSource": source.rawValue]
        case .process: return [:]
        }
        let names = ["keys": "AccessKey", "webIdentity": "WebIdentityToken", "sso": "Sso"]
        let name = Mirror(reflecting: base).children.first?.label ?? ""
        return [names[name] ?? "": link.compactMapValues { $0 }]
    }
}
