/**
 * Adversarial input: 20,000 characters of one kind, or 100,000, as a whole file, a text, a type, an id, a cell or the value of an
 * option. Whatever is made of them, it must take time that is linear in their number.
 */
import { expect } from "chai";
import type { Command } from "commander";
import { createProgram } from "../src/cli/program.ts";
import { NerEvalError } from "../src/corpus/error.ts";
import type { Extent } from "../src/corpus/fragments.ts";
import { BEGINNING, goldFormatFor, predictionFormatFor } from "../src/formats/detect.ts";
import { goldFormats, predictionFormats, writtenFormats } from "../src/formats/registry.ts";
import { LossLog, type Written } from "../src/formats/writing.ts";
import { latexComment, latexText } from "../src/report/latex-text.ts";
import { delimited, renderDelimited } from "../src/report/render/delimited.ts";
import { renderAnnotation } from "../src/report/render/github.ts";
import { renderHtml } from "../src/report/render/html.ts";
import { renderLatex } from "../src/report/render/latex.ts";
import { renderMarkdown } from "../src/report/render/markdown.ts";
import { plain } from "../src/report/render/style.ts";
import { renderText } from "../src/report/render/terminal.ts";
import type { Report, Table } from "../src/report/table.ts";
import { markdownText, printable } from "../src/report/text.ts";
import { Workplace } from "./cli/fake-io.ts";
import { readGold, readPredictions } from "./formats/reading.ts";
import { thorough } from "./runs.ts";

const LENGTH = thorough ? 100_000 : 20_000;
/** What is linear takes milliseconds; a square of the length, half a second or many. */
const MOST = thorough ? 2000 : 500;

const units = [
  ...[" ", "\t", "\n", "\r\n", " \n", "\u00a0", "\u2028"],
  ...["[", "]", "[A ", "(", "{", "}", '"', "'", "`", "-", "–", "_", "*", "|", "#", ":", ";", "=", ",", ".", "!", "/"],
  ...["0", "1 ", "\\", "\\n", "<", ">", "<a>", "</a>", "<!--", "<?", "<![CDATA[", "]]>", "&", "&#1", "&amp;", "@a."],
  ...["\u0301", "e\u0301", "😀", "\ud83d", "👩‍", "\ufeff", "\u0000", "a", "a ", "Ab", "www.", "a\n", "a\n\n", "T1\t"],
  ...["B-", "B-PER ", "a B-PER\n", "a\tO\n", "null,", '{"a":', '"a",', "{}\n", "[]\n", "1|t|\n", "# ", "```json\n"],
];
const strings = new Map(units.map((unit) => [unit, unit.repeat(LENGTH / unit.length)]));

/** The strings, or where less is tried a share of them, which is another one for the next format. */
function stringsOf(n: number, share: number): (readonly [unit: string, long: string])[] {
  return [...strings].filter((_, i) => thorough || (i + n) % share === 0);
}

/** Names of what took too much time of the processor, each time of three. */
class Stopwatch {
  readonly slow: string[] = [];

  async time(what: string, action: () => unknown): Promise<void> {
    const took: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const start = process.cpuUsage();
      try {
        await action();
      } catch (error) {
        if (!isRefusal(error)) throw new Error(`${what}: ${(error as Error).stack?.slice(0, 2000)}`);
      }
      const { user, system } = process.cpuUsage(start);
      took.push((user + system) / 1000);
      if (process.env.SHOW && took.at(-1)! > 250) console.log(Math.round(took.at(-1)!), what);
      if (took.at(-1)! < MOST) return;
    }
    this.slow.push(`${what}: ${took.map(Math.round).join(" and ")} ms`);
  }
}

/** A refusal in words is an answer, too. */
function isRefusal(error: unknown): boolean {
  return error instanceof NerEvalError || (error as { code?: string }).code === "commander.invalidArgument";
}

const origin = { source: "x", line: 1 };
const first: Extent = { start: 0, end: 3 };

