"""Looks at report.html as a reader would: four pictures, a console that must stay silent, axe-core, and the keyboard.

    look.py BROWSER PICTURES REPORT...

Ends with 1 where something is wrong, and says what. Called by scripts/look-report.
"""

import asyncio
import pathlib
import sys

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

WIDTHS = {390: 844, 1440: 900}
SCHEMES = ["light", "dark"]
SERIOUS = {"serious", "critical"}
# Milliseconds until the page is parsed, and until something of it is seen.
LIMIT = 1000

TIMES = """() => {
  const page = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {parsed: page.domContentLoadedEventEnd, loaded: page.loadEventEnd, painted: paint ? paint.startTime : null};
}"""
OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) { return []; }
  return Array.from(document.querySelectorAll('body *'))
    .filter(it => it.getBoundingClientRect().right > root.clientWidth + 1 && !it.closest('.scroll'))
    .slice(0, 5).map(it => it.tagName + '.' + it.className);
}"""
SMALL_TARGETS = """() => Array.from(document.querySelectorAll('button, select, input[type=search], summary, .sections a'))
  .filter(it => it.getClientRects().length && it.getBoundingClientRect().height < 43.5
    && !it.closest('thead')).slice(0, 5).map(it => it.tagName + ' ' + it.textContent.slice(0, 30))"""


class Look:
    """One report in one width and scheme."""

    def __init__(self, page, name, pictures):
        self.page, self.name, self.pictures, self.wrong = page, name, pictures, []
        page.on("console", lambda message: self.say(f"console: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.say(f"script: {error}"))
        page.on("dialog", lambda dialog: self.say(f"a name has run as a script: {dialog.message}"))
        page.on("request", lambda request: self.note_request(request.url))

    def say(self, what):
        self.wrong.append(f"{self.name}: {what}")

    def note_request(self, url):
        if url != self.url:
            self.say(f"asked for {url}")

    async def open(self, report):
        self.url = report.resolve().as_uri()
        await self.page.goto(self.url, wait_until="load")
        # The first paint may come after the page has been read.
        # Asked again and again: to wait within the page takes eval, which the page's own policy forbids.
        times = await self.page.evaluate(TIMES)
        for _ in range(100):
            if times["painted"] is not None:
                break
            await self.page.wait_for_timeout(50)
            times = await self.page.evaluate(TIMES)
        for what in ["parsed", "painted"]:
            if times[what] is None or times[what] >= LIMIT:
                self.say(f"{what} after {times[what]} ms")
        return times

    async def check(self, width):
        overflow = await self.page.evaluate(OVERFLOW)
        if overflow or await self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            self.say(f"the page scrolls sideways: {overflow}")
        if width < 640:
            for target in await self.page.evaluate(SMALL_TARGETS):
                self.say(f"a touch target of less than 44 pixels: {target}")
        for violation in (await Axe().run(self.page)).response["violations"]:
            places = [node["target"] for node in violation["nodes"]][:3]
            words = f"axe: {violation['impact']}: {violation['id']}: {violation['help']}: {places}"
            if violation["impact"] in SERIOUS:
                self.say(words)
            else:
                print(f"{self.name}: {words}")

    async def use_keyboard(self):
        """Goes to the filter by Tab, types, and sorts by a heading with Enter."""
        page = self.page
        if not await page.query_selector("#finding-table"):
            return
        plain = await self.rows()
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.className") != "skip":
            self.say("the first stop of Tab is not the link that skips")
        await self.tab_to("document.activeElement.id === 'finding-filter'")
        before = await page.inner_text("#finding-status")
        code = await page.inner_text("#finding-table tbody tr:last-child b")
        await page.keyboard.type(code)
        await page.wait_for_timeout(400)
        codes = set(await page.locator("#finding-table tbody b").all_inner_texts())
        if codes != {code}:
            self.say(f"filtering by {code} shows {codes}; it said {before}")
        await self.tab_to("document.activeElement.closest('th[data-sort=region]')")
        await page.keyboard.press("Enter")
        cells = page.locator("#finding-table tbody tr td:nth-child(5)")
        regions = await cells.all_inner_texts()
        if regions != sorted(regions):
            self.say(f"sorting by region gives {regions[:5]}")
        if await page.get_attribute("th[data-sort=region]", "aria-sort") != "ascending":
            self.say("the sorted heading has no aria-sort")
        await page.screenshot(path=self.pictures / f"{self.name}-used.png")
        await page.click("#finding-controls button[type=reset]")
        await page.click("th[data-sort=saving] button")
        await page.wait_for_timeout(200)
        if await self.rows() != plain:
            self.say("the script's rows are not those of the page without it")

    async def rows(self):
        """The findings that are shown, each opened, as text."""
        await self.page.evaluate(
            "document.querySelectorAll('#finding-table details').forEach(it => { it.open = true; })")
        await self.page.wait_for_timeout(200)
        text = await self.page.inner_text("#finding-table tbody")
        await self.page.evaluate(
            "document.querySelectorAll('#finding-table details').forEach(it => { it.open = false; })")
        return text

    async def tab_to(self, condition):
        for _ in range(120):
            await self.page.keyboard.press("Tab")
            if await self.page.evaluate(f"!!({condition})"):
                return
        self.say(f"Tab never comes to {condition}")


async def look(browser, report, pictures):
    wrong = []
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            context = await browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
            page = await context.new_page()
            name = f"{report.parent.parent.name}-{report.parent.name}-{width}-{scheme}"
            seen = Look(page, name, pictures)
            times = await seen.open(report)
            print(f"{name}: " + ", ".join(f"{what} {time:.0f} ms" for what, time in times.items() if time))
            await page.screenshot(path=pictures / f"{name}.png", full_page=True)
            await seen.check(width)
            if width > 640:
                await seen.use_keyboard()
            wrong += seen.wrong
            await context.close()
    return wrong


async def keep(browser, report, pictures):
    """The picture for README, and the page on paper."""
    context = await browser.new_context(viewport={"width": 1440, "height": 1300}, color_scheme="light")
    page = await context.new_page()
    await page.goto(report.resolve().as_uri())
    await page.screenshot(path=pictures / "report.png")
    await page.pdf(path=pictures / "report.pdf", format="A4")
    await context.close()


async def main():
    binary, pictures = sys.argv[1], pathlib.Path(sys.argv[2])
    pictures.mkdir(parents=True, exist_ok=True)
    wrong = []
    async with async_playwright() as playwright:
        # As root there is no sandbox, and a container's /dev/shm is small.
        browser = await playwright.chromium.launch(
            executable_path=binary, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for report in map(pathlib.Path, sys.argv[3:]):
            wrong += await look(browser, report, pictures)
        await keep(browser, pathlib.Path(sys.argv[3]), pictures)
        await browser.close()
    for line in wrong:
        print(f"wrong: {line}", file=sys.stderr)
    print(f"{len(wrong)} wrong; pictures in {pictures}")
    sys.exit(1 if wrong else 0)


asyncio.run(main())
