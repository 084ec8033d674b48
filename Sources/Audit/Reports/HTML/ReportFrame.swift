import Pipeline

/// What stands around the sections: the head of the document, what it is about, and its end.
enum ReportFrame {
    static func head(_ facts: ReportFacts) -> Markup {
        let policy = ContentPolicy.allowing(style: ReportStyle.text, script: ReportScript.text)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(facts.estate), run \(facts.run.id): Stocktake</title>
            <style>\(Markup(trusted: ReportStyle.text))</style>
            </head>
            <body>

            """
    }

    static func header(_ facts: ReportFacts, _ sections: [(id: String, title: String)]) -> Markup {
        let links = sections.map { section -> Markup in
            "<li><a href=\"#\(section.id)\">\(section.title)</a></li>"
        }
        return """
            <a class="skip" href="#main">Skip to the report</a>
            <header class="top">
            <p class="brand">Stocktake</p>
            <h1>\(facts.estate)</h1>
            <dl class="facts">
            <div><dt>Run</dt><dd>\(facts.run.id)</dd></div>
            <div><dt>As of</dt><dd>\(Shown.instant(facts.run.asOf))</dd></div>
            <div><dt>State</dt><dd>\(state(facts.coverage))</dd></div>
            <div><dt>Covers</dt><dd>\(facts.coverage.sentence)</dd></div>
            </dl>
            </header>
            <div class="body">
            <nav class="sections" aria-label="Sections"><ul>\(links)</ul></nav>
            <main id="main" tabindex="-1">

            """
    }

    static func foot(_ facts: ReportFacts) -> Markup {
        """
        </main>
        </div>
        <footer class="end"><p>Written by Stocktake from the database of \(facts.estate) alone. Amounts are rounded \
        to cents for reading; the exact ones are in their titles and in the CSV files beside this page.</p></footer>
        <script>\(Markup(trusted: ReportScript.text))</script>
        </body>
        </html>

        """
    }

    private static func state(_ coverage: CoverageTally) -> Markup {
        coverage.isWhole
            ? #"<span class="mark good">✓</span> complete"#
            : #"<span class="mark bad">!</span> complete with gaps"#
    }
}