/** Small documents in which one thing is long. */
function documentsWith(long: string): (readonly [place: string, document: Written])[] {
  const small = { id: "1", text: "Ada met Bo", spans: [{ ...first, type: "PER" }], origin };
  const edges = [0, 3, 4, 7, 8, 10];
  const tokens = [0, 2, 4].map((i) => ({ start: edges[i]!, end: edges[i + 1]! }));
  return [
    ["a text", { ...small, text: `Ada ${long}` }],
    ["a token", { ...small, text: `Ada ${long}`, tokens: [first, { start: 4, end: 4 + long.length }] }],
    ["a mention", { ...small, text: long, spans: [{ start: 0, end: long.length, type: "PER" }] }],
    ["a type", { ...small, spans: [{ ...first, type: long }], tokens }],
    ["an id", { ...small, id: long, tokens }],
  ];
}

/** A small file of each format, with names in it where others go: `IDX`, `TYX`, and `TOX` as the first word. */
const samples = new Map<string, { readonly text: string; readonly beside: string | undefined }>(
  writtenFormats.map(({ name, writer }) => {
    const tokens = [first, { start: 4, end: 7 }];
    const document = { id: "IDX", text: "TOX met", tokens, spans: [{ ...first, type: "TYX" }], origin };
    const { before = "", behind = "" } = writer.frame ?? {};
    const text = before + (writer.write(document, 1, new LossLog()) ?? "") + behind;
    return [name, { text, beside: writer.beside?.write(document) }];
  }),
);
samples.set("hf", {
  text: '[[{"entity": "TYX", "word": "TOX", "score": 1, "start": 0, "end": 3}]]',
  beside: undefined,
});
samples.set("mentions", {
  text: '{"id": "IDX", "output": "TOX", "entities": [{"text": "TOX", "type": "TYX"}, ["TOX", "TYX"]]}',
  beside: undefined,
});

/** All of the places where a string may be, or where less is tried the first of them and another one from unit to unit. */
function placesOf<T>(places: readonly T[], unit: string): readonly T[] {
  const others = places.length - 1;
  return thorough ? places : places.filter((_, i) => i === 0 || i === 1 + (units.indexOf(unit) % others));
}

/** Files that hold the long string: alone, and in the place of a name. */
function filesWith(format: string, long: string): (readonly [place: string, text: string])[] {
  const { text } = samples.get(format)!;
  const places = ["IDX", "TYX", "TOX"].filter((name) => text.includes(name));
  return [
    ["a file", long],
    ["the end of a file", text + long],
    ...places.map((name) => [`the place of ${name}`, text.replaceAll(name, () => long)] as const),
  ];
}

const shown = (unit: string) => JSON.stringify(unit);

