/**
 * Growth: how the time grows with each thing that input can have many of, whole processes, in seconds of the processor.
 *
 * `npm run bench:growth -- --only types,documents --rounds 3`
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { grouped } from "../src/messages/words.ts";

/** Twice the work may take 2^1.3 = 2.5 times as long: n log n, with caches that overflow, and noise. */
const MOST = 1.3;

/** The fourth power of anything would still be found by sizes of a few hundred; this is the third of nested mentions. */
const MOST_NESTED = 3.3;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly text?: string;
}

interface Record {
  readonly id: string;
  readonly text?: string;
  readonly spans: readonly Span[];
}

/** Gold and predictions in which one thing is `n` times. */
interface Input {
  readonly gold: readonly Record[];
  readonly pred: readonly Record[];
}

interface Growth {
  readonly what: string;
  readonly sizes: readonly [number, number];
  readonly make: (n: number) => Input;
  /** More arguments for the program. */
  readonly args?: readonly string[];
  /** Whether it ends with exit code 2, since the input is refused. */
  readonly refused?: true;
  readonly most?: number;
}

const list = <T>(n: number, item: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => item(i));

/** A document of words of three letters and a blank, with mentions of some of them. */
function words(id: string, n: number, spans: readonly Span[]): Record {
  return { id, text: "abc ".repeat(n), spans };
}

/** A mention of some words. */
const mention = (word: number, type: string, length = 1): Span => ({
  start: 4 * word,
  end: 4 * (word + length) - 1,
  type,
});

/** Documents of ten words and three mentions. */
function documents(n: number, id = (i: number) => `d${i}`): Input {
  const gold = list(n, (i) => words(id(i), 10, [mention(0, "A"), mention(3, "B"), mention(6, "C", 2)]));
  return { gold, pred: gold.map(({ id }) => ({ id, spans: [mention(0, "A"), mention(3, "C"), mention(6, "C")] })) };
}

/** One document, with these mentions. */
function one(length: number, gold: readonly Span[], pred: readonly Span[]): Input {
  return { gold: [words("d", length, gold)], pred: [{ id: "d", spans: pred }] };
}

const nested = (n: number, shift: number, type = (_: number) => "A") =>
  list(n, (i) => ({ start: i + shift, end: 2 * n + 20 - i + shift, type: type(i) }));

