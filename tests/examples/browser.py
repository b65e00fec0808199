# SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
# SPDX-License-Identifier: MIT
"""The blog's pages in Debian's chromium: browser.py PROGRAM STATIC_FOLDER [--pictures FOLDER]

Serves the blog with tables of its own in the PostgreSQL of HYPER_TEST_DATABASE_URL, drives the browser by
chromedriver's protocol (W3C WebDriver) at the width of a desk and of a phone, and checks what a visitor sees.
With --pictures it takes the screenshots of docs/images instead. Exit code 77: something is missing.
"""
import base64, glob, json, os, re, shutil, subprocess, sys, time, urllib.error, urllib.parse, urllib.request

DESK = {"width": 1200, "height": 800, "pixelRatio": 1}
PHONE = {"width": 390, "height": 844, "pixelRatio": 1}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def ask(url, body=None, method=None):
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as refused:
        raise AssertionError(json.load(refused)["value"]["message"].split("\n")[0]) from None


class Process:
    """A program that says in one line of its output where it can be reached."""

    def __init__(self, words, pattern):
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            found = re.search(pattern, line)
            if found:
                self.port = found.group(1)
                return
        raise AssertionError(f"{words[0]} did not start:\n{self.said}")

    def end(self):
        self.process.terminate()
        self.process.wait(60)


