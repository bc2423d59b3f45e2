"""The page of ``report`` in a real Chromium: it works by mouse, finger and keyboard, in all sizes, and obeys nobody."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_selenium_python import Axe
from selenium import webdriver
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    *("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"),
    *("disable-component-update", "disable-sync", "disable-dev-shm-usage"),
)
PHONE, DESK = (375, 812), (1280, 900)
INVADING = """
<script>document.title = 'invaded'; alert(1)</script><img src=x onerror="document.title='invaded'">
</script></style></title></textarea><svg onload="document.title='invaded'"><iframe src="https://example.org">
<!-- --><a href="javascript:document.title='invaded'">here</a>{{ 7 * 7 }}{% raw %}\u2028\u202e</p></details></main>
"""


@dataclass
class Window:
    """A page in the browser."""

    driver: WebDriver

    def open(self, page: Path, size: tuple[int, int] = DESK, **media: str) -> None:
        """Show ``page`` in a window of ``size``, with the reader's preferences as ``media`` has them."""
        wishes = {"prefers_color_scheme": "light", "prefers_reduced_motion": "reduce"} | media
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in wishes.items()]
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.log("browser"), self.log("performance")
        self.driver.get("about:blank")
        self.driver.get(page.as_uri())

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shown(self, selector: str) -> list[WebElement]:
        return [element for element in self.all(selector) if element.is_displayed()]

    def one(self, selector: str) -> WebElement:
        (found,) = self.all(selector)
        return found

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def log(self, kind: str) -> list[Any]:
        return list(self.driver.get_log(kind))  # type: ignore[no-untyped-call]

    def until(self, holds: Callable[[], Any]) -> None:
        WebDriverWait(self.driver, 5).until(lambda _: holds())

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def point_at(self, element: WebElement) -> None:
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        ActionChains(self.driver).move_to_element(element).perform()

    def in_view(self, element: WebElement) -> bool:
        script = "const r = arguments[0].getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight"
        return bool(self.run(script, element))


Program = Callable[..., None]


@pytest.fixture(scope="module")
def program(no_rules: Path) -> Program:
    """The program as a process of its own, which must succeed."""

    def run_program(*arguments: str | Path) -> None:
        environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "RUMOURCTL_RULES": str(no_rules)}
        command = [sys.executable, "-m", "rumourctl", *map(str, arguments)]
        done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr

    return run_program


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """One browser for all tests; its log has what pages complain of and ask for."""
    if not (CHROMIUM and DRIVER):
        pytest.skip("needs Chromium and ChromeDriver; on Debian: apt install chromium chromium-driver")
    options = Options()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def window(driver: WebDriver) -> Iterator[Window]:
    """The browser; in the end no page has complained of anything, or asked for anything but itself."""
    window = Window(driver)
    yield window
    messages = [json.loads(entry["message"])["message"] for entry in window.log("performance")]
    asked = {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith("file:///")} <= {"about:blank"}
    assert [entry["message"] for entry in window.log("browser")] == []


