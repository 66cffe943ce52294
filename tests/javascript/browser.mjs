// A headless Chromium: the one that CHROMIUM names, else on Linux x64 the one of the package @sparticuz/chromium, else Chrome
// where it is installed.
import sparticuz from "@sparticuz/chromium";
import puppeteer from "puppeteer-core";

export async function launch() {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  if (process.env.CHROMIUM) {
    return puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", ...quiet] });
  }
  if (process.platform === "linux" && process.arch === "x64") {
    const args = sparticuz.args.filter((argument) => argument !== "--single-process");
    const executablePath = await sparticuz.executablePath();
    return puppeteer.launch({ executablePath, args: [...args, ...quiet], headless: "shell" }).catch((error) => {
      const hint = "The tests' Chromium needs the library NSS (apt-get install -y libnss3), or name another in CHROMIUM.";
      throw new Error(`${hint}\n${error.message}`);
    });
  }
  return puppeteer.launch({ channel: "chrome", args: quiet });
}
