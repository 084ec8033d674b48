import Foundation
import Support
import Testing

@testable import Formats

/// The YAML test suite: every case, without exception.
@Suite(.enabled(if: Vectors.arePresent, Comment(rawValue: Vectors.absence)))
struct YAMLSuiteTests {
    @Test func `all 308 valid streams give the suite's events`() throws {
        var passed = 0
        var failed: [String] = []
        for test in try YAMLSuite.cases() where !test.isError {
            if (try? EventTree(test.yaml))?.lines == test.events {
                passed += 1
            } else {
                failed.append(test.id)
            }
        }

        #expect(failed == [])
        #expect(passed == 308)
    }

    @Test func `all 279 streams that JSON can tell give its values`() throws {
        var passed = 0
        var failed: [String] = []
        for test in try YAMLSuite.cases() where !test.isError {
            guard let expected = test.json else { continue }
            let documents = try? YAML.Documents(test.yaml).map { JSONText.of(try $0.get()) }
            if documents == expected.map(JSONText.of) {
                passed += 1
            } else {
                failed.append(test.id)
            }
        }

        #expect(failed == [])
        #expect(passed == 279)
    }

    @Test func `all 94 invalid streams are refused, with a place in the stream`() throws {
        var passed = 0
        var failed: [String] = []
        for test in try YAMLSuite.cases() where test.isError {
            let lines = test.yaml.count { $0 == UInt8(ascii: "\n") } + 1
            let line = YAML.Documents(test.yaml).compactMap(\.failure).first?.place?.line
            if let line, 1...lines ~= line {
                passed += 1
            } else {
                failed.append(test.id)
            }
        }

        #expect(failed == [])
        #expect(passed == 94)
    }
}
