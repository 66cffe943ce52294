"use strict";
// Shows the claims behind a figure. Every figure links to a fragment like #standing=stands&kind=killed&from=…&to=…: the
// claims that match all of it are listed. Texts of articles enter the page as text only, never as markup.
(() => {
  const { labels, claims } = JSON.parse(document.getElementById("data").textContent);
  const section = document.getElementById("evidence");
  const [output, cards, button] = ["output", ".cards", "button"].map((name) => section.querySelector(name));
  const PAGE = 50;
  let found = [];
  let shown = 0;

  const matches = (claim, filters) =>
    [...filters].every(([key, value]) => {
      if (key === "all") return true;
      if (key === "from") return claim.day !== null && claim.day >= value;
      if (key === "to") return claim.day !== null && claim.day <= value;
      if (key === "ids") return value.split(",").includes(claim.id);
      return claim[key] === value;
    });

  const element = (name, content = "", attributes = {}) => {
    const made = document.createElement(name);
    made.append(...[content].flat().filter((part) => part !== null && part !== ""));
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const isolated = (text) => element("bdi", text);

  // The words of the text and what they were found to mean.
  const both = (text, meaning) => [text && isolated(text), text && meaning && " = ", meaning && isolated(meaning)];

  const number = (count) => {
    const [low, high] = [count.low, count.high].map((bound) => bound?.toLocaleString("en"));
    if (low === undefined && high === undefined) return labels.no_number;
    if (low === high) return low;
    if (high === undefined) return labels.at_least.replace("{low}", low);
    return (count.low ? labels.between : labels.at_most).replace("{low}", low).replace("{high}", high);
  };

  const card = (claim) => {
    const standing = claim.standing === "stands" ? null : element("em", labels.standing[claim.standing]);
    const precision = labels.precision[claim.precision];
    const heading = element("h4", [
      `${labels.kind[claim.kind]}: `, isolated(number(claim)), precision ? ` (${precision})` : null, standing,
    ]);
    const [before, trigger, after] = claim.sentence;
    const sentence = element("blockquote", [before, element("mark", trigger), after], { dir: "auto", lang: "ar" });
    const details = [
      ["role", [claim.who, claim.who && labels.roles[claim.role] ? ` (${labels.roles[claim.role]})` : labels.roles[claim.role]]],
      ["side", claim.sideText],
      ["by", claim.byText],
      ["cause", labels.causes[claim.cause]],
      ["place", both(claim.placeText, claim.placeName)],
      ["happened", both(claim.whenText, claim.whenDays)],
      ["attributed", claim.sourceText],
      ["confidence", String(claim.confidence)],
    ]
      .map(([label, value]) => [label, [value].flat().filter(Boolean)])
      .filter(([, value]) => value.length);
    const list = element("dl", details.map(([label, value]) =>
      element("div", [element("dt", labels[label]), element("dd", value)])));
    const origin = element("p", [
      claim.url ? element("a", claim.title || claim.url, { href: claim.url, rel: "noreferrer noopener" }) : claim.title,
      " ", element("small", [isolated(claim.outlet || labels.unknown_outlet), " · ", isolated(claim.published)]),
    ]);
    const links = ["restates", "revises"].filter((key) => claim[key]).map((key) =>
      element("a", labels[`${key}_link`], { href: `#ids=${encodeURIComponent(`${claim[key]},${claim.id}`)}` }));
    const related = links.length ? element("p", links.flatMap((link) => [link, " "])) : null;
    const made = element("article", [heading, sentence, list, origin, related], { class: claim.kind, id: `claim-${claim.id}` });
    if (claim.standing !== "stands") made.classList.add("apart");
    return made;
  };

  const showMore = () => {
    cards.append(...found.slice(shown, shown + PAGE).map(card));
    shown = Math.min(found.length, shown + PAGE);
    button.hidden = shown === found.length;
  };

  const show = (jump) => {
    const filters = new URLSearchParams(location.hash.slice(1));
    found = claims.filter((claim) => matches(claim, filters));
    shown = 0;
    cards.replaceChildren();
    const parts = [...filters].map(([key, value]) => describe(key, value)).filter(Boolean);
    output.textContent = `${labels.claims}: ${found.length}${parts.length ? ` · ${parts.join(" · ")}` : ""}`;
    output.dataset.claims = found.length;
    output.dataset.low = found.reduce((sum, claim) => sum + (claim.low ?? 0), 0);
    if (!found.length) cards.append(element("p", labels.none_found));
    showMore();
    if (jump) section.scrollIntoView();
  };

  const describe = (key, value) => {
    if (key === "kind") return labels.kind[value];
    if (key === "standing") return labels.standing[value];
    if (key === "from") return value.startsWith("0000") ? "" : `${value} ←`;
    if (key === "to") return value.startsWith("9999") ? "" : `→ ${value}`;
    return ["place", "by", "side", "outlet", "credited"].includes(key) ? value : "";
  };

  button.addEventListener("click", showMore);
  addEventListener("hashchange", () => show(true));
  show(location.hash.includes("="));
})();