const growths: readonly Growth[] = [
  { what: "documents", sizes: [30_000, 60_000], make: (n) => documents(n) },
  { what: "documents, with units", sizes: [20_000, 40_000], make: (n) => documents(n), args: ["--units"] },
  {
    ...{ what: "documents, with intervals", sizes: [5000, 10_000], make: (n) => documents(n) },
    args: ["--resamples", "200"],
  },
  {
    ...{ what: "reversed ids", sizes: [30_000, 60_000] },
    make: (n) => ({ gold: documents(n).gold, pred: documents(n).pred.toReversed() }),
  },
  {
    ...{ what: "unknown ids", sizes: [30_000, 60_000], args: ["--unknown", "leave-out"] },
    make: (n) => ({ gold: documents(100).gold, pred: [...documents(100).pred, ...documents(n, (i) => `u${i}`).pred] }),
  },
  {
    ...{ what: "unknown ids, refused", sizes: [10_000, 20_000], refused: true },
    make: (n) => ({ gold: documents(100).gold, pred: documents(n, (i) => `u${i}`).pred }),
  },
  {
    ...{ what: "documents without predictions", sizes: [20_000, 40_000] },
    make: (n) => ({ gold: documents(n).gold, pred: documents(10).pred }),
  },
  {
    ...{ what: "tokens of one document", sizes: [250_000, 500_000] },
    make: (n) =>
      one(
        n,
        list(100, (i) => mention(10 * i, "A")),
        list(100, (i) => mention(10 * i, "A", 2)),
      ),
  },
  {
    ...{ what: "mentions of one document", sizes: [30_000, 60_000] },
    make: (n) =>
      one(
        3 * n,
        list(n, (i) => mention(3 * i, "A")),
        list(n, (i) => mention(3 * i, i % 3 === 0 ? "B" : "A", 1 + (i % 2))),
      ),
  },
  {
    ...{ what: "mentions that touch in a chain", sizes: [20_000, 40_000] },
    make: (n) =>
      one(
        2 * n + 2,
        list(n, (i) => mention(2 * i, "A", 2)),
        list(n, (i) => mention(2 * i + 1, "A", 2)),
      ),
  },
  {
    ...{ what: "mentions in mentions", sizes: [10_000, 20_000] },
    make: (n) =>
      one(
        4 * n,
        list(n, (i) => [mention(4 * i, "A", 3), mention(4 * i + 1, "B")]).flat(),
        list(n, (i) => [mention(4 * i, "A", 2), mention(4 * i + 1, "B", 2)]).flat(),
      ),
  },
  {
    ...{ what: "nested mentions, one type", sizes: [200, 400], most: MOST_NESTED },
    make: (n) => one(n, nested(n, 0), nested(n, 3)),
  },
  {
    ...{ what: "nested mentions, three types", sizes: [200, 400], most: MOST_NESTED },
    make: (n) =>
      one(
        n,
        nested(n, 0, (i) => `T${i % 3}`),
        nested(n, 3, (i) => `T${i % 3}`),
      ),
  },
  {
    ...{ what: "predictions on one mention", sizes: [20_000, 40_000] },
    make: (n) =>
      one(
        n,
        [mention(0, "A", n)],
        list(n, (i) => mention(i, "A")),
      ),
  },
  {
    ...{ what: "nested predictions on one mention", sizes: [5000, 10_000] },
    make: (n) => one(n, [mention(0, "A", n)], nested(n, 3)),
  },
  {
    ...{ what: "types", sizes: [4000, 8000], args: ["--units"] },
    make: (n) => {
      const gold = list(n / 10, (d) =>
        words(
          `d${d}`,
          10,
          list(10, (i) => mention(i, `T${10 * d + i}`)),
        ),
      );
      return { gold, pred: gold.map(({ id, spans }) => ({ id, spans })) };
    },
  },
  {
    ...{ what: "types of one document", sizes: [4000, 8000], args: ["--units"] },
    make: (n) => {
      const spans = list(n, (i) => mention(i, `T${i}`));
      return one(n, spans, spans);
    },
  },
  {
    ...{ what: "types, with a report as text", sizes: [2000, 4000], args: ["-f", "text"] },
    make: (n) => {
      const spans = list(n, (i) => mention(i, `T${i}`));
      return one(n, spans, spans);
    },
  },
  {
    ...{ what: "types, each with an interval", sizes: [500, 1000], args: ["--resamples", "100"] },
    make: (n) => {
      const gold = list(n / 10, (d) =>
        words(
          `d${d}`,
          10,
          list(10, (i) => mention(i, `T${10 * d + i}`)),
        ),
      );
      return { gold, pred: gold.map(({ id, spans }) => ({ id, spans })) };
    },
  },
  {
    ...{ what: "unknown types, each in a warning", sizes: [5000, 10_000] },
    make: (n) =>
      one(
        n,
        list(n, (i) => mention(i, `T${i}`)),
        list(n, (i) => mention(i, `U${i}`)),
      ),
  },
  {
    ...{ what: "distinct surface texts", sizes: [20_000, 40_000] },
    make: (n) => {
      const text = (i: number) => `w${i} x y `;
      const spans = (wide: number) => (i: number) => [{ start: 0, end: text(i).length - wide, type: "A" }];
      return {
        gold: list(n, (i) => ({ id: `d${i}`, text: text(i), spans: spans(5)(i) })),
        pred: list(n, (i) => ({ id: `d${i}`, spans: spans(3)(i) })),
      };
    },
  },
  {
    ...{ what: "offsets that contradict surface texts, refused", sizes: [10_000, 20_000], refused: true },
    make: (n) => ({
      gold: documents(n).gold,
      pred: list(n, (i) => ({ id: `d${i}`, spans: [{ ...mention(0, "A"), text: "zzz" }] })),
    }),
  },
  {
    ...{ what: "offsets behind the text, skipped", sizes: [10_000, 20_000], args: ["--bad-spans", "skip"] },
    make: (n) => ({ gold: documents(n).gold, pred: list(n, (i) => ({ id: `d${i}`, spans: [mention(50, "A")] })) }),
  },
];

