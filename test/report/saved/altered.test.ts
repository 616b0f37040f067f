import { readFileSync } from "node:fs";
import { expect } from "chai";
import { NerEvalError } from "../../../src/corpus/error.ts";
import { plain } from "../../../src/report/render/style.ts";
import { renderText } from "../../../src/report/render/terminal.ts";
import { runReport } from "../../../src/report/run-report.ts";
import { readSaved, runOf } from "../../../src/report/saved/read.ts";
import { refuseOtherIntervals } from "../../../src/report/saved/redraw.ts";
import { Workplace } from "../../cli/fake-io.ts";
import { EFFORT, thorough } from "../../runs.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests break it wherever they like.
type Broken = any;
type Path = readonly (string | number)[];

/** Numbers that stand for themselves: nothing else in a run says what they must be, within their bounds. */
const FREE: readonly RegExp[] = [
  /^alignment\.pairing\.unknown\.\w+$/,
  /^alignment\.unscored$/,
  /^alignment\.(?:gold|pred)\.(?:duplicates|renamed\.\d+\.count)$/,
  /^alignment\.texts\.\w+$/,
  /^alignment\.grounding\.answers\.\w+$/,
  /^fair\.repeated\.(?:gold|pred)$/,
  /^nesting\.4\.(?:gold|pred)$/,
];

/** What is worked out anew; its numbers, which are many and all compared in one way, are not all changed. */
const DERIVED = new Set(["scores", "fair", "errors", "boundary", "confidence"]);

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const text = "Ada Moen of Port Osk met Bo Lund, chair of the Port Osk Bank.";
const span = (start: number, end: number, type: string, score?: number) => ({ start, end, type, score });

/** Nested and repeated spans, scores, other texts, types renamed, ignored and left out, documents without predictions. */
const rich = {
  "gold.jsonl": [
    ...[1, 2, 3, 4, 5].map((i) => ({
      id: `d${i}`,
      text,
      entities: [
        span(0, 8, "PER"),
        span(12, 20, "LOC"),
        span(25, 32, "PER"),
        ...(i > 1 ? [span(43, 60, "ORG"), span(47, 55, "LOC")] : []),
        ...(i > 3 ? [span(34, 39, "ROLE"), span(0, 3, "NAME")] : []),
      ],
    })),
    { id: "d6", text, entities: [span(0, 8, "PER")] },
    { id: "d7", text, entities: [span(0, 8, "PER")], annotated: false },
  ]
    .map(line)
    .join(""),
  "pred.jsonl": [
    ...[1, 2, 3, 4, 5].map((i) => ({
      id: `d${i}`,
      entities: [
        span(0, i > 2 ? 8 : 3, "PERSON", 0.9),
        span(12, 20, i > 2 ? "LOC" : "ORG", 0.8),
        span(24 + (i % 2), 32, "PERSON", 0.1 * i),
        ...(i % 2 === 0 ? [span(47, 60, "ORG", 0.7), span(47, 60, "ORG", 0.6), span(43, 46, "LOC")] : []),
        ...(i > 3 ? [span(34, 39, "ROLE", 0.5), span(4, 8, "JUNK", 0.99), span(9, 11, "LOC", 0.05)] : []),
      ],
    })),
    { id: "d7", entities: [span(0, 8, "PERSON", 0.9)] },
    { id: "d8", entities: [span(0, 8, "PERSON", 0.9)] },
  ]
    .map(line)
    .join(""),
};
const richArgs = [
  ...["--gold", "gold.jsonl", "--pred", "pred.jsonl", "--map", "pred:PERSON=PER,pred:JUNK="],
  ...["--ignore", "ROLE", "--types", "PER,LOC,ORG", "--threshold", "0.06", "--unknown", "leave-out"],
];