describe("tens of thousands of characters of one kind", function () {
  this.timeout(600_000);

  const names = new Set([...goldFormats, ...predictionFormats].map(({ name }) => name));
  for (const [n, name] of [...names].entries())
    it(`are read in time as ${name}`, async () => {
      const watch = new Stopwatch();
      const { beside } = samples.get(name)!;
      for (const [unit, long] of stringsOf(n, 3))
        for (const [place, text] of placesOf(filesWith(name, long), unit)) {
          const companions = beside === undefined ? [undefined] : [beside, beside.replace("TOX", () => long)];
          for (const companion of companions) {
            const options = companion === undefined ? {} : { companion };
            if (goldFormats.some((format) => format.name === name))
              await watch.time(`gold ${name}, ${shown(unit)} as ${place}`, () => readGold(name, text, options));
            else
              await watch.time(`predictions ${name}, ${shown(unit)} as ${place}`, () =>
                readPredictions(name, text, options),
              );
          }
        }
      expect(watch.slow).to.deep.equal([]);
    });

  it("are told in time to be of a format", async () => {
    const watch = new Stopwatch();
    for (const [unit, long] of strings)
      for (const ending of ["", ".txt", ".xml", ".json", ".jsonl", ".tsv", ".conll"])
        await watch.time(`${shown(unit)} in x${ending}`, () => {
          goldFormatFor(`x${ending}`, long.slice(0, BEGINNING));
          predictionFormatFor(`x${ending}`, long.slice(0, BEGINNING));
        });
    expect(watch.slow).to.deep.equal([]);
  });

  for (const [n, { name, writer }] of writtenFormats.entries())
    it(`are written in time as ${name}, and read again`, async () => {
      const watch = new Stopwatch();
      for (const [unit, long] of stringsOf(n, 4))
        for (const [place, document] of placesOf(documentsWith(long), unit)) {
          let text: string | undefined;
          let companion: string | undefined;
          await watch.time(`${name}, ${shown(unit)} as ${place}`, () => {
            const { before = "", behind = "" } = writer.frame ?? {};
            const piece = writer.write(document, 1, new LossLog());
            if (piece !== undefined) text = before + piece + behind;
            companion = writer.beside?.write(document);
          });
          if (text === undefined) continue;
          const options = companion === undefined ? {} : { companion };
          await watch.time(`${name}, ${shown(unit)} as ${place}, read again`, () =>
            readPredictions(name === "bracket" ? "jsonl" : name, text!, options),
          );
        }
      expect(watch.slow).to.deep.equal([]);
    });

  it("are shown in time, wherever they are in a report", async () => {
    const watch = new Stopwatch();
    for (const [unit, whole] of strings) {
      // It is in a dozen places at once.
      const long = whole.slice(0, LENGTH / 10);
      const columns = [
        { title: "Type", align: "left" as const },
        { title: long, group: long, align: "right" as const, named: true },
      ];
      const figure = { text: long, mark: long, interval: long, also: { text: long } };
      const table: Table = { columns, rows: [{ cells: [long, figure] }], caption: long, notes: [long] };
      const facts = [{ label: long, facts: [long, long] }];
      const report: Report = { title: long, subtitle: long, blocks: [table, facts], notes: [long] };
      const actions: Readonly<Record<string, () => unknown>> = {
        printable: () => printable(long),
        markdownText: () => markdownText(long),
        latexText: () => latexText(long),
        latexComment: () => latexComment(long),
        delimited: () => delimited([[long, long]], 2, ","),
        renderDelimited: () => renderDelimited(table, "\t"),
        renderAnnotation: () => renderAnnotation("error", long, long),
        renderHtml: () => renderHtml(report),
        renderLatex: () => renderLatex(table, { provenance: [long], label: "x", siunitx: true }),
        renderMarkdown: () => renderMarkdown(report),
        renderText: () => renderText(report, 80, plain),
      };
      for (const [name, action] of Object.entries(actions)) await watch.time(`${name} of ${shown(unit)}`, action);
    }
    expect(watch.slow).to.deep.equal([]);
  });

  it("are taken or refused in time as the value of every option", async () => {
    const place = new Workplace();
    const style = { stdout: plain, stderr: plain };
    const program = createProgram(place.io({ argv: ["help"] }), style, {
      warn: () => undefined,
      fail: () => undefined,
    });
    const watch = new Stopwatch();
    const parsers = new Map(
      (program.commands as readonly Command[]).flatMap((command) =>
        command.options.flatMap(({ long, parseArg, defaultValue }) =>
          parseArg && long ? [[`${command.name()} ${long}`, { parseArg, defaultValue }] as const] : [],
        ),
      ),
    );
    expect(parsers.size).to.be.greaterThan(50);
    for (const [unit, long] of stringsOf(0, 3))
      for (const [name, { parseArg, defaultValue }] of parsers)
        for (const value of [long, `gold:${long}`, `PER=${long}`, `${long}=1`, `f1[${long}]=1`, `${long}!`])
          await watch.time(`${name} ${shown(unit)}`, () =>
            parseArg(value, Array.isArray(defaultValue) ? defaultValue : undefined),
          );
    place.remove();
    expect(watch.slow).to.deep.equal([]);
  });
});
