import Testing

@testable import HTTP

struct RedactionTests {
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"b"}"#),
        (#"{ "SecretAccessKey" : "s3\"cr,et}" , "a":1}"#, #"{ "SecretAccessKey" : "REDACTED" , "a":1}"#),
        (#"{"accessToken":"x","nextToken":"y"}"#, #"{"accessToken":"REDACTED","nextToken":"y"}"#),
        (
            #"{"client_secret":"x","client-secret":"y"}"#,
            #"{"client_secret":"REDACTED","client-secret":"REDACTED"}"#
        ),
        (#"{"Token":"page"}"#, #"{"Token":"page"}"#),
        (
            #"{"AccessKeyId":"AKIA","SecretAccessKey":"s","Token":"t"}"#,
            #"{"AccessKeyId":"AKIA","SecretAccessKey":"REDACTED","Token":"REDACTED"}"#
        ),
        (
            #"[{"Environment":{"Variables":{"DB":"x","L":["y",{"z":"w"}]},"E":"f"},"N":"n"}]"#,
            #"[{"Environment":{"Variables":{"DB":"REDACTED","L":["REDACTED",{"z":"REDACTED"}]},"E":"f"},"N":"n"}]"#
        ),
        (#"{"password":null,"a":"b"}"#, #"{"password":null,"a":"b"}"#),
        (#"{"SessionToken":"cut sho"#, #"{"SessionToken":"REDACTED""#),
        (#"{"SessionToken":"cut \"#, #"{"SessionToken":"REDACTED""#),
        (
            #"{"Location":"https://a/?X-Amz-Date=1\u0026X-Amz-Signature=abc\u0026b=c"}"#,
            #"{"Location":"https://a/?X-Amz-Date=1\u0026X-Amz-Signature=REDACTED\u0026b=c"}"#
        ),
    ])
    func `members of JSON`(_ text: String, _ expected: String) { expect(text, expected) }

    @Test(arguments: [
        ("<a>b</a>", "<a>b</a>"),
        (
            "<R><SecretAccessKey>s/+=</SecretAccessKey><AccessKeyId>A</AccessKeyId></R>",
            "<R><SecretAccessKey>REDACTED</SecretAccessKey><AccessKeyId>A</AccessKeyId></R>"
        ),
        (
            "<SessionToken xmlns=\"x\">t<b>u</b></SessionToken>",
            "<SessionToken xmlns=\"x\">REDACTED</SessionToken>"
        ),
        ("<SessionToken/><a>b</a>", "<SessionToken/><a>b</a>"),
        ("<SessionToken></SessionToken>", "<SessionToken></SessionToken>"),
        ("<SessionToken>cut sho", "<SessionToken>REDACTED"),
        ("<SessionToken", "<SessionToken"),
        ("<", "<"),
        (
            "<Url>https://a/?X-Amz-Signature=ab&amp;b=c</Url>",
            "<Url>https://a/?X-Amz-Signature=REDACTED&amp;b=c</Url>"
        ),
    ])
    func `elements of XML`(_ text: String, _ expected: String) { expect(text, expected) }

    @Test(arguments: [
        ("Action=AssumeRole&RoleArn=arn%3A", "Action=AssumeRole&RoleArn=arn%3A"),
        ("WebIdentityToken=ey.J.x&Version=1", "WebIdentityToken=REDACTED&Version=1"),
        ("a=b&refresh_token=x%2F", "a=b&refresh_token=REDACTED"),
        ("password=&b=c", "password=&b=c"),
        ("NextToken=abc", "NextToken=abc"),
        ("=", "="),
        ("", ""),
    ])
    func `pairs of a form`(_ text: String, _ expected: String) { expect(text, expected) }

    @Test func `headers that carry secrets, and the session of a machine's description`() throws {
        let url = HTTPURL(scheme: "http", host: "169.254.169.254", path: "/latest/api/token")
        let headers: HTTPHeaders = [
            "Set-Cookie": "a=b", "Server": "x", "X-Amz-Security-Token": "t",
            "Location": "https://a/?X-Amz-Signature=s&b=c",
        ]

        let answer = Redaction.answer(
            HTTPResponse(status: 200, headers: headers, body: Array("token".utf8)),
            to: HTTPRequest("PUT", url))

        let expected: HTTPHeaders = [
            "Set-Cookie": "REDACTED", "Server": "x", "X-Amz-Security-Token": "REDACTED",
            "Location": "https://a/?X-Amz-Signature=REDACTED&b=c",
        ]
        #expect(answer.headers == expected)
        #expect(answer.text == "REDACTED")
    }

    private func expect(_ text: String, _ expected: String) {
        #expect(String(decoding: Redaction.body(Array(text.utf8)), as: UTF8.self) == expected)
    }
}
