/// The style sheet of the page, part by part.
///
/// System fonts, one accent, figures of one width; light or dark as the reader's system is. Colours never speak alone:
/// each stands with a word, a number or a sign.
enum ReportStyle {
    static let text = colours + type + frame + tables + findings + pictures + narrow + paper

    private static let colours = """

        :root {
          --paper: #fff; --wash: #f5f7f8; --ink: #17202a; --soft: #55616d; --rule: #d9dfe4; --strong: #aeb8c1;
          --accent: #0b5c86; --tint: #d6e8f2; --bad: #a3231f; --badtint: #fbe2df; --warn: #7a4b00; --warntint: #fdeccb;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #12171c; --wash: #1a2128; --ink: #e4e9ed; --soft: #9eabb6; --rule: #2c353e; --strong: #4a5763;
            --accent: #74bde3; --tint: #1a3b4d; --bad: #ff9c92; --badtint: #4a1d1a; --warn: #f0c26a; --warntint: #41310e;
          }
        }

        """

    private static let type = """
        *, *::before, *::after { box-sizing: border-box; }
        html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
          font-variant-numeric: tabular-nums; overflow-wrap: break-word;
        }
        h1 { font-size: 2rem; line-height: 1.15; margin: 0; letter-spacing: -.02em; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .75rem; letter-spacing: -.01em; }
        h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
        p { margin: 0 0 .75rem; max-width: 72ch; }
        small, .small { font-size: .8125rem; color: var(--soft); }
        code { font: .8125rem/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        a { color: var(--accent); text-underline-offset: .15em; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
        main:focus { outline: none; }
        em { color: var(--soft); }
        data[title] { cursor: help; }
        .n { text-align: right; white-space: nowrap; }
        .none { color: var(--soft); font-weight: 400; }
        .lead { color: var(--soft); }
        .note { background: var(--warntint); color: var(--ink); border-left: 4px solid var(--warn);
          padding: .625rem .875rem; max-width: none; overflow-wrap: anywhere; }

        """

    private static let frame = """
        .skip { position: absolute; left: -100vw; top: 0; background: var(--paper); padding: .75rem 1rem; z-index: 9; }
        .skip:focus { left: 0; }
        .top, .body, .end { max-width: 84rem; margin: 0 auto; padding: 0 2rem; }
        .top { padding-top: 2rem; }
        .brand { font-size: .8125rem; letter-spacing: .08em; text-transform: uppercase; color: var(--accent);
          font-weight: 600; margin: 0 0 .25rem; }
        .facts { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1rem 0 0; padding-bottom: 1.5rem;
          border-bottom: 1px solid var(--rule); }
        .facts div:last-child { flex: 1 1 24rem; }
        dt { font-size: .8125rem; color: var(--soft); }
        dd { margin: 0; }
        .mark { display: inline-block; width: 1.25rem; text-align: center; border-radius: 1rem; font-weight: 700; }
        .mark.bad { background: var(--warntint); color: var(--warn); }
        .mark.good { background: var(--tint); color: var(--accent); }
        .body { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 2.5rem; }
        .sections ul { list-style: none; margin: 0; padding: 1.5rem 0 0; position: sticky; top: 0; }
        .sections a { display: block; padding: .3rem 0; color: var(--soft); text-decoration: none; font-size: .9375rem; }
        .sections a:hover { color: var(--accent); text-decoration: underline; }
        section { padding: 1.75rem 0 2rem; border-bottom: 1px solid var(--rule); }
        section:last-child { border: 0; }
        .end { padding-bottom: 2.5rem; color: var(--soft); font-size: .8125rem; }
        .end p { border-top: 1px solid var(--rule); padding-top: 1rem; max-width: none; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(12.5rem, 1fr)); margin: 0 0 0 1px; }
        .tiles div { border: 1px solid var(--rule); margin: 0 0 -1px -1px; padding: 1rem 1.125rem; }
        .big { font-size: 1.5rem; line-height: 1.35; font-weight: 600; letter-spacing: -.025em; overflow-wrap: anywhere; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 3rem;
          align-items: start; }

        """

