import SQLite

extension ECR {
    /// How a repository is set up, for its history: that images come and go every night is no event.
    ///
    /// Null is what nobody could look at; what is not there is an empty text.
    static let facts: SQL = """
        (SELECT json_object('is_immutable', is_immutable, 'scans_on_push', scans_on_push, 'encryption', encryption,
            'mutability', mutability, 'mutability_exclusions', exclusions, 'encryption_key', coalesce(encryption_key, ''),
            'lifecycle_policy', (SELECT coalesce(policy, '') FROM ecr_lifecycle WHERE repository = resource.arn),
            'policy', (SELECT coalesce(policy, '') FROM ecr_access WHERE repository = resource.arn))
            FROM ecr_repository WHERE arn = resource.arn)
        """
}
