/** Reads texts in a format, and damages them, for tests. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { surfaceOf } from "../../src/corpus/fragments.ts";
import { type Issue, IssueLog, type Warning } from "../../src/corpus/issue.ts";
import { defaultGoldOptions, type ReadContext } from "../../src/formats/format.ts";
import { formatNamed, goldFormats, predictionFormats } from "../../src/formats/registry.ts";
import { randomStream } from "../../src/stats/random.ts";
import { runs } from "../runs.ts";

/** What stands beside the files of a test, and how they are read. */
export interface Beside {
  readonly companion?: string | undefined;
  readonly types?: readonly string[];
  readonly set?: string;
  /** How many UTF-16 code units arrive at once. */
  readonly chunk?: number;
}

/** What a reader made of a text. Problems are `line:column code: message`. */
export interface Reading<R> {
  readonly records: readonly R[];
  readonly problems: readonly string[];
  readonly warnings: readonly Warning[];
}

export async function readGold(name: string, text: string, beside: Beside = {}): Promise<Reading<Document>> {
  const options = { ...defaultGoldOptions, types: beside.types && new Set(beside.types), set: beside.set };
  return reading(
    (context) => formatNamed(goldFormats, name)!.gold.read(chunksOf(text, beside.chunk), context, options),
    beside,
  );
}

export async function readPredictions(name: string, text: string, beside: Beside = {}): Promise<Reading<Prediction>> {
  const options = { repair: "begin", types: beside.types && new Set(beside.types), set: beside.set } as const;
  return reading(
    (context) => formatNamed(predictionFormats, name)!.predictions.read(chunksOf(text, beside.chunk), context, options),
    beside,
  );
}

async function reading<R>(
  read: (context: ReadContext) => AsyncIterable<readonly R[]>,
  { companion }: Beside,
): Promise<Reading<R>> {
  const issues = new IssueLog();
  const warnings: Warning[] = [];
  const records: R[] = [];
  const context = { source: "f", name: "f", issues, warnings, companion: async () => companion };
  for await (const batch of read(context)) records.push(...batch);
  const problems = issues.issues.map(
    ({ line, column, code, message }) => `${line ?? "-"}:${column ?? "-"} ${code}: ${message}`,
  );
  return { records, problems, warnings };
}

async function* chunksOf(text: string, size = 1 << 16): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** The mentions of a document, as `TYPE surface`. */
export function mentionsOf({ text, spans }: Document): string[] {
  return spans.map((span) => `${span.type} ${surfaceOf(span, text)}`);
}

/** A folder of annotations that others made; undefined where it is absent. */
export function corpus(name: string): string | undefined {
  const folder = fileURLToPath(new URL(`../../../shared/corpora/${name}`, import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/** The files of a folder with an ending, with their text; a byte-order mark is left out, as the program does. */
export function filesIn(folder: string, ending: string): { name: string; path: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => {
    const path = join(folder, name);
    return { name: name.slice(0, -ending.length), path, text: readText(path) };
  });
}

export function readText(path: string): string {
  return readFileSync(path, "utf8").replace(/^\ufeff/, "");
}

/** Reads `count` damaged versions of the samples: nothing may be thrown, and every span must fit its text. */
export async function survives(
  name: string,
  samples: readonly { text: string; companion?: string }[],
  count = runs(1000),
) {
  const random = randomStream(count, name);
  for (let round = 0; round < count; round++) {
    const { text, companion } = samples[round % samples.length]!;
    const damaged = damage(text, random);
    const { records, problems } = await readGold(name, damaged, { companion, chunk: 1 + Math.floor(random() * 5000) });
    for (const { text: whole, spans } of records) {
      for (const { start, end, fragments = [] } of spans) {
        for (const piece of [{ start, end }, ...fragments])
          expect(0 <= piece.start && piece.start < piece.end && piece.end <= whole.length, damaged).to.equal(true);
      }
    }
    for (const problem of problems) expect(problem).to.match(/^(?:\d+:\d+|-:-|\d+:-) [a-z-]+: ./);
  }
}

/** A text with a stretch cut out, doubled, moved or overwritten. */
function damage(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const length = Math.floor(random() ** 4 * 200) + 1;
  const other = Math.floor(random() * text.length);
  const piece = text.slice(other, other + length);
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + piece + text.slice(at);
    case 2:
      return text.slice(0, at) + piece + text.slice(at + length);
    case 3:
      return text.slice(0, at) + oddities[Math.floor(random() * oddities.length)] + text.slice(at + 1);
    default:
      return text.slice(0, at);
  }
}

const oddities = [
  "<",
  "&",
  "&x;",
  "\u0000",
  "😀",
  "\ud83d",
  "9",
  "-1",
  "\t",
  "\n",
  "]]>",
  "</TEXT>",
  '"',
  "99999999999999999",
  "{",
];

/** Issues in the order in which they are shown. */
export function byPlace(issues: readonly Issue[]): Issue[] {
  const order = ({ source, line = 0, column = 0, message }: Issue) => [source, line, column, message];
  return [...issues].sort((a, b) => {
    const [one, other] = [order(a), order(b)];
    const at = one.findIndex((part, i) => part !== other[i]);
    return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
  });
}
