import AWS

extension SimulatedAWS {
    /// The check that AWS makes: who knows the secret of the key signs as it does.
    package static func signatures() -> SignatureCheck {
        let keys = SigningKeys()
        return { request, secretFor in
            if case .valid = Signer.verify(request, keys: keys, credentials: secretFor) { return .valid }
            return .invalid
        }
    }
}
