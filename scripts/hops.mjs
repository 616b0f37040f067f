/**
 * How many functions of `src` a document passes through on its way from the files to the screen: `npm run hops [-- --list]`.
 *
 * Scores a number of documents that are alike, and counts the distinct functions that V8's precise coverage has once per run
 * or once per document: the chain of calls that somebody who reads the main job has to follow. Functions that are called per
 * span or per line of the report are not in it.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A number that nothing else is likely to have. */
const DOCUMENTS = 211;

const folder = mkdtempSync(join(tmpdir(), "ner-eval-hops-"));
const lines = (record) => Array.from({ length: DOCUMENTS }, (_, i) => `${JSON.stringify(record(i))}\n`).join("");
const entities = [
  { start: 0, end: 8, type: "PER" },
  { start: 13, end: 17, type: "LOC" },
];
writeFileSync(
  join(folder, "gold.jsonl"),
  lines((i) => ({ id: `${i}`, text: "Ada Moen met Oslo.", entities })),
);
writeFileSync(
  join(folder, "preds.jsonl"),
  lines((i) => ({ id: `${i}`, entities })),
);

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
const { run } = await import("../src/cli/run.ts");
const silent = { isTTY: false, write: () => true, columns: 80 };
await run({
  argv: ["--gold", "gold.jsonl", "--pred", "preds.jsonl", "--resamples", "0"],
  ...{ cwd: folder, env: {}, stdin: process.stdin, stdout: silent, stderr: silent },
});
const { result } = await session.post("Profiler.takePreciseCoverage");
rmSync(folder, { recursive: true });

const found = result
  .filter(({ url }) => /\/src\/.*\.ts/.test(url))
  .flatMap(({ url, functions }) => {
    const file = url.replace(/^.*\/src\//, "").replace(/\?.*$/, "");
    // The first of each file is the file itself.
    return functions
      .slice(1)
      .map(({ functionName, ranges: [{ count }] }) => ({ file, name: functionName || "(anonymous)", count }));
  })
  .filter(({ count }) => count === 1 || count === DOCUMENTS);
const perDocument = found.filter(({ count }) => count === DOCUMENTS);
if (process.argv.includes("--list"))
  for (const { file, name, count } of found) console.log(`${count === 1 ? "run     " : "document"} ${file} ${name}`);
console.log(
  `${found.length} hops: ${found.length - perDocument.length} functions once per run, ${perDocument.length} once per document`,
);
process.exit();