/** The seconds of the processor that a program takes, and what it does with the exit code. */
const HOOK = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from "node:fs";
   process.on("exit", () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1e6)); });`,
)}`;

const program = fileURLToPath(new URL("../dist/bin.cjs", import.meta.url));
const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, rounds: { type: "string", default: "3" } },
});
const rounds = Number(values.rounds);
const only = values.only.split(",").filter((name) => name !== "");
const folder = mkdtempSync(join(tmpdir(), "ner-eval-growth-"));
process.once("SIGINT", () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(130);
});
try {
  main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function main(): void {
  const start = timeOf({ what: "start", sizes: [1, 1], make: documents }, 1);
  const rows: string[][] = [];
  let flagged = 0;
  for (const growth of growths) {
    if (only.length > 0 && !only.some((name) => growth.what.startsWith(name))) continue;
    const [n, twice] = growth.sizes;
    const [time, longer] = [timeOf(growth, n) - start, timeOf(growth, twice) - start];
    const exponent = Math.log(longer / time) / Math.log(twice / n);
    const most = growth.most ?? MOST;
    const constant =
      growth.most === undefined
        ? `${((longer / twice) * 1e6).toFixed(1)} µs each`
        : `${((longer / twice ** 3) * 1e9).toFixed(1)} ns × n³`;
    if (exponent > most) flagged++;
    console.error(`${growth.what}: ${time.toFixed(2)} s, ${longer.toFixed(2)} s, exponent ${exponent.toFixed(2)}`);
    rows.push([
      ...[growth.what, grouped(n), grouped(twice), time.toFixed(2), longer.toFixed(2)],
      ...[exponent.toFixed(2), constant, exponent > most ? `above ${most}` : ""],
    ]);
  }
  const titles = ["Twice the", "n", "2n", "n, s", "2n, s", "Exponent", "Constant", ""];
  console.log(`Node ${process.version}, start ${start.toFixed(2)} s, least of ${rounds} rounds\n`);
  console.log(markdownTable([titles, ...rows], { align: ["l", "r", "r", "r", "r", "r", "r", "l"] }));
  if (flagged > 0) console.log(`\n${flagged} of ${rows.length} grow faster than n log n`);
}

/** The least time of some rounds. */
function timeOf(growth: Growth, n: number): number {
  const { gold, pred } = growth.make(n);
  const [goldPath, predPath] = [join(folder, "gold.jsonl"), join(folder, "pred.jsonl")];
  writeFileSync(goldPath, linesOf(gold));
  writeFileSync(predPath, linesOf(pred));
  const args = ["--gold", goldPath, "--pred", predPath, "-f", "json", "--resamples", "0", ...(growth.args ?? [])];
  return Math.min(...list(rounds, () => run(args, growth.refused ? 2 : 0)));
}

function linesOf(records: readonly Record[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function run(args: readonly string[], expected: number): number {
  const { status, stderr, output } = spawnSync(process.execPath, ["--import", HOOK, program, ...args], {
    ...{ encoding: "utf8", maxBuffer: 2 ** 30, stdio: ["ignore", "ignore", "pipe", "pipe"] },
  });
  if (status === expected) return Number(output[3]);
  throw new Error(`ner-eval ${args.join(" ")} ended with ${status}: ${stderr.slice(0, 500)}`);
}
