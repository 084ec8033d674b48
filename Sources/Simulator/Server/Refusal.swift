import Formats

/// An error in the words of one service.
struct Refusal: Equatable {
    var status: Int
    var code: String
    var message: String
    var origin = Origin.front
    /// Whether the message is called `Message`, as some frameworks of AWS have it.
    var isCapital = false
    /// A member that Organizations adds to some errors.
    var reason: String?

    /// Who refused it.
    enum Origin {
        /// What stands before every service and knows only who asks.
        case front
        case service
    }
}

extension Refusal {
    /// The body of the error.
    func body(_ service: SimulatedService, _ requestID: String) -> [UInt8] {
        switch service.wire {
        case .json10, .json11, .restJSON: json(service)
        case .query: Array(query(requestID).utf8)
        case .ec2: Array(ec2(requestID).utf8)
        case .restXML: Array(storage(requestID).utf8)
        }
    }

    private func json(_ service: SimulatedService) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            if service.wire != .restJSON { writer.field("__type", namespace(service) + code) }
            if !message.isEmpty { writer.field(isCapital ? "Message" : "message", message) }
            if let reason { writer.field("Reason", reason) }
        }
        return writer.bytes
    }

    /// What stands before the code: only DynamoDB says where its errors come from.
    private func namespace(_ service: SimulatedService) -> String {
        guard service == .dynamodb else { return "" }
        return origin == .front ? "com.amazon.coral.service#" : "com.amazonaws.dynamodb.v20120810#"
    }

    private func query(_ requestID: String) -> String {
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <Error>
            <Type>\(status < 500 ? "Sender" : "Receiver")</Type>
            <Code>\(code)</Code>
            <Message>\(XMLAnswer.escaped(message))</Message>
          </Error>
          <RequestId>\(requestID)</RequestId>
        </ErrorResponse>

        """
    }

    private func storage(_ requestID: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>\(code)</Code><Message>\(XMLAnswer.escaped(message))</Message>\
        <RequestId>\(requestID)</RequestId></Error>
        """
    }

    private func ec2(_ requestID: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Response><Errors><Error><Code>\(code)</Code><Message>\(XMLAnswer.escaped(message))</Message></Error>\
        </Errors><RequestID>\(requestID)</RequestID></Response>
        """
    }
}

/// What answers in XML need.
enum XMLAnswer {
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "<>&\"'".utf8.contains($0) }) else { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&apos;"
            default: result.append(character)
            }
        }
    }
}