/** Runs of every kind, as they are saved. */
const kinds: Readonly<Record<string, { files: Readonly<Record<string, string>>; args: readonly string[] }>> = {
  "of nested spans with scores, intervals and overlaps": {
    files: rich,
    args: [...richArgs, "--confidence", "--scheme", "strict,overlap@0.5,fair", "--resamples", "20"],
  },
  "without copies and without unpredicted documents, under other rules": {
    files: rich,
    args: [
      ...[...richArgs, "--duplicates", "drop", "--unpredicted", "leave-out", "--beta", "2", "--interval", "bca"],
      ...["--resamples", "20", "--fair-booking", "system", "--undefined", "zero", "--level", "0.9", "--seed", "5"],
    ],
  },
  "of tags": {
    files: {
      "gold.conll": "Ada B-PER\nMoen I-PER\nmet O\nOsk I-LOC\n\nBo I-PER\nLund I-ORG\n\nOsk B-LOC\n",
      "pred.conll": "Ada B-PER\nMoen O\nMet O\nOsk I-LOC\n\nBo I-PER\nLund I-PER\n\nOsk O\n",
    },
    args: ["--gold", "gold.conll", "--pred", "pred.conll"],
  },
  "of mentions without offsets": {
    files: {
      "gold.jsonl": line({ id: "a", text, entities: [span(0, 8, "PER"), span(12, 20, "LOC"), span(47, 55, "LOC")] }),
      "pred.jsonl": line({
        id: "a",
        entities: ["Ada Moen", "PORT OSK", "Ada Moen", "Eve", "Lund"].map((name) => ({ text: name, type: "PER" })),
      }),
    },
    args: ["--gold", "gold.jsonl", "--pred", "pred.jsonl"],
  },
  "of another rendering of the text": {
    files: {
      "gold.jsonl": line({ id: "a", text, entities: [span(0, 8, "PER"), span(12, 20, "LOC")] }),
      "pred.jsonl": line({
        ...{ id: "a", text: text.replace("Port", "Port ").replace("Ada", "Ad") },
        entities: [span(0, 7, "PER"), span(11, 20, "LOC"), span(0, 2, "LOC")],
      }),
    },
    args: ["--gold", "gold.jsonl", "--pred", "pred.jsonl", "--max-drift", "100"],
  },
};

/** What the numbers are changed to. */
const edits: readonly ((value: number) => unknown)[] = [
  (value) => value + 1,
  () => 1e308,
  () => -1,
  () => 0.5,
  () => 2 ** 53,
  () => null,
];

describe("a saved run of which one number was changed", () => {
  for (const [kind, { files, args }] of Object.entries(kinds)) {
    it(`${kind}, is refused, or shown as it was`, async () => {
      const place = new Workplace(files);
      const { code, stderr } = await place.run([...args, "-o", "run.json"]);
      expect(code, stderr).to.equal(0);
      const json = readFileSync(place.path("run.json"), "utf8");
      place.remove();
      const before = shown(JSON.parse(json));
      const free: string[] = [];
      const all = process.env.MUTATIONS !== undefined || EFFORT > 1;
      const every = thorough ? 7 : 29;
      for (const [n, path] of numbersIn(JSON.parse(json)).entries()) {
        if (!all && DERIVED.has(String(path[0])) && n % every > 0) continue;
        for (const edit of all ? edits : [edits[n % edits.length]!]) {
          const changed = JSON.parse(json);
          change(changed, path, edit);
          const after = shown(changed);
          if (after !== before && after !== "run-altered" && after !== "run-field") free.push(path.join("."));
        }
      }
      expect(free.filter((name) => !FREE.some((pattern) => pattern.test(name)))).to.deep.equal([]);
      expect(before).to.contain("gold span");
    });
  }
});

/** The report of a run, or the code by which it is refused. */
function shown(json: unknown): string {
  try {
    const run = runOf(readSaved(json, "run.json"));
    refuseOtherIntervals(run, "run.json");
    const view = { schemes: ["strict", "partial", "fair", "token"], beta: 1, confusion: "counts", digits: 4 } as const;
    return renderText(runReport(run, view), 200, plain);
  } catch (error) {
    if (error instanceof NerEvalError) return error.code;
    throw error;
  }
}

function numbersIn(value: Broken, path: Path = []): Path[] {
  if (typeof value === "number") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    numbersIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function change(json: Broken, path: Path, edit: (value: number) => unknown): void {
  const last = path.at(-1)!;
  const home = path.slice(0, -1).reduce((value, key) => value[key], json);
  home[last] = edit(home[last]);
}
