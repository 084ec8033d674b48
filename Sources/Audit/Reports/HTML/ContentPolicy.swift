import Formats

/// What a page may do: run its own script, wear its own style, and nothing else.
///
/// Both are named by their hashes, so that a script which came in by a name would not run, and nothing is ever loaded
/// or sent.
enum ContentPolicy {
    static func allowing(style: String, script: String) -> String {
        "default-src 'none'; style-src '\(source(of: style))'; script-src '\(source(of: script))'; "
            + "base-uri 'none'; form-action 'none'"
    }

    private static func source(of text: String) -> String {
        "sha256-" + Base64.text(of: SHA256.hash(of: text.utf8.span).bytes.span)
    }
}
