"""The page that checks a receipt, in a real browser: only our script, nothing sent, and words for who knows no hashes."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from playwright.sync_api import Page
from portal_browser import SITE, browser

from cast import assemble, at
from sunforest.core.ledger import leaves, sealer

pytestmark = pytest.mark.browser
FACE = '{"act_title":"答复","case":"339921-1"}'
OTHER_KEY = "log.sunforest.example/test+0adb10bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
ENTRY = 777


@pytest.fixture
def log(db: None, settings: LazySettings) -> None:
    """A log of a thousand and one entries, each with its public face."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    assemble()
    new = []
    for _entry in range(1001):
        salt, commitment = leaves.commit_to(FACE.encode())
        new.append(
            leaves.NewLeaf(
                "001008003012011/2026", None, None, "foi", "answer", commitment, FACE, salt, at("2026-11-25")
            )
        )
    leaves.append_many(new)
    sealer.seal(at("2026-11-25"))


@pytest.fixture
def page(log: None) -> Iterator[Page]:
    """The page, filled with one receipt; whatever it asks for beyond itself is written down."""
    with browser() as context:
        page = context.new_page()
        page.goto(f"{SITE}/log/verify/?entry={ENTRY}")
        yield page


def checked(page: Page) -> str:
    """Press the button; the words that stand there then."""
    page.get_by_role("button", name="核验", exact=True).click()
    page.wait_for_function("document.getElementById('outcome').dataset.outcome")
    return page.locator("#outcome").inner_text()


def change(page: Page, name: str, old: str, new: str) -> None:
    """Change what stands in a field."""
    field = page.locator(f"#{name}")
    value = field.input_value()
    assert old in value
    field.fill(value.replace(old, new, 1))


def test_a_true_receipt_holds_and_says_so(page: Page) -> None:
    words = checked(page)
    assert "成立：内容没有被改过" in words and f"第 {ENTRY} 条" in words and "1001 条" in words
    assert "您给出的公开内容，就是当时登记的内容" in words and "不是当时登记的" not in words


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("leaf", '"k":"foi.answer"', '"k":"foi.refuse"', "不成立：条目被改过"),
        ("leaf", '"n":778', '"n":779', "不成立：回执不是这个条目的"),
        ("receipt", "\n1001\n", "\n1002\n", "不成立：签名是假的"),
        ("receipt", "tlog-proof@v1", "tlog-proof@v2", "这个文件不是回执"),
        ("face", "答复", "驳回", "但您给出的公开内容不是当时登记的内容"),
        ("key", "localhost", "otherhost", "验证密钥写得不对"),
    ],
)
def test_each_failure_is_told_by_what_it_means(page: Page, name: str, old: str, new: str, words: str) -> None:
    change(page, name, old, new)
    assert words in checked(page)


def test_the_key_of_another_log_is_told(page: Page) -> None:
    page.locator("#key").fill(OTHER_KEY)
    assert "不成立：回执属于另一本日志" in checked(page)


def test_every_entry_of_a_crooked_tree_holds(log: None) -> None:
    with browser() as context:
        page = context.new_page()
        for entry in (0, 255, 256, 511, 512, 999, 1000):
            page.goto(f"{SITE}/log/verify/?entry={entry}")
            assert "成立：内容没有被改过" in checked(page), entry


def test_files_are_checked_without_being_sent(page: Page) -> None:
    receipt, leaf = page.locator("#receipt").input_value(), page.locator("#leaf").input_value()
    for name in ("receipt", "leaf", "face"):
        page.locator(f"#{name}").fill("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    files = {"receipt": ("777.tlog-proof", receipt), "leaf": ("777.leaf", leaf)}
    for name, (file_name, words) in files.items():
        file = {"name": file_name, "mimeType": "text/plain", "buffer": words.encode()}
        page.locator(f"#{name}-file").set_input_files(file)
    assert "成立：内容没有被改过" in checked(page)
    assert asked == []


def test_only_our_own_host_and_scripts_are_loaded_and_nothing_is_refused(log: None) -> None:
    with browser() as context:
        page, refused, asked = context.new_page(), [], []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: refused.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{SITE}/log/verify/?entry={ENTRY}")
        checked(page)
        assert refused == []
        assert all(address.startswith(SITE) for address in asked)
        assert page.locator("script:not([src])").count() == 0


@pytest.mark.parametrize("address", ["/log/", f"/log/verify/?entry={ENTRY}"])
def test_the_pages_of_the_log_are_accessible(log: None, address: str) -> None:
    with browser(width=375) as context:
        page = context.new_page()
        page.goto(f"{SITE}{address}")
        if "verify" in address:
            checked(page)
        found = Axe().run(page).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
