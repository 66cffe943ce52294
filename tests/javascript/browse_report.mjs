// Opens a report (file, width, screenshot to write or "-"), follows every figure to its evidence and prints what it saw as JSON.
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [file, width, screenshot] = process.argv.slice(2);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.setViewport({ width: Number(width), height: 900, isMobile: Number(width) < 600, hasTouch: Number(width) < 600 });
  const requests = [];
  const errors = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => errors.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  await page.goto(pathToFileURL(file).href);
  if (screenshot !== "-") await page.screenshot({ path: screenshot, fullPage: true });

  const seen = await page.evaluate(async () => {
    const output = document.querySelector("#evidence output");
    const follow = (link) =>
      new Promise((done) => {
        if (link.getAttribute("href") === decodeURI(location.hash) || link.hash === location.hash) return done();
        addEventListener("hashchange", () => setTimeout(done), { once: true });
        link.click();
      });
    const figures = [];
    for (const link of document.querySelectorAll("a.figure")) {
      await follow(link);
      figures.push({
        href: link.getAttribute("href"),
        text: link.textContent.trim(),
        claims: Number(link.dataset.claims),
        low: link.dataset.low === undefined ? null : Number(link.dataset.low),
        foundClaims: Number(output.dataset.claims),
        foundLow: Number(output.dataset.low),
        cards: document.querySelectorAll(".cards article").length,
        visible: document.querySelector("#evidence").getBoundingClientRect().top < innerHeight,
      });
    }
    location.hash = "#all=1";
    await new Promise((done) => setTimeout(done, 50));
    const button = document.querySelector("#evidence button");
    while (!button.hidden) button.click();
    const cards = [...document.querySelectorAll(".cards article")].map((card) => ({
      id: card.id,
      sentence: card.querySelector("blockquote").textContent,
      trigger: card.querySelector("mark").textContent,
      links: [...card.querySelectorAll("a")].map((link) => link.getAttribute("href")),
    }));
    // What is wider than the screen makes a phone scroll sideways.
    const overflowing = [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest(".map") && element.getBoundingClientRect().width > 0)
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.left < -1 || box.right > innerWidth + 1;
      })
      .map((element) => element.tagName + "." + element.className);
    return {
      figures,
      cards,
      overflowing,
      direction: getComputedStyle(document.body).direction,
      language: document.documentElement.lang,
      scripts: document.scripts.length,
      images: document.images.length,
    };
  });
  console.log(JSON.stringify({ ...seen, requests, errors, version: await browser.version() }));
} finally {
  await browser.close();
}