    private static let tables = """
        table { border-collapse: collapse; width: 100%; margin: 0 0 1.25rem; }
        caption { text-align: left; font-weight: 600; padding: .5rem 0; }
        caption span { display: inline-block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 2rem)); }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--rule);
          font-weight: 400; unicode-bidi: isolate; }
        th.n, td.n { text-align: right; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { font-size: .8125rem; color: var(--soft); border-bottom-color: var(--strong); vertical-align: bottom; }
        tfoot th, tfoot td { font-weight: 600; border-bottom: 0; border-top: 1px solid var(--strong); }
        td small, th small { display: block; overflow-wrap: anywhere; }
        .plain { min-width: 36rem; }
        .bars th { overflow-wrap: anywhere; }
        .n small { white-space: normal; }
        .scroll { overflow-x: auto; margin-bottom: 1.25rem; }
        .scroll table { margin: 0; }
        .wide { min-width: 50rem; }
        .reasons tbody th { min-width: 18rem; }
        .state { white-space: nowrap; }
        .fields { list-style: none; margin: 0; padding: 0; font-size: .875rem; }
        del { color: var(--soft); text-decoration: none; }
        ins { text-decoration: none; font-weight: 600; }
        .kind { white-space: nowrap; }
        td.n + td:not(.n), th.n + th:not(.n) { padding-left: 1rem; }
        .sign { display: inline-block; width: 1.1em; color: var(--accent); font-weight: 700; }
        .bars .bar { width: 34%; min-width: 6.5rem; }
        .bars .bar svg { width: calc(100% - 4rem); height: .625rem; }
        .bars .bar span { float: right; font-size: .8125rem; color: var(--soft); }
        .rail { fill: var(--wash); }
        .fill { fill: var(--accent); }

        """

    private static let findings = """
        .controls { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 .5rem; }
        .controls[hidden], .pager[hidden], [hidden] { display: none; }
        .controls label { font-size: .8125rem; color: var(--soft); }
        .controls .grow { flex: 1 1 16rem; }
        .controls .tick { display: flex; align-items: center; gap: .4rem; min-height: 2.25rem; }
        input[type=search], select { display: block; width: 100%; margin-top: .2rem; }
        input[type=search], select, button { font: inherit; color: var(--ink); background: var(--paper);
          border: 1px solid var(--strong); border-radius: 4px; min-height: 2.25rem; padding: .25rem .6rem; }
        input[type=checkbox] { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
        ::placeholder { color: var(--soft); opacity: 1; }
        button { cursor: pointer; }
        button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent); }
        button:disabled { color: var(--soft); border-color: var(--rule); cursor: default; }
        .status { min-height: 1.5rem; margin: 0 0 .5rem; font-size: .875rem; color: var(--soft); max-width: none; }
        .cards { font-size: .875rem; }
        .cards caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); padding: 0; }
        .cards thead th { position: sticky; top: 0; background: var(--paper); z-index: 1;
          box-shadow: 0 1px 0 var(--strong); border-bottom: 0; padding-top: .5rem; }
        .cards thead button { border: 0; background: none; padding: 0; min-height: 1.75rem; font-size: inherit;
          color: inherit; white-space: nowrap; }
        .cards thead button:hover { text-decoration: underline; }
        .cards [aria-sort] button { color: var(--ink); font-weight: 600; }
        .cards [aria-sort=ascending] button::after { content: " ↑"; }
        .cards [aria-sort=descending] button::after { content: " ↓"; }
        .cards td:nth-child(2) { width: 40%; }
        .cards td:nth-child(3) { width: 20%; overflow-wrap: anywhere; }
        .cards td:nth-child(4) { width: 13%; min-width: 8rem; }
        .cards td:nth-child(4) small { overflow-wrap: normal; }
        .cards td:nth-child(5) { white-space: nowrap; }
        .cards td:nth-child(6) { width: 7.5rem; }
        summary { cursor: pointer; }
        details dl { margin: .5rem 0 .75rem; padding-left: .875rem; border-left: 3px solid var(--tint); }
        details dd { margin-bottom: .375rem; overflow-wrap: anywhere; }
        details code { display: block; background: var(--wash); padding: .4rem .6rem; white-space: pre-wrap; }
        .sev { display: inline-block; min-width: 4.25rem; padding: 0 .5rem; border-radius: 3px; font-size: .8125rem;
          border: 1px solid var(--strong); text-align: center; }
        .sev.critical { background: var(--bad); border-color: var(--bad); color: var(--paper); font-weight: 600; }
        .sev.high { background: var(--badtint); border-color: var(--bad); font-weight: 600; }
        .sev.medium { background: var(--warntint); border-color: var(--warn); }
        .sev.info { border-color: var(--rule); color: var(--soft); }
        .pager { display: flex; gap: 1rem; align-items: center; }

        """

