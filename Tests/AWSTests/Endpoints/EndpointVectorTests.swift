import AWS
import Support
import Testing

/// The cases that AWS publishes for each service's endpoints.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct EndpointVectorTests {
    @Test(arguments: Service.all.map(\.name))
    func `a region and a kind of endpoint lead to the address that AWS publishes`(_ service: String) {
        let cases = EndpointCase.all.filter { $0.service.name == service && $0.isPlain }

        #expect(cases.compactMap { $0.difference() } == [])
    }

    @Test func `the cases that ask for more come out as published, or are skipped for a reason`() {
        let rest = EndpointCase.all.filter { !$0.isPlain }
        let judged = rest.filter { $0.reasonToSkip == nil }
        let skipped = Dictionary(grouping: rest.compactMap(\.reasonToSkip)) { $0 }.mapValues(\.count)

        #expect(judged.compactMap { $0.difference() } == [])
        #expect(EndpointCase.all.count == 1_436)
        #expect(judged.count == 81)
        #expect(
            skipped == [
                "hosts of a single account": 240, "DynamoDB's search hosts": 177,
                "access points, outposts and their ARNs": 93, "the old global endpoint of STS": 18,
                "ARNs of S3's own resources": 8, "S3 Express": 6,
                "an account that is none, which no request here names": 7,
            ])
    }
}
