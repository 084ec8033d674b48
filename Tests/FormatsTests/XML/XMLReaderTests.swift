import Formats
import Testing

struct XMLReaderTests {
    private let listing = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <Name>b</Name>
          <Contents><Key>a &amp; b</Key><Size>12</Size><Owner><ID>x</ID></Owner></Contents>
          <Contents><Key><![CDATA[<c>]]>d<!-- no -->e</Key><Size>-3</Size></Contents>
          <IsTruncated>true</IsTruncated>
          <Rate>1.5E2</Rate>
          <Prefix/>
        </ListBucketResult>
        """.utf8)

    @Test func `children are read by their names and what is not asked for is skipped`() throws {
        var keys: [String] = []
        var sizes: [Int] = []

        try XMLReader.read(listing) { _, reader in
            try reader.children { name, reader in
                guard name == "Contents" else { return }
                try reader.children { name, reader in
                    switch name {
                    case "Key": keys.append(try reader.text())
                    case "Size": sizes.append(try reader.int())
                    default: break
                    }
                }
            }
        }

        #expect(keys == ["a & b", "<c>de"])
        #expect(sizes == [12, -3])
    }

    @Test func `text becomes numbers and answers`() throws {
        try XMLReader.read(listing) { root, reader in
            #expect(String(root) == "ListBucketResult")
            try reader.children { name, reader in
                switch name {
                case "IsTruncated": #expect(try reader.bool())
                case "Rate": #expect(try reader.double() == 150)
                case "Prefix": #expect(try reader.text() == "")
                default: try reader.skip()
                }
            }
        }
    }

    @Test func `attributes are there until the element is taken`() throws {
        try XMLReader.read(Array("<a x:type='1 &lt; 2' b=\"\u{9}\n\"><c/></a>".utf8)) { _, reader in
            #expect(try reader.attribute("x:type") == "1 < 2")
            #expect(try reader.attribute("b") == "  ")
            #expect(try reader.attribute("c") == nil)
            try reader.children { name, _ in #expect(String(name) == "c") }
        }
    }

    @Test func `half a megabyte of tags is refused, not a crash`() {
        let bytes = Array(String(repeating: "<a>", count: 170_000).utf8)

        let failure = #expect(throws: DecodingFailure.self) { try XMLReader.read(bytes) { _, _ in } }

        #expect(failure?.reason == "nested too deeply")
    }

    @Test func `an element with thousands of attributes is refused`() {
        let attributes = (0..<100_000).map { "a\($0)='' " }.joined()

        let failure = #expect(throws: DecodingFailure.self) {
            try XMLReader.read(Array("<a \(attributes)/>".utf8)) { _, _ in }
        }

        #expect(failure?.reason == "too many attributes")
    }
}
