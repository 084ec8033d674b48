@testable import Formats

extension YAML {
    init(text: String) throws(DecodingFailure) { try self.init(Array(text.utf8)) }
}

extension Result where Failure == DecodingFailure {
    var failure: DecodingFailure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
