import AWS
import Formats
import HTTP
import Testing

struct CallTests {
    private func operation(_ service: Service, _ name: String) -> AWS.Operation {
        AWS.Operation(service, name, action: nil, rate: 1)
    }

    private func text(_ call: Call) -> String { String(decoding: call.body, as: UTF8.self) }

    @Test func `a call in JSON names its operation and leaves out what is absent`() {
        let token: String? = nil

        let call = Call.json(operation(.dynamodb, "ListTables")) { writer in
            writer.field("Limit", 100)
            writer.field("ExclusiveStartTableName", token)
            writer.field("Names", ["a", "b"])
            writer.field("Since", Timestamp(seconds: 5))
        }

        #expect(
            call
                == Call(
                    "POST",
                    headers: [
                        "Content-Type": "application/x-amz-json-1.0",
                        "X-Amz-Target": "DynamoDB_20120810.ListTables",
                    ],
                    body: Array(#"{"Limit":100,"Names":["a","b"],"Since":5}"#.utf8)))
    }

    @Test func `lists are spelt as each dialect of forms spells them`() {
        func add(_ form: inout Form) {
            form.list("Filter", ["a b", "ü"])
            form.list("Tag", [("k", "v")]) { form, tag in
                form.add("Key", tag.0)
                form.list("Value", [tag.1])
            }
            form.add("Marker", nil as String?)
        }

        let query = text(Call.form(operation(.iam, "ListUsers"), add))
        let ec2 = text(Call.form(operation(.ec2, "DescribeRegions"), add))

        #expect(
            query == "Action=ListUsers&Version=2010-05-08&Filter.member.1=a%20b&Filter.member.2=%C3%BC"
                + "&Tag.member.1.Key=k&Tag.member.1.Value.member.1=v")
        #expect(
            ec2 == "Action=DescribeRegions&Version=2016-11-15&Filter.1=a%20b&Filter.2=%C3%BC"
                + "&Tag.1.Key=k&Tag.1.Value.1=v")
    }

    @Test func `labels of a path cannot leave their segment`() {
        let name = "../a/b?c#d%e ü"
        let call = Call.rest(
            "GET", "/functions/\(name)/\(7)/\(greedy: "x/../y z")",
            query: ["Marker": nil, "Max Items": "5&0"])

        #expect(call.path == "/functions/..%2Fa%2Fb%3Fc%23d%25e%20%C3%BC/7/x/../y%20z")
        #expect(call.query == "Max%20Items=5%260")
        #expect(Call.rest("GET", "/", query: ["Marker": nil]).query == nil)
    }

    @Test func `a header's list comes back as it was`() throws {
        let values = ["a", "b,c", "\"d\"", "e\\", "", "f g"]
        var headers = HTTPHeaders()
        headers.add("X-List", list: values)

        #expect(headers.list("x-list") == values)
    }

    @Test func `headers that are not what they should be are failures that name them`() {
        let headers: HTTPHeaders = ["A": "x", "B": "Mon, 16 Dec 2019 23:48:18 GMT, later"]
        func path(_ read: () throws(DecodingFailure) -> Void) -> String? {
            do throws(DecodingFailure) {
                try read()
                return nil
            } catch {
                return error.path
            }
        }

        #expect(path { () throws(DecodingFailure) in _ = try headers.int("A") } == "header A")
        #expect(path { () throws(DecodingFailure) in _ = try headers.bool("A") } == "header A")
        #expect(path { () throws(DecodingFailure) in _ = try headers.double("A") } == "header A")
        #expect(path { () throws(DecodingFailure) in _ = try headers.timestamp("A") } == "header A")
        #expect(path { () throws(DecodingFailure) in _ = try headers.timestamps("B") } == "header B")
        #expect(path { () throws(DecodingFailure) in _ = try headers.int("C") } == nil)
    }

    @Test(arguments: [
        "1576540098", "1576540098.123", "1.576540098e9", "2019-12-16T23:48:18Z", "2019-12-16T23:48:18.5Z",
        "2019-12-17T00:48:18+01:00", "20191216T234818Z", "Mon, 16 Dec 2019 23:48:18 GMT",
        "Mon, 16 Dec 2019 23:48:18.456 GMT",
    ])
    func `a moment is read in whatever format it comes`(_ text: String) throws {
        #expect(try Timestamp(aws: text.utf8.span) == Timestamp(seconds: 1_576_540_098))
        let number = Double(text) != nil
        let json = Array((number ? text : "\"\(text)\"").utf8)
        #expect(try JSONReader.read(json) { try $0.timestamp() } == Timestamp(seconds: 1_576_540_098))
    }

    @Test(arguments: ["", "x", "nan", "16 Dec 2019", "2019-13-01", "Tue, 16 Dec 2019 23:48:18 GMT"])
    func `a text that is no moment is a failure`(_ text: String) {
        #expect(throws: DecodingFailure.self) { try Timestamp(aws: text.utf8.span) }
    }
}