    private static let pictures = """
        .closed { font-size: .8125rem; color: var(--soft); max-width: none; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; padding: 0; margin: 0 0 .5rem;
          font-size: .8125rem; }
        .heat { display: inline-block; min-width: 2.5rem; text-align: center; padding: 0 .3rem; }
        .map { width: auto; font-size: .8125rem; border-collapse: separate; border-spacing: 2px; }
        .map caption { font-size: .9375rem; }
        .map th, .map td { border: 0; padding: .2rem .25rem; }
        .map thead th { vertical-align: bottom; }
        .map thead th + th span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
        .map thead th + th { text-align: center; padding: .2rem 0; }
        .map tbody th { position: sticky; left: 0; background: var(--paper); min-width: 9rem; max-width: 12rem;
          padding-left: 0; line-height: 1.35; }
        .map td { text-align: center; vertical-align: middle; min-width: 2rem; white-space: nowrap; color: var(--soft); }
        .map td.full, .heat.full { background: var(--tint); color: var(--ink); }
        .map td.some, .heat.some { background: var(--warntint); color: var(--ink); font-weight: 600; }
        .map td.lost, .heat.lost { background: var(--badtint); color: var(--bad); font-weight: 700; }
        .map td.off, .heat.off { background: var(--wash); color: var(--soft); }
        .trends { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem 2rem; }
        .trend { margin: 0; min-width: 0; }
        .trend figcaption { display: flex; justify-content: space-between; gap: 1rem; font-size: .875rem; color: var(--soft);
          align-items: baseline; }
        .trend strong { color: var(--ink); font-size: 1.125rem; }
        .trend svg { display: block; width: 100%; height: 7rem; overflow: visible; margin: .25rem 0; }
        .trend svg * { vector-effect: non-scaling-stroke; }
        .base { stroke: var(--strong); stroke-width: 1; }
        .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
        .dot { stroke: var(--accent); stroke-width: 8; stroke-linecap: round; }
        .axis { display: flex; justify-content: space-between; gap: .5rem; margin: 0; font-size: .75rem; color: var(--soft); }
        .numbers, .month { margin-top: 1rem; }
        .numbers > summary, .month > summary { font-weight: 600; padding: .35rem 0; }
        .month caption, .numbers caption { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); padding: 0; }

        """

    private static let narrow = """
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
        @media (max-width: 60rem) {
          .body { display: block; }
          .sections ul { position: static; display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding-top: .5rem; }
          .sections a { min-height: 2.75rem; display: flex; align-items: center; }
        }
        @media (max-width: 40rem) {
          .top, .body, .end { padding-left: 1rem; padding-right: 1rem; }
          .top { padding-top: 1.25rem; }
          h1 { font-size: 1.625rem; }
          .facts { gap: .625rem 2rem; padding-bottom: 1rem; }
          .facts div:last-child { flex-basis: 100%; }
          .tiles { grid-template-columns: 1fr; }
          .tiles div { padding: .75rem .875rem; }
          input[type=search], select, button, .controls .tick, summary { min-height: 2.75rem; }
          .controls .tick, .controls label { flex: 1 1 8rem; }
          .controls .grow { flex-basis: 100%; }
          .bars .bar { width: 5rem; min-width: 5rem; }
          .bars .bar svg { width: 100%; }
          .bars .bar span { float: none; display: block; line-height: 1.2; }
          .cards, .cards tbody, .cards tr, .cards td { display: block; }
          .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .cards tr { border: 1px solid var(--rule); border-radius: 6px; padding: .5rem .875rem; margin-bottom: .75rem; }
          .cards td, .cards td:nth-child(n) { width: auto; min-width: 0; border: 0; padding: .2rem 0; white-space: normal;
            text-align: left; display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0 .75rem; }
          .cards td::before { content: attr(data-label); font-size: .8125rem; color: var(--soft); }
          .cards td > * { grid-column: 2; justify-self: start; }
          .cards td:nth-child(2) { display: block; }
          .cards td:nth-child(2)::before { content: none; }
          .cards summary { padding: .375rem 0; }
          .map tbody th { min-width: 8rem; max-width: 8rem; }
        }

        """

    private static let paper = """
        @page { margin: 14mm 12mm; }
        @media print {
          :root { --paper: #fff; --wash: #f3f3f3; --ink: #000; --soft: #444; --rule: #ccc; --strong: #888;
            --accent: #0b5c86; --tint: #d6e8f2; --bad: #a3231f; --badtint: #fbe2df; --warn: #7a4b00; --warntint: #fdeccb; }
          body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .skip, .sections, .controls, .pager { display: none; }
          .body { display: block; }
          .top, .body, .end { max-width: none; padding: 0; }
          .scroll { overflow: visible; }
          .wide { min-width: 0; }
          .cards thead th { position: static; }
          tr, figure, .tiles div { break-inside: avoid; }
          h2, h3, caption { break-after: avoid; }
          thead { display: table-header-group; }
          .map { font-size: 7pt; }
          .map td { min-width: 0; }
        }

        """
}