@pytest.fixture(scope="module")
def story(program: Program, seed_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one person of the seeds."""
    page = tmp_path_factory.mktemp("story") / "story.html"
    program("--db", seed_ledger, "report", "--person", "mac allister", "-o", page)
    return page


@pytest.fixture(scope="module")
def paper(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of all sagas of the d3 texts, as the program reads them, with what changed since a day."""
    folder = tmp_path_factory.mktemp("paper")
    program("--db", folder / "ledger.db", "ingest", *(ROOT / "tests" / "quality" / "dev").glob("d3_*.txt"))
    program("--db", folder / "ledger.db", "report", "--since", "2024-07-01", "-o", folder / "paper.html")
    return folder / "paper.html"


@pytest.fixture(scope="module")
def invaded(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of an article that would like to be more than words, wherever it has any."""
    folder = tmp_path_factory.mktemp("<img src=x onerror=alert(1)>")
    quoted = json.dumps(INVADING)
    head = f"---\ndate: 2025-05-20\ntitle: {quoted}\npublisher: {quoted}\nurl: javascript:alert(1)\n---\n"
    prose = (
        f"{INVADING}\n\nLyon want Chelsea midfielder John Smith. {INVADING}\n\nSmith, say <b>Marca</b>, will join Lyon."
    )
    (folder / "a<script>alert(1)<∕script>.txt").write_text(head + prose, encoding="utf-8")
    program("--db", folder / "ledger.db", "ingest", folder)
    program("--db", folder / "ledger.db", "report", "-o", folder / "invaded.html")
    return folder / "invaded.html"


def test_a_mark_shows_its_evidence_to_the_mouse_and_to_the_keyboard(window: Window, story: Path) -> None:
    window.open(story)
    mark = window.all("a.mark[data-certainty=hedged]")[0]
    assert window.shown(".card") == []
    window.point_at(mark.find_element(By.CSS_SELECTOR, ".glyph"))
    window.until(lambda: window.shown(".card"))
    (card,) = window.shown(".card")
    row = window.one(f"#{mark.get_attribute('data-row')} .evidence q")
    assert row.get_attribute("textContent") in card.get_attribute("textContent")
    window.press(Keys.ESCAPE)
    assert window.shown(".card") == []

    (first, *_) = window.all("#s2 a.mark")
    window.run("arguments[0].focus()", first)
    told = [window.shown(".card")[0].text]
    for key in (Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.END):
        window.press(key)
        told.append(window.shown(".card")[0].text)
    assert len(set(told)) == 4
    assert [told[0].split(" ")[0], told[-1].split(" ")[0]] == ["2023", "20"]
    window.press(Keys.HOME)
    assert window.shown(".card")[0].text == told[0]
    assert window.driver.switch_to.active_element == first
    window.press(Keys.TAB)
    onward = window.driver.switch_to.active_element
    assert onward.get_dom_attribute("href") == first.get_dom_attribute("href")
    assert onward.text == "Read it in the article"
    window.press(Keys.ESCAPE)
    assert (window.driver.switch_to.active_element, window.shown(".card")) == (first, [])
    window.press(Keys.TAB)
    assert window.driver.switch_to.active_element.tag_name == "summary"


def test_a_mark_leads_to_the_passage_and_the_passage_back_to_the_claim(window: Window, story: Path) -> None:
    window.open(story)
    mark = window.all("#s2 a.mark")[-1]
    number = mark.get_attribute("data-row")[1:]
    evidence = [q.get_attribute("textContent") for q in window.all(f"#c{number} .evidence q")]
    assert window.shown("mark") == []
    window.run("arguments[0].focus()", mark)
    window.press(Keys.ENTER)
    window.until(lambda: window.shown("mark.lit"))
    lit = window.shown("mark.lit")
    assert window.in_view(lit[0])
    assert "".join(each.text for each in lit) == "".join(evidence)
    window.all(f"a.back[href='#c{number}']")[0].send_keys(Keys.ENTER)
    window.until(lambda: window.shown(f"#c{number}"))
    window.until(lambda: window.in_view(window.one(f"#c{number}")))


def test_a_finger_sees_the_evidence_first_and_goes_on_with_a_second_tap(window: Window, story: Path) -> None:
    window.open(story, PHONE)
    mark = window.all("#s2 a.mark")[-1]
    window.run("arguments[0].scrollIntoView({block: 'center'})", mark)
    script = "const r = arguments[0].getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]"
    x, y = window.run(script, mark.find_element(By.CSS_SELECTOR, ".glyph"))

    def tap() -> None:
        for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
            window.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    tap()
    window.until(lambda: window.shown(".card"))
    assert window.run("return location.hash") == ""
    time.sleep(0.5)  # two taps at once would be another gesture
    tap()
    window.until(lambda: window.run("return location.hash") == f"#p{mark.get_attribute('data-row')[1:]}")


def test_filters_leave_what_fits_in_tables_and_pictures_and_count_it(window: Window, story: Path) -> None:
    window.open(story)

    def left() -> tuple[str, int, int]:
        rows, marks = ("[data-claim]:not([hidden])" for _ in range(2))
        return window.one("#count").text, len(window.all(f"tr{rows}")), len(window.all(f"a.mark{marks}"))

    def choose(name: str, label: str) -> None:
        box = Select(window.one(f"select[name={name}]"))
        box.select_by_visible_text(next(each.text for each in box.options if each.text.startswith(label)))

    assert left() == ("All 6 claims shown", 6, 6)
    window.one("input[name=background]").send_keys(Keys.SPACE)
    assert left() == ("5 of 6 claims shown", 5, 5)
    choose("source", "Defensa Central")
    assert left() == ("2 of 6 claims shown", 2, 2)
    assert [saga.get_attribute("id") for saga in window.shown("article.saga")] == ["s2"]
    choose("certainty", "hedged")
    assert left() == ("0 of 6 claims shown", 0, 0)
    assert window.shown("#nothing")
    window.one("button[type=reset]").send_keys(Keys.ENTER)
    window.until(lambda: left() == ("All 6 claims shown", 6, 6))
    choose("stage", "done")
    assert left() == ("1 of 6 claims shown", 1, 1)
    window.one("select[name=stage]").send_keys(Keys.HOME)
    choose("club", "Brighton")
    assert left() == ("1 of 6 claims shown", 1, 1)


def test_a_link_to_what_is_filtered_away_brings_it_back(window: Window, story: Path) -> None:
    window.open(story)
    Select(window.one("select[name=certainty]")).select_by_value("hedged")
    hidden = window.all("tr[data-claim][hidden]")[0].get_attribute("id")
    window.run("location.hash = arguments[0]", hidden)
    window.until(lambda: window.shown(f"#{hidden}"))
    assert window.one("#count").text == "All 6 claims shown"


def test_the_league_table_sorts_by_each_column(window: Window, paper: Path) -> None:
    window.open(paper)

    def column(number: int) -> list[str]:
        return [
            cell.get_attribute("data-value") or cell.text
            for cell in window.all(f".league tbody tr > :nth-child({number})")
        ]

    heads = window.all(".league thead button")
    before = sorted(column(1))
    heads[1].send_keys(Keys.ENTER)
    assert [int(value) for value in column(2)] == sorted((int(value) for value in column(2)), reverse=True)
    assert window.one(".league th[aria-sort]").get_attribute("aria-sort") == "descending"
    heads[1].send_keys(Keys.ENTER)
    assert [int(value) for value in column(2)] == sorted(int(value) for value in column(2))
    heads[4].send_keys(Keys.ENTER)
    assert [float(value) for value in column(5)] == sorted((float(value) for value in column(5)), reverse=True)
    heads[0].send_keys(Keys.ENTER)
    assert (column(1)[0], sorted(column(1))) == ("Baptiste Lemerle", before)
    assert len(window.all(".league th[aria-sort]")) == 1


@pytest.mark.parametrize("size", [PHONE, DESK, (320, 600)], ids="{0[0]}".format)
def test_no_page_is_wider_than_its_window(window: Window, paper: Path, invaded: Path, size: tuple[int, int]) -> None:
    for page in (paper, invaded):
        window.open(page, size)
        window.run("for (const box of document.querySelectorAll('details')) box.open = true")
        assert window.run("return document.documentElement.scrollWidth <= innerWidth")
        for mark in (window.all("a.mark")[0], window.all("a.mark")[-1]):
            window.run("arguments[0].focus()", mark)
            edges = "const r = document.querySelector('.card:not([hidden])').getBoundingClientRect()"
            assert window.run(f"{edges}; return r.left >= 0 && r.right <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_in_light_and_dark(window: Window, story: Path, paper: Path, scheme: str) -> None:
    # Of the long page only some parts: the judge takes a minute for all its tables, which are alike.
    parts = {"include": [["header"], ["#changes"], ["#filters"], ["#s2"], ["#league"]]}
    for page, size, part in ((story, PHONE, None), (story, DESK, None), (paper, DESK, parts)):
        window.open(page, size, prefers_color_scheme=scheme)
        window.run("for (const box of document.querySelectorAll('details')) box.open = true")
        window.run("document.querySelector('a.mark').focus()")
        axe = Axe(window.driver)
        axe.inject()
        found = axe.run(part)
        assert [(fault["id"], [node["html"] for node in fault["nodes"]][:3]) for fault in found["violations"]] == []
        assert len(found["passes"]) > 20


def test_dark_is_dark_and_light_is_light(window: Window, story: Path) -> None:
    def brightness() -> int:
        colour = window.run("return getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(", "))

    window.open(story)
    light = brightness()
    window.open(story, prefers_color_scheme="dark")
    assert (light > 700, brightness() < 120) == (True, True)


def test_nothing_moves_for_whom_motion_is_too_much(window: Window, story: Path) -> None:
    window.open(story, prefers_reduced_motion="no-preference")
    assert window.run("return getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
    window.open(story)
    assert window.run("return getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert window.run("return document.getAnimations().length") == 0


def test_on_paper_the_tables_are_unfolded_and_the_filters_gone(window: Window, story: Path) -> None:
    window.open(story, prefers_color_scheme="dark")
    printed = window.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF-")
    assert window.all("details[open]") == []
    window.run("dispatchEvent(new Event('beforeprint'))")
    assert len(window.all("details.told[open]")) == 2
    window.run("dispatchEvent(new Event('afterprint'))")
    assert window.all("details[open]") == []
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert window.shown("#filters") == window.shown("nav") == []
    assert window.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_without_script_the_tables_tell_it_all(window: Window, story: Path) -> None:
    window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.open(story)
        assert window.shown("#filters") == []
        window.all("details.told summary")[0].click()
        assert len(window.shown("#s1 tr[data-claim]")) == 1
    finally:
        window.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_hostile_article_is_shown_and_does_nothing(window: Window, invaded: Path) -> None:
    window.open(invaded)
    title = window.driver.title
    window.run("for (const box of document.querySelectorAll('details')) box.open = true")
    for mark in window.all("a.mark"):
        window.point_at(mark.find_element(By.CSS_SELECTOR, ".glyph"))
        window.until(lambda: window.shown(".card"))
        window.press(Keys.ENTER)
    with pytest.raises(NoAlertPresentException):
        window.driver.switch_to.alert.dismiss()
    assert window.driver.title == title
    assert window.all("img, iframe, svg[onload], a[href^=javascript], [onerror]") == []
    assert len(window.all("script")) == 1
    shown = window.one("#articles .text").text
    assert all(part in shown for part in ("alert(1)</script>", "<!-- -->", "{{ 7 * 7 }}", "<U+2028><U+202E>"))
