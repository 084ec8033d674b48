import HTTP
import Testing

struct HTTPURLTests {
    @Test(arguments: [
        ("https://a.b", HTTPURL(host: "a.b")),
        ("https://a.b/", HTTPURL(host: "a.b")),
        ("HTTPS://a.b/", HTTPURL(host: "a.b")),
        ("http://127.0.0.1:8080/x/y", HTTPURL(scheme: "http", host: "127.0.0.1", port: 8080, path: "/x/y")),
        ("https://a?b", HTTPURL(host: "a", query: "b")),
        ("https://a/?", HTTPURL(host: "a", query: "")),
        ("https://a/b?c?d=/e", HTTPURL(host: "a", path: "/b", query: "c?d=/e")),
        ("http://[fd00:ec2::254]/x", HTTPURL(scheme: "http", host: "[fd00:ec2::254]", path: "/x")),
        ("http://[::1]:80/", HTTPURL(scheme: "http", host: "[::1]", port: 80)),
        ("https://a//b/../%2F", HTTPURL(host: "a", path: "//b/../%2F")),
    ])
    func `an address is taken apart`(_ text: String, _ url: HTTPURL) {
        #expect(HTTPURL(text) == url)
    }

    @Test(arguments: [
        "", "a.b", "a.b/c", "https:/a", "https://", "https:///x", "ftp://a", "file:///etc/passwd",
        "https://:80",
        "https://a:0/", "https://a:65536/", "https://a:x/", "https://a:/", "https://u@a/", "https://u:p@a/",
        "https://a/#f", "https://a#f", "//a/b",
    ])
    func `what is no address of HTTP is refused`(_ text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test(arguments: [
        "https://a.b/", "http://127.0.0.1:8080/x/y?z", "https://a/?", "http://[::1]:80/",
        "https://a//b/../%2F?c=%20",
    ])
    func `its text is what it was read from`(_ text: String) {
        #expect(HTTPURL(text)?.text == text)
    }

    @Test func `its description keeps the query to itself`() {
        #expect(HTTPURL("https://a/b?X-Amz-Signature=1")?.description == "https://a/b")
    }
}
