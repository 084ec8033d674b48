import Formats
import Testing

@testable import Audit

/// What happened between two looks: values in, values out.
struct ChangeTests {
    private let lastLook = Timestamp(seconds: 1_795_219_200)

    private func change(
        _ before: Change.Sight.State?, _ now: Change.Sight.State, made: Int64? = nil, facts: String = "{}",
        _ newFacts: String = "{}"
    ) -> Change? {
        Change(
            from: before.map { Change.Sight(state: $0, facts: facts) },
            to: Change.Sight(state: now, facts: newFacts),
            made: made.map { lastLook.adding(seconds: $0) }, lastLook: lastLook)
    }

    @Test(arguments: [
        (Change.Sight.State?.none, Change.Sight.State.present, Change.Kind?.some(.created)),
        (.deleted, .present, .restored),
        (.present, .deleted, .deleted), (.stale, .deleted, .deleted), (.present, .stale, .stale),
        (.present, .present, nil), (.stale, .present, nil), (.stale, .stale, nil), (.deleted, .stale, nil),
        (.deleted, .deleted, nil), (nil, .stale, nil), (nil, .deleted, nil),
    ])
    func `each way from one look to the next has its name`(
        before: Change.Sight.State?, now: Change.Sight.State, kind: Change.Kind?
    ) {
        #expect(change(before, now)?.kind == kind)
    }

    @Test func `what was made before the last look was not created since`() {
        #expect(change(nil, .present, made: -1)?.kind == .found)
        #expect(change(nil, .present, made: 1)?.kind == .created)
    }

    @Test func `the first look of all finds nothing new`() {
        #expect(
            Change(
                from: nil, to: Change.Sight(state: .present, facts: "{}"), made: nil, lastLook: nil) == nil)
    }

    @Test func `a change tells each field as it was and is, and tags one by one`() {
        let found = change(
            .present, .present, facts: #"{"class":"STANDARD","tags":{"a":"1","b":"2"},"x":1}"#,
            #"{"class":"IA","tags":{"b":"3"},"x":1}"#)

        #expect(found?.kind == .modified)
        #expect(found?.fields == #"{"class":["STANDARD","IA"],"tags.a":["1",null],"tags.b":["2","3"]}"#)
    }

    @Test func `what was not known before is no change, and what is not known now stays as it was`() {
        #expect(change(.present, .present, facts: #"{"ttl":null}"#, #"{"ttl":"on","tags":{"a":"1"}}"#) == nil)
        #expect(change(.present, .present, facts: #"{"ttl":"on","tags":{"a":"1"}}"#, #"{"ttl":null}"#) == nil)
        #expect(Change.known(#"{"a":1,"b":2}"#, #"{"b":3,"a":null,"c":4}"#) == #"{"a":1,"b":3,"c":4}"#)
    }

    @Test func `an account in another unit has moved`() {
        #expect(
            change(.present, .present, facts: #"{"units":"a/b"}"#, #"{"units":"a/c"}"#)?.kind == .moved)
    }
}
