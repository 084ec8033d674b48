import Pipeline
import SQLite

extension ECR {
    /// `ecr_tags.csv`: where each tag points, and since when.
    static let tags = TableReport(
        "ecr_tags", "Where each tag of ECR points, since when, and how often it has moved.",
        columns: place + [
            .text("tag"), .word("digest"), .instant("since"), .count("moves"), .word("previous"),
        ]
    ) { run in
        rows("tag, \(digest("digest")), since, moves, \(digest("previous"))", of: "ecr_tag", run)
            + " ORDER BY fact.repository, tag"
    }

    /// `ecr_tag_groups.csv`: how teams name images.
    static let tagGroups = TableReport(
        "ecr_tag_groups",
        "How teams name their images, and the patterns by which a lifecycle rule would catch them.",
        columns: place + [
            .text("template"), .count("count"), .count("images"), .count("bytes"), .instant("oldest"),
            .instant("newest"), .count("pulled_images"), .list("patterns"),
        ]
    ) { run in
        rows("template, fact.tags, images, bytes, oldest, newest, pulled, patterns", of: "ecr_tag_group", run)
            + " ORDER BY fact.repository, fact.tags DESC, template"
    }

    /// `ecr_versions.csv`: lines of versions, with what is missing and what is there twice.
    static let versions = TableReport(
        "ecr_versions",
        "Lines of versions among the tags: what was superseded, is missing, or is there twice.",
        columns: place + [
            .word("line"), .count("count"), .word("newest_version"), .count("superseded"), .text("gaps"),
            .text("duplicates"),
        ]
    ) { run in
        rows("line, versions, newest, superseded, gaps, duplicates", of: "ecr_version_line", run)
            + " ORDER BY fact.repository, line"
    }

    /// `ecr_policies.csv`: what is wrong with lifecycle policies.
    static let policies = TableReport(
        "ecr_policies", "What is wrong with the lifecycle policies of ECR repositories.",
        columns: place + [.count("policy_rule"), .word("kind"), .text("what")]
    ) { run in
        rows("rule, fact.kind, words", of: "ecr_flaw", run) + " ORDER BY fact.repository, number"
    }

    /// `ecr_registries.csv`: what registries store, and would if layers were shared.
    static let registries = TableReport(
        "ecr_registries",
        "What the repositories of a registry store, and would store if they shared their layers.",
        columns: [
            .text("account"), .text("account_name"), .word("region"), .text("encryption"),
            .count("repositories"),
            .count("lower_bytes"), .count("upper_bytes"),
        ]
    ) { run in
        """
        SELECT fact.account, account.name, region, encryption, repositories, lower_bytes, upper_bytes
        FROM ecr_sharing AS fact LEFT JOIN account ON account.id = fact.account
        WHERE fact.run = \(run.id) ORDER BY fact.account, region, encryption
        """
    }

    /// `ecr_shared_layers.csv`: the layers that are stored most often.
    static let sharedLayers = TableReport(
        "ecr_shared_layers",
        "The layers whose sharing would save most: several repositories of a registry store them.",
        columns: [
            .text("account"), .text("account_name"), .word("region"), .word("digest"), .count("bytes"),
            .count("repositories"), .count("saved_bytes"),
        ]
    ) { run in
        """
        SELECT fact.account, account.name, region, \(digest("digest")), bytes, repositories, saved_bytes
        FROM ecr_shared_layer AS fact LEFT JOIN account ON account.id = fact.account
        ORDER BY saved_bytes DESC, digest
        """
    }

    /// `ecr_similar_repositories.csv`: repositories that hold nearly the same.
    static let similar = TableReport(
        "ecr_similar_repositories",
        "Repositories that hold nearly the same layers: nine tenths of their bytes, or more.",
        columns: [.text("arn"), .text("other"), .count("shared_bytes"), .number("similarity")]
    ) { run in
        """
        SELECT repository, other, shared_bytes, similarity FROM ecr_similar ORDER BY similarity DESC, repository, other
        """
    }

    /// `ecr_base_images.csv`: what images are built on.
    static let baseImages = TableReport(
        "ecr_base_images",
        "The layers that images of several repositories begin with, named by a repository that has just these.",
        columns: [
            .text("name"), .count("layers"), .count("bytes"), .count("images"), .count("repositories"),
        ]
    ) { run in
        """
        SELECT name, layers, bytes, images, repositories FROM ecr_base_image
        ORDER BY repositories DESC, bytes DESC, chain
        """
    }
}
