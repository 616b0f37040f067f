/**
 * Reading alone: the documents of files in one format, or, as the floor, nothing but their lines. Prints milliseconds of
 * processor time, without what it takes to start, and what was counted, as JSON.
 *
 * `node reading.mjs conll gold.conll`, `node reading.mjs lines gold.conll`
 */
import { closeSync, openSync, readSync } from "node:fs";
import type { Io } from "../src/cli/io.ts";
import { throwIssues } from "../src/corpus/error.ts";
import { IssueLog } from "../src/corpus/issue.ts";
import { textOf } from "../src/files/files.ts";
import { companionOf } from "../src/files/sources.ts";
import { stemOf } from "../src/formats/detect.ts";
import { defaultGoldOptions } from "../src/formats/format.ts";
import { formatNamed, goldFormats } from "../src/formats/registry.ts";

/** How much is read at once, in bytes, as ner-eval does. */
const PIECE = 1 << 16;

const [what = "", ...paths] = process.argv.slice(2);
const begun = process.cpuUsage();
const count = what === "lines" ? lines() : await documents();
const { user, system } = process.cpuUsage(begun);
console.log(JSON.stringify({ time: (user + system) / 1000, count }));

/** The least that reading can be: every line of every file is there as a string. */
function lines(): number {
  let count = 0;
  const buffer = Buffer.allocUnsafe(PIECE);
  for (const path of paths) {
    const file = openSync(path, "r");
    const decoder = new TextDecoder();
    let rest = "";
    const take = (line: string) => {
      if (line.length > 0) count++;
    };
    for (let read = 0; (read = readSync(file, buffer)) > 0; ) {
      const text = rest + decoder.decode(buffer.subarray(0, read), { stream: true });
      let from = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
        take(text.slice(from, end));
        from = end + 1;
      }
      rest = text.slice(from);
    }
    take(rest);
    closeSync(file);
  }
  return count;
}

async function documents(): Promise<number> {
  const io = { cwd: process.cwd(), stdin: process.stdin } as unknown as Io;
  const format = formatNamed(goldFormats, what)!;
  const options = { ...defaultGoldOptions, document: "line" as const };
  const issues = new IssueLog();
  let spans = 0;
  for (const path of paths.filter((one) => !format.companions?.some((ending) => one.endsWith(ending)))) {
    const source = { name: path, path, id: path };
    const companion = (ending: string) => companionOf(source, ending, io);
    const context = { source: path, name: stemOf(path), issues, warnings: [], companion };
    for await (const batch of format.gold.read(textOf(source, io), context, options))
      for (const document of batch) spans += document.spans.length;
  }
  throwIssues(issues);
  return spans;
}
