import Pipeline
import SQLite

extension ECR {
    static let stats = [sizes, largest, verdicts, waste]

    /// What is stored: as the listing adds it up, and each layer once.
    private static let sizes = TableReport(
        "ecr_sizes", "What ECR repositories hold: as listings add it up, and each layer once.",
        columns: [
            .count("repositories"), .count("images"), .count("untagged"), .count("archived"),
            .count("naive_bytes"),
            .count("unique_bytes"), .number("overstatement"), .count("unread"), .money("monthly_cost"),
            .count("of_unknown_cost"),
        ]
    ) { run in
        """
        SELECT count(*), sum(images), sum(untagged), sum(archived), sum(naive_bytes), sum(unique_bytes),
            CASE WHEN sum(unread) = 0 AND sum(unique_bytes) > 0
                THEN CAST(sum(naive_bytes) AS REAL) / sum(unique_bytes) END,
            sum(unread), sum(cost), sum(cost IS NULL)
        FROM ecr_review WHERE run = \(run.id) HAVING count(*) > 0
        """
    }

    /// The repositories that hold most.
    private static let largest = TableReport(
        "ecr_largest", "The ten ECR repositories that hold most.",
        columns: [
            .text("account"), .word("region"), .text("repository"), .count("images"), .count("naive_bytes"),
            .count("unique_bytes"), .count("used_images"), .count("candidates"), .count("freed_bytes"),
            .money("monthly_cost"),
        ]
    ) { run in
        """
        SELECT review.account, review.region, name, images, naive_bytes, unique_bytes, used, candidates, freed_bytes, cost
        FROM ecr_review AS review JOIN resource ON arn = repository WHERE review.run = \(run.id)
        ORDER BY unique_bytes DESC, repository LIMIT 10
        """
    }

    /// What images are for.
    private static let verdicts = TableReport(
        "ecr_verdicts", "Images of ECR by what they are for.",
        columns: [.word("verdict"), .count("images"), .count("bytes")]
    ) { run in
        """
        SELECT verdict, count(*), sum(bytes) FROM ecr_verdict JOIN ecr_image USING (repository, digest)
        JOIN ecr_review USING (repository) WHERE ecr_review.run = \(run.id)
        GROUP BY verdict ORDER BY count(*) DESC, verdict
        """
    }

    /// What may go.
    private static let waste = TableReport(
        "ecr_waste", "Images of ECR that may go, by how sure that is.",
        columns: [.word("waste"), .count("images"), .count("freed_bytes"), .money("monthly_saving")]
    ) { run in
        """
        SELECT waste, sum(ecr_waste.images), sum(bytes), sum(ecr_waste.cost)
        FROM ecr_waste JOIN ecr_review USING (repository) WHERE ecr_review.run = \(run.id)
        GROUP BY waste ORDER BY waste
        """
    }
}
