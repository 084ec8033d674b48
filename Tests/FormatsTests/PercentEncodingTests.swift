import Foundation
import Formats
import Testing

struct PercentEncodingTests {
    @Test func `only the unreserved characters stand for themselves`() {
        let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        for byte in UInt8(0)...127 {
            let text = String(UnicodeScalar(byte))
            let encoded = unreserved.contains(text) ? text : String(format: "%%%02X", byte)

            #expect(PercentEncoding.encoded(text) == encoded)
            #expect(PercentEncoding.decoded(encoded) == text)
        }
        #expect(PercentEncoding.encoded("ü😹") == "%C3%BC%F0%9F%98%B9")
    }

    @Test(arguments: [("a%2", "a%2"), ("%", "%"), ("%zz%41", "%zzA"), ("%e2%82%ac", "€"), ("a+b", "a+b")])
    func `a percent sign that begins no escape stands for itself`(_ text: String, _ decoded: String) {
        #expect(PercentEncoding.decoded(text) == decoded)
    }
}
