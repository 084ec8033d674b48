/// The script of the page: it filters, sorts and pages the findings.
///
/// Without it the page has the first findings as plain rows. It makes elements and sets their texts, never their markup,
/// so that a name stays a name.
enum ReportScript {
    static let text = reading + sorting + drawing + controls

    private static let reading = """

        (function () {
        'use strict';
        var source = document.getElementById('finding-data');
        if (!source) { return; }
        var byId = function (id) { return document.getElementById('finding-' + id); };
        var PER_PAGE = 25, SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'];
        var data, findings, chosen;
        // The order of the fields is FindingData's.
        var read = function () {
          data = JSON.parse(source.textContent);
          findings = data.rows.map(function (row, place) {
            var word = function (index) { return data.words[row[index]]; };
            return {
              place: place, code: word(0), severity: word(1), service: word(2), account: word(3), region: word(4),
              owner: word(5), what: word(6), reason: word(7), firstSeen: word(8), asOf: word(9),
              name: row[10], resource: row[11], part: row[12], why: row[13], how: row[14],
              saving: row[15], current: row[16], projected: row[17], confidence: row[18], counts: row[19]
            };
          });
          chosen = findings;
        };
        var nameOf = function (finding) { return data.accounts[finding.account] || ''; };
        var words = function (finding) {
          // Made when it is first needed: most readers never filter.
          if (!finding.words) {
            finding.words = [finding.code, finding.severity, finding.service, finding.account, nameOf(finding),
              finding.region, finding.owner, finding.what, finding.resource, finding.part, finding.why]
              .join('\\n').toLowerCase();
          }
          return finding.words;
        };

        """

    private static let sorting = """
        var state = { column: 'saving', isDown: true, page: 0 };
        var compareTexts = function (left, right) { return left < right ? -1 : left > right ? 1 : 0; };
        var orders = {
          severity: function (l, r) { return SEVERITIES.indexOf(l.severity) - SEVERITIES.indexOf(r.severity); },
          what: function (l, r) { return compareTexts(l.code, r.code); },
          name: function (l, r) { return compareTexts(l.name, r.name); },
          account: function (l, r) { return compareTexts(nameOf(l) || l.account, nameOf(r) || r.account); },
          region: function (l, r) { return compareTexts(l.region, r.region); },
          confidence: function (l, r) { return l.confidence - r.confidence; },
          // They come in the exact order of their savings.
          saving: function (l, r) { return r.place - l.place; }
        };
        var choose = function () {
          start();
          var terms = byId('filter').value.toLowerCase().split(/\\s+/).filter(Boolean);
          var severity = byId('severity').value, service = byId('service').value, isSaving = byId('saving').checked;
          chosen = findings.filter(function (finding) {
            return (!severity || finding.severity === severity) && (!service || finding.service === service)
              && (!isSaving || (finding.saving !== null && finding.saving[0] !== '-' && finding.saving !== '0'))
              && terms.every(function (term) { return words(finding).indexOf(term) >= 0; });
          });
          var order = orders[state.column], sign = state.isDown ? -1 : 1;
          chosen.sort(function (l, r) {
            // What is not about money comes last in both directions.
            if (state.column === 'saving' && (l.saving === null) !== (r.saving === null)) {
              return l.saving === null ? 1 : -1;
            }
            return sign * order(l, r) || l.place - r.place;
          });
          state.page = 0;
          show();
        };

        """

    private static let drawing = """
        var grouped = function (digits) { return String(digits).replace(/\\B(?=(\\d{3})+$)/g, ','); };
        var cents = function (units) {
          var sign = units < 0n ? '\\u2212' : '', size = units < 0n ? -units : units;
          var rounded = (size + 50000000n) / 100000000n;
          if (rounded === 0n && size > 0n) { return sign + '<$0.01'; }
          return sign + '$' + grouped(rounded / 100n) + '.' + String(rounded % 100n).padStart(2, '0');
        };
        var exact = function (units) {
          var size = String(units < 0n ? -units : units).padStart(11, '0');
          var decimals = size.slice(-10).replace(/0{1,8}$/, '');
          return (units < 0n ? '-' : '') + size.slice(0, -10) + '.' + decimals;
        };
        var element = function (name, className, content) {
          var made = document.createElement(name);
          if (className) { made.className = className; }
          [].concat(content === undefined ? [] : content).forEach(function (part) {
            made.append(part);
          });
          return made;
        };
        var money = function (text) {
          var units = BigInt(text), made = element('data', '', cents(units));
          made.value = exact(units);
          made.title = 'USD ' + exact(units);
          return made;
        };
        var cell = function (label, className, content) {
          var made = element('td', className, content);
          made.setAttribute('role', 'cell');
          made.setAttribute('data-label', label);
          return made;
        };
        var withNote = function (text, note) {
          return note ? [text, ' ', element('small', '', note)] : [text];
        };
        var evidence = function (finding) {
          var list = element('dl');
          var add = function (name, content) { list.append(element('dt', '', name), element('dd', '', content)); };
          add('Why', finding.why);
          add('How', element('code', '', finding.how));
          if (finding.current !== null && finding.projected !== null) {
            add('A month', [money(finding.current), ' now, ', money(finding.projected), ' after']);
          }
          add('Sure', finding.confidence + '%: ' + finding.reason);
          add('Resource', finding.resource);
          if (finding.owner) { add('Owner', finding.owner); }
          add('First seen', finding.firstSeen + ', facts as of ' + finding.asOf);
          return list;
        };
        var lineOf = function (finding) {
          var line = element('tr'), details = element('details');
          line.setAttribute('role', 'row');
          details.append(element('summary', '', [element('b', '', finding.code), ' ' + finding.what]));
          details.addEventListener('toggle', function () {
            if (!details.children[1]) { details.append(evidence(finding)); }
          });
          var name = nameOf(finding);
          var amount = finding.saving === null ? element('span', 'none', '\\u2013') : money(finding.saving);
          line.append(
            cell('Severity', '', element('span', 'sev ' + finding.severity, finding.severity)),
            cell('Finding', '', details),
            cell('Resource', '', withNote(finding.name, finding.part)),
            cell('Account', '', name ? withNote(name, finding.account) : finding.account || 'Whole organisation'),
            cell('Region', '', finding.region || '\\u2013'),
            cell('Saves a month', 'n', withNote(amount, finding.counts === false ? 'not in the sums' : '')),
            cell('Sure', 'n', finding.confidence + '%'));
          return line;
        };

        """

