import SQLite

extension Benchmark {
    /// Images with their manifests, stored and analysed: reviews, what repositories share, findings.
    static var images: [Benchmark] {
        [("10k", 10), ("100k", 100), ("1m", 1_000)].flatMap { name, repositories in
            [
                Benchmark(name: "ecr.store.\(name)", repeats: false) {
                    let estate = try ImageEstate(name)
                    return {
                        try await estate.fill(repositories)
                        let images = try await estate.count("SELECT count(*) FROM ecr_image")
                        return Amount(count: Double(images), unit: "images")
                    }
                },
                Benchmark(name: "ecr.analyse.\(name)", repeats: false) {
                    let estate = try ImageEstate(name)
                    return {
                        try await estate.analyse()
                        let images = try await estate.count("SELECT count(*) FROM ecr_verdict")
                        return Amount(count: Double(images), unit: "images")
                    }
                },
            ]
        }
    }
}
