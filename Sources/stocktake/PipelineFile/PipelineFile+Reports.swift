import Audit

/// The sections that say where the bill is, and how reports are written.
extension PipelineFile {
    /// The section `costs`; where it names no source, `preset` is the one.
    static func costs(_ file: Section, or preset: String) throws(Section.Mistake) -> CostScope {
        let section = try file.section("costs", keys: ["source", "months", "days", "tags"])
        var costs = CostScope()
        costs.months = try section.int("months", in: 1...36, or: costs.months)
        costs.keepsDays = try section.flag("days", or: costs.keepsDays)
        costs.tags = try section.strings("tags", check: notEmpty)
        let source = try section.string("source", or: preset, check: notEmpty)
        costs.source =
            switch source {
            case "auto": .auto
            case "none": .none
            case _ where source.hasPrefix("s3://"): .bucket(source)
            default: .folder(source)
            }
        return costs
    }

    /// Whom a run tells how it goes.
    ///
    /// The text is not repeated in a mistake: it holds a token.
    static func ping(_ file: Section) throws(Section.Mistake) -> PingAddress? {
        let text = try file.string(
            "ping",
            ifPresent: { text in
                PingAddress(text) == nil ? "is no address: write it as https://hc-ping.com/UUID" : nil
            })
        return text.flatMap(PingAddress.init)
    }

    static func reporting(
        _ section: Section, of simulation: SimulationScope?
    ) throws(Section.Mistake) -> ReportScope {
        var reports = ReportScope()
        reports.compression = try word("compress", section, or: reports.compression)
        reports.layout = try word("layout", section, or: reports.layout)
        reports.dialect = try word("csv", section, or: reports.dialect)
        let upload = try section.string("upload", ifPresent: UploadPlace.objection)
        reports.upload = upload.flatMap(UploadPlace.init)
        if simulation != nil, reports.upload != nil {
            throw Section.Mistake(
                "`upload` and `simulation` exclude each other", at: section.place(of: "upload"),
                hint: "leave `upload` out: an organisation that does not exist has no buckets")
        }
        return reports
    }

    /// One of the words that a setting has.
    private static func word<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, _ section: Section, or preset: Choice
    ) throws(Section.Mistake) -> Choice {
        let word = try section.choice(key, of: Choice.allCases.map(\.rawValue), or: preset.rawValue)
        return Choice(rawValue: word) ?? preset
    }
}
