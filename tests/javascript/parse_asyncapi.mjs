// Reads an AsyncAPI document from standard input with the AsyncAPI project's own parser; prints what it found as JSON.
import { text } from "node:stream/consumers";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(await text(process.stdin));
console.log(
  JSON.stringify({
    diagnostics: diagnostics.map(({ severity, code, message, path }) => ({ severity, code, message, path })),
    channels: document?.channels().all().map((channel) => channel.address()) ?? [],
    messages: document?.messages().all().map((message) => message.name()) ?? [],
  }),
);
