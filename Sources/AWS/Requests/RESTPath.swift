import Formats

/// A path whose interpolated parts are encoded.
///
///     "/2015-03-31/functions/\(name)/policy"        each label stays one segment: "a/b" is a%2Fb
///     "/\(greedy: key)"                             slashes stay: the keys of S3
package struct RESTPath: ExpressibleByStringInterpolation, Equatable, Sendable {
    /// As it goes over the wire.
    package let text: String

    package init(stringLiteral text: String) { self.text = text }

    package init(stringInterpolation interpolation: StringInterpolation) {
        text = String(decoding: interpolation.bytes, as: UTF8.self)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ text: String) { bytes.append(contentsOf: text.utf8) }

        package mutating func appendInterpolation(_ label: String) {
            PercentEncoding.append(label.utf8, to: &bytes)
        }

        package mutating func appendInterpolation(_ label: Int) {
            bytes.append(contentsOf: String(label).utf8)
        }

        package mutating func appendInterpolation(greedy label: String) {
            for byte in label.utf8 {
                if byte == UInt8(ascii: "/") {
                    bytes.append(byte)
                } else {
                    PercentEncoding.append(byte, to: &bytes)
                }
            }
        }
    }
}