class Browser:
    def __init__(self, driver, screen, dark=False):
        self.screen = screen
        options = {"args": ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
                            f"--window-size={screen['width']},{screen['height']}"],
                   "mobileEmulation": {"deviceMetrics": {**screen, "touch": screen is PHONE}}}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        base = f"http://127.0.0.1:{driver.port}/session"
        self.session = base + "/" + ask(base, {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.post("goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia", "params": {"features": features}})

    def post(self, what, body=None):
        return ask(f"{self.session}/{what}", body or {})

    def open(self, url):
        self.post("url", {"url": url})

    def address(self):
        return urllib.parse.urlsplit(ask(self.session + "/url")).path

    def find(self, selector):
        return self.post("element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        """Clicks what leads to another page, and waits until that is there."""
        self.run("window.left = true")
        self.post(f"element/{self.find(selector)}/click")
        until = time.monotonic() + 30
        while self.run("window.left || document.readyState != 'complete'"):
            assert time.monotonic() < until, f"{selector} led nowhere"
            time.sleep(0.02)

    def write(self, selector, text):
        self.post(f"element/{self.find(selector)}/value", {"text": text})

    def run(self, script):
        return self.post("execute/sync", {"script": "return " + script, "args": []})

    def texts(self, selector):
        return self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText.trim())")

    def complaints(self):
        return [each["message"] for each in self.post("se/log", {"type": "browser"})]

    def check_page(self):
        assert self.run("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
        said = self.complaints()
        assert not said, said

    def picture(self, path):
        whole = {"x": 0, "y": 0, "width": self.screen["width"], "height": self.screen["height"] - 8, "scale": 1}
        taken = self.post("goog/cdp/execute", {"cmd": "Page.captureScreenshot", "params": {"clip": whole}})
        with open(path, "wb") as file:
            file.write(base64.b64decode(taken["data"]))

    def __enter__(self):
        return self

    def __exit__(self, *_):  # whatever has happened: no browser stays
        ask(self.session, method="DELETE")


def same(seen, wanted):
    assert seen == wanted, f"seen {seen!r}, wanted {wanted!r}"


def refused_without_token(site):
    form = urllib.parse.urlencode({"title": "x", "body": "y", "writer": 1}).encode()
    try:
        urllib.request.urlopen(site + "/write", form, timeout=60)
    except urllib.error.HTTPError as refused:
        return refused.code == 403 and b"CSRF token missing" in refused.read()
    return False


def visit(browser, site, name):
    """What a visitor does, and what must then be seen."""
    browser.open(site + "/")
    browser.check_page()
    first = browser.texts(".card h2")
    same(len(first), 25)

    browser.click(".card h2 a")
    same(browser.texts("h1"), [first[0]])
    browser.check_page()
    browser.click(".byline a")
    assert browser.texts("h1")[0].startswith("By "), browser.texts("h1")
    browser.click(".brand")

    browser.click(".pager a[rel=next]")
    browser.check_page()
    assert not set(first) & set(browser.texts(".card h2"))
    browser.click(".pager a[rel=prev]")
    same(browser.texts(".card h2"), first)

    browser.write("#q", "coroutines")
    browser.click(".search button")
    found = browser.texts(".card h2")
    assert found and all("coroutines" in each.lower() for each in found), found
    browser.check_page()

    browser.click(".top nav a:last-child")
    same(browser.address(), "/write")
    browser.check_page()
    browser.write("#body", "A first line.\n\nA second <b>paragraph</b>.")
    browser.click(".write button")
    same(browser.texts(".problem"), ["Title must not be empty."])
    same(browser.run("document.querySelector('#body').value"), "A first line.\n\nA second <b>paragraph</b>.")
    browser.complaints()  # the browser logs the status 422
    title = f"<script>alert('{name}')</script> of {name}"
    browser.write("#title", title)
    browser.click(".write button")
    same(browser.texts("h1"), [title])
    same(browser.texts(".whole > p:not(.byline)"), ["A first line.", "A second <b>paragraph</b>."])
    same(browser.texts(".message"), ["Your article is published."])
    browser.check_page()
    browser.open(site + browser.address())
    same(browser.texts(".message"), [])

    browser.open(site + "/articles/nothing-here")
    same(browser.texts("h1"), ["Not Found"])
    browser.complaints()  # the browser logs the status 404


def take_pictures(driver, site, folder):
    os.makedirs(folder, exist_ok=True)
    for screen, name, dark in ((DESK, "desk", False), (PHONE, "phone", False), (DESK, "desk_dark", True),
                               (PHONE, "phone_dark", True)):
        with Browser(driver, screen, dark) as browser:
            browser.open(site + "/")
            browser.picture(f"{folder}/blog_list_{name}.png")
            browser.click(".card h2 a")
            browser.picture(f"{folder}/blog_article_{name}.png")
            browser.open(site + "/write")
            browser.write("#body", "What I would have liked to know before.")
            browser.click(".write button")
            browser.picture(f"{folder}/blog_form_{name}.png")
            browser.open(site + "/articles/nothing-here")
            browser.picture(f"{folder}/blog_error_{name}.png")


def main():
    program, static = sys.argv[1:3]
    driver_path = shutil.which("chromedriver")
    psql = shutil.which("psql") or (glob.glob("/usr/lib/postgresql/*/bin/psql") or [None])[-1]
    address = os.environ.get("HYPER_TEST_DATABASE_URL")
    if not (driver_path and shutil.which("chromium") and psql and address):
        print("left out: needs chromium, chromedriver, psql, and HYPER_TEST_DATABASE_URL (tests/run sets it)")
        return 77
    option = "--database-url=" + re.sub("^(postgresql://[^/]*/)[^?]*", r"\1examples_browser", address)
    execute = lambda sql: subprocess.run([psql, "-q", address, "-c", sql], check=True, capture_output=True)
    execute("DROP DATABASE IF EXISTS examples_browser WITH (FORCE)")
    execute("CREATE DATABASE examples_browser")
    ends = []
    try:
        for command in ("migrate", "seed"):
            subprocess.run([program, command, option], check=True, capture_output=True)
        words = [program, "serve", option, "--port=0", "--threads=2", "--static-source=" + static]
        blog = Process(words, r"Serving on .*:(\d+) ")
        ends.append(blog)
        driver = Process([driver_path, "--port=0"], r"started successfully on port (\d+)")
        ends.append(driver)
        site = f"http://127.0.0.1:{blog.port}"
        if "--pictures" in sys.argv:
            take_pictures(driver, site, sys.argv[sys.argv.index("--pictures") + 1])
            return 0
        for screen, name in ((DESK, "desk"), (PHONE, "phone")):
            with Browser(driver, screen) as browser:
                visit(browser, site, name)
        assert refused_without_token(site), "a form without a token was taken"
        print("the blog's pages are as they should be")
        return 0
    finally:
        for each in reversed(ends):
            each.end()
        execute("DROP DATABASE IF EXISTS examples_browser WITH (FORCE)")


sys.exit(main())