    private static let controls = """
        var table = byId('table'), body = table.tBodies[0];
        var tell = function (first, last) {
          var text = chosen.length === 0 ? 'No finding matches'
            : 'Findings ' + grouped(first + 1) + ' to ' + grouped(last) + ' of ' + grouped(chosen.length);
          if (chosen.length < data.total) { text += ', of ' + grouped(data.total) + ' in all'; }
          var together = chosen.filter(function (finding) { return typeof finding.counts === 'string'; });
          if (together.length > 0) {
            var sum = together.reduce(function (all, finding) { return all + BigInt(finding.counts); }, 0n);
            text += '; what can be had together saves ' + cents(sum) + ' a month';
          }
          byId('status').textContent = text + '.';
        };
        var tellPages = function () {
          var pages = Math.max(1, Math.ceil(chosen.length / PER_PAGE));
          var first = state.page * PER_PAGE;
          byId('page').textContent = 'Page ' + (state.page + 1) + ' of ' + grouped(pages);
          byId('back').disabled = state.page === 0;
          byId('on').disabled = state.page >= pages - 1;
          byId('pager').hidden = pages < 2;
          tell(first, Math.min(first + PER_PAGE, chosen.length));
        };
        var show = function () {
          var first = state.page * PER_PAGE;
          body.replaceChildren.apply(body, chosen.slice(first, first + PER_PAGE).map(lineOf));
          tellPages();
        };
        var headings = Array.prototype.slice.call(table.querySelectorAll('th[data-sort]'));
        var sortBy = function (heading) {
          var column = heading.getAttribute('data-sort');
          state.isDown = state.column === column ? !state.isDown
            : column === 'severity' || column === 'saving' || column === 'confidence';
          state.column = column;
          headings.forEach(function (other) { other.removeAttribute('aria-sort'); });
          heading.setAttribute('aria-sort', state.isDown ? 'descending' : 'ascending');
          choose();
        };
        headings.forEach(function (heading) {
          var button = element('button', '', heading.textContent);
          button.type = 'button';
          button.addEventListener('click', function () { sortBy(heading); });
          heading.replaceChildren(button);
        });
        var offer = function (id, field, order) {
          var values = new Set(findings.map(function (finding) { return finding[field]; }));
          Array.from(values).sort(order).forEach(function (value) {
            var option = element('option', '', value);
            option.value = value;
            byId(id).append(option);
          });
        };
        // The first page is there as plain rows: the others are read once it has been seen, or asked for.
        var start = function () {
          if (findings) { return; }
          read();
          offer('severity', 'severity', function (l, r) { return SEVERITIES.indexOf(r) - SEVERITIES.indexOf(l); });
          offer('service', 'service', compareTexts);
          tellPages();
        };
        var waiting;
        byId('filter').addEventListener('input', function () {
          clearTimeout(waiting);
          waiting = setTimeout(choose, 100);
        });
        ['severity', 'service', 'saving'].forEach(function (id) { byId(id).addEventListener('change', choose); });
        byId('controls').addEventListener('submit', function (event) { event.preventDefault(); choose(); });
        byId('controls').addEventListener('reset', function () { setTimeout(choose, 0); });
        var turn = function (by) {
          state.page += by;
          show();
          table.scrollIntoView({ block: 'start' });
        };
        byId('back').addEventListener('click', function () { turn(-1); });
        byId('on').addEventListener('click', function () { turn(1); });
        Array.prototype.forEach.call(document.querySelectorAll('.unscripted'), function (note) { note.hidden = true; });
        byId('controls').hidden = false;
        window.addEventListener('load', function () { setTimeout(start, 0); });
        }());

        """
}
