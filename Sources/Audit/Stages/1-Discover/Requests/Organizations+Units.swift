import AWS
import Formats
import HTTP

extension Organizations {
    /// The root of the organisation, of which there is one today.
    struct ListRoots: PagedRequest {
        var token: String?

        static let operation = Organizations.operation("ListRoots")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> UnitPage {
            try UnitPage(response, of: "Roots")
        }

        static func nextToken(in page: UnitPage) -> String? { page.next }
    }

    /// The units that lie directly in another one.
    struct ListOrganizationalUnitsForParent: PagedRequest {
        var parent: String
        var token: String?

        static let operation = Organizations.operation("ListOrganizationalUnitsForParent")

        func encode() -> Call {
            .json(Self.operation) { writer in
                writer.field("ParentId", parent)
                writer.field("NextToken", token)
            }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> UnitPage {
            try UnitPage(response, of: "OrganizationalUnits")
        }

        static func nextToken(in page: UnitPage) -> String? { page.next }
    }

    /// A unit or root, by its id.
    struct DescribeOrganizationalUnit: Request {
        var id: String

        static let operation = Organizations.operation("DescribeOrganizationalUnit")

        func encode() -> Call {
            .json(Self.operation) { writer in writer.field("OrganizationalUnitId", id) }
        }

        static func decode(_ response: HTTPResponse) throws(DecodingFailure) -> Unit {
            try JSONReader.read(response.body) { reader in
                var unit = Unit(id: "", name: "")
                try reader.object { key, reader in
                    if key == "OrganizationalUnit" { unit = try Unit(&reader) }
                }
                return unit
            }
        }
    }

    struct Unit: Equatable, Sendable {
        var id: String
        var name: String
    }

    /// A page of units.
    struct UnitPage: Equatable, Sendable {
        var units: [Unit] = []
        var next: String?

        init(_ response: HTTPResponse, of list: String) throws(DecodingFailure) {
            self = try JSONReader.read(response.body) { reader in
                var page = UnitPage()
                var isListed = false
                try reader.object { key, reader in
                    let key = String(key)
                    if key == list {
                        page.units = try reader.list { reader in try Unit(&reader) }
                        isListed = true
                    } else if key == "NextToken" {
                        page.next = try reader.optional { try $0.string() }
                    }
                }
                guard isListed else { throw DecodingFailure("no list of units") }
                return page
            }
        }

        private init() {}
    }
}

extension Organizations.Unit {
    fileprivate init(_ reader: inout JSONReader) throws(DecodingFailure) {
        var (id, name) = ("", "")
        try reader.object { key, reader in
            switch key {
            case "Id": id = try reader.string()
            case "Name": name = try reader.string()
            default: break
            }
        }
        self.init(id: id, name: name)
    }
}
