"""A real browser: pages opened in Chromium, with a record of what they asked for and complained of."""

from tools import program

ADDRESS = "https://claims.example/page.html"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (390, 1280)


def launch(playwright):
    """Return a browser: the Chromium of the system, not one that Playwright would download."""
    return playwright.chromium.launch(executable_path=program("chromium"), args=ARGUMENTS)


class Visit:
    """A page as somebody opens it. ``asked`` are the addresses asked for, ``told`` errors and dialogs."""

    def __init__(self, browser, html, *, width=1280, scripts=True, scheme="light", hash=""):
        self.asked, self.told = [], []
        self.context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, java_script_enabled=scripts
        )

        def answer(route):
            self.asked.append(route.request.url)
            if route.request.url.partition("#")[0] == ADDRESS:
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            else:
                route.abort()

        def dismiss(dialog):
            self.told.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        self.context.route("**/*", answer)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda message: self.told.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        self.page.on("dialog", dismiss)
        self.page.goto(ADDRESS + hash)

    def rows(self):
        """Return the labels of the rows that are shown, in order; of what one party alone says, the whole line."""
        labels = self.page.locator("tbody th b, .alone summary").all()
        return [label.inner_text() for label in labels if label.is_visible()]

    def row(self, label):
        return self.page.locator("tbody").filter(has=self.page.locator("th b", has_text=label)).first

    def hash(self):
        return self.page.evaluate("location.hash")

    def until(self, script):
        """Wait until *script* is true; Playwright's own way would evaluate a text, which the page forbids."""
        for _ in range(250):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never came true: {script}")
