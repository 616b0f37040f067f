/**
 * The benchmark: ner-eval against the floor, whole processes, and where its time goes.
 *
 * `npm run bench -- --sizes 100k,1m --rounds 3`, or `npm run bench -- startup` for what starting takes.
 */
import { execSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { grouped } from "../src/messages/words.ts";
import { type Corpus, writeCorpus } from "./corpus.ts";
import { type Cost, compile, Runner } from "./process.ts";
import { type Files, writeReadingFiles } from "./reading-files.ts";
import { startupTable } from "./startup.ts";

/** The formats that are measured. */
const FORMATS = ["jsonl", "conll", "brackets"] as const;
type Format = (typeof FORMATS)[number];

/** What reading may take beside splitting files into lines. */
const AIMS = { reading: 4 };

/** The CPU time that ner-eval may take beside the floor, by the number of tokens from which on it is wanted. */
const RATIOS = [
  { from: 20_000_000, jsonl: 0.9, conll: 1.4, brackets: 1.4 },
  { from: 5_000_000, jsonl: 1.3, conll: 1.4, brackets: 1.4 },
  { from: 1_000_000, jsonl: 2 },
] as const;

/** The most memory it may take, in MiB, from 5 million tokens on. */
const MEMORY = 130;

/** The size at which stages are told apart, in tokens. */
const STAGED = 1_000_000;

/** How often something short is run for the table of stages; the median counts. */
const STARTS = 7;

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "dist", "bin.cjs");

const corpora = new Map<number, Corpus>();
const { startup, sizes, rounds, seed } = readOptions();
ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), "ner-eval-bench-"));
process.once("SIGINT", () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(130);
});
try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const runner = new Runner(folder);
  console.log(`Node ${process.version}, ${availableParallelism()} cores, ${rounds} rounds\n`);
  if (startup) {
    console.log(await startupTable(program, folder, rounds, runner));
    return;
  }
  const floor = compile("floor", folder);
  const measured: Measured[] = [];
  for (const size of sizes) {
    console.error(`measuring ${grouped(size)} tokens`);
    measured.push(await compare(corpusOf(size), floor, runner));
  }
  console.log("CPU times of whole processes; the floor reads both files as JSONL and parses each line.\n");
  console.log(comparison(measured));
  console.log(`\n${verdict(measured)}\n`);
  console.log(stageTable(await stagesOf(corpusOf(STAGED), runner)));
  console.log(`\n${readingTable(await readingCosts(corpusOf(STAGED), runner))}`);
}

/** Reading the files of a format, and only splitting them into lines, in milliseconds by round. */
interface Reading extends Files {
  readonly lines: readonly number[];
  readonly documents: readonly number[];
}

/** Runs the reader and the floor in turn, on the same files. The first round is for warming up. */
async function readingCosts(corpus: Corpus, runner: Runner): Promise<Reading[]> {
  const script = compile("reading", folder);
  const place = join(folder, "reading");
  mkdirSync(place);
  const readings: Reading[] = [];
  for (const files of writeReadingFiles(corpus, place)) {
    console.error(`reading ${files.format}`);
    const times: { lines: number[]; documents: number[] } = { lines: [], documents: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const [list, what] of [
        [times.lines, "lines"],
        [times.documents, files.format],
      ] as const) {
        await runner.run(script, [what, ...files.paths]);
        const { time, count } = runner.answer() as { time: number; count: number };
        if (what !== "lines" && count !== corpus.goldSpans)
          throw new Error(`${what} has ${count} spans; there are ${corpus.goldSpans}`);
        if (round > 0) list.push(time);
      }
    }
    readings.push({ ...files, ...times });
  }
  return readings;
}

function readingTable(readings: readonly Reading[]): string {
  const titles = ["Reading", "Files", "MB", "Lines, MB/s", "ner-eval, MB/s", "Ratio (rounds)", "At most"];
  const rows = readings.map(({ format, paths, bytes, lines, documents }) => {
    const ratios = documents.map((time, i) => time / lines[i]!);
    const speed = (times: readonly number[]) => (bytes / 1000 / median(times)).toFixed(0);
    const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    const ratio = median(documents) / median(lines);
    return [
      ...[format, grouped(paths.length), (bytes / 1e6).toFixed(1), speed(lines), speed(documents)],
      ...[`${ratio.toFixed(2)} (${range})`, `${AIMS.reading}: ${ratio <= AIMS.reading ? "met" : "not met"}`],
    ];
  });
  return rightAligned([titles, ...rows]);
}

/** The two programs on one corpus: CPU times round by round, and the peaks of memory. */
interface Measured {
  readonly corpus: Corpus;
  readonly floor: Program;
  readonly jsonl: Program;
  readonly conll: Program;
  readonly brackets: Program;
}

interface Program {
  readonly times: number[];
  memory: number;
}

/** Runs the programs in turn, so that whatever else the machine does hits all. The first round is for warming up. */
async function compare(corpus: Corpus, floorScript: string, runner: Runner): Promise<Measured> {
  const none = (): Program => ({ times: [], memory: 0 });
  const measured = { corpus, floor: none(), jsonl: none(), conll: none(), brackets: none() };
  const commands = [
    [measured.floor, [floorScript, corpus.goldLines, corpus.preds]],
    [measured.jsonl, [program, "--gold", corpus.goldLines, ...argumentsFor(corpus.preds)]],
    [measured.conll, [program, "--gold", corpus.goldColumns, ...argumentsFor(corpus.predColumns)]],
    [measured.brackets, [program, "--gold", corpus.gold, "--document", "line", ...argumentsFor(corpus.preds)]],
  ] as const;
  for (const [measure, [script, ...args]] of commands) {
    measure.memory = (await runner.run(script, args)).memory;
    if (measure !== measured.floor) refuseWrong(runner.answer(), corpus);
  }
  for (let round = 0; round < rounds; round++)
    for (const [measure, args] of commands) measure.times.push(await runner.cpuTime(args));
  return measured;
}

function argumentsFor(preds: string): string[] {
  // The floor draws no intervals either; the table of stages says what they cost.
  return ["--pred", preds, "-f", "json", "--resamples", "0"];
}

/** A fast wrong answer is none. */
function refuseWrong(answer: unknown, { documents, goldSpans, predSpans }: Corpus): void {
  const { alignment } = answer as {
    alignment: { documents: { paired: number }; gold: { scored: number }; pred: { scored: number } };
  };
  const seen = [alignment.documents.paired, alignment.gold.scored, alignment.pred.scored].join();
  const made = [documents, goldSpans, predSpans].join();
  if (seen !== made) throw new Error(`ner-eval saw ${seen} documents, gold and predicted spans; there are ${made}`);
}

function comparison(measured: readonly Measured[]): string {
  const titles = ["Tokens", "Documents", "Spans, gold + pred", "Format", "Floor, ms", "ner-eval, ms", "Ratio (rounds)"];
  const rows = measured.flatMap((all) =>
    FORMATS.map((format) => {
      const { corpus, floor, [format]: own } = all;
      const ratios = own.times.map((time, i) => time / floor.times[i]!);
      const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
      return [
        grouped(corpus.tokens),
        grouped(corpus.documents),
        grouped(corpus.goldSpans + corpus.predSpans),
        format,
        median(floor.times).toFixed(0),
        median(own.times).toFixed(0),
        `${ratioOf(all, format).toFixed(2)} (${range})`,
        mebibytes(floor),
        mebibytes(own),
      ];
    }),
  );
  return rightAligned([[...titles, "Floor, MiB", "ner-eval, MiB"], ...rows]);
}

function verdict(measured: readonly Measured[]): string {
  const judge = (what: string, value: number, most: number, unit: string) =>
    `${what}: ${value.toFixed(2)} ${unit}, at most ${most} wanted: ${value <= most ? "met" : "not met"}`;
  return measured
    .flatMap((all) => {
      const { tokens } = all.corpus;
      const aims = RATIOS.find(({ from }) => tokens >= from);
      const verdicts = FORMATS.flatMap((format) => {
        const most = aims && format in aims ? aims[format as "jsonl"] : undefined;
        const what = `${grouped(tokens)} tokens, ${format}`;
        return most === undefined ? [] : [judge(what, ratioOf(all, format), most, "times the floor")];
      });
      const memory = judge(`${grouped(tokens)} tokens`, all.jsonl.memory / 2 ** 20, MEMORY, "MiB");
      return tokens >= 5_000_000 ? [...verdicts, memory] : verdicts;
    })
    .join("\n");
}

function ratioOf({ floor, ...programs }: Measured, format: Format): number {
  return median(programs[format].times) / median(floor.times);
}

/** Milliseconds by stage, in the order in which they begin to matter. */
async function stagesOf(corpus: Corpus, runner: Runner): Promise<[stage: string, time: number][]> {
  console.error(`stages at ${grouped(corpus.tokens)} tokens`);
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  const starts: Cost[] = [];
  const loads: Cost[] = [];
  for (let i = 0; i < STARTS; i++) {
    starts.push(await runner.run(empty));
    loads.push(await runner.run(program, ["--version"]));
  }
  await runner.run(compile("stages", folder), [corpus.gold, corpus.preds]);
  const start = medianTime(starts);
  const stages = Object.entries(runner.answer() as { [stage: string]: number });
  return [["start Node", start], ["load ner-eval", medianTime(loads) - start], ...stages];
}

function stageTable(stages: readonly [stage: string, time: number][]): string {
  const total = stages.reduce((sum, [, time]) => sum + time, 0);
  const rows = stages.map(([stage, time]) => [stage, time.toFixed(0), `${((100 * time) / total).toFixed(0)} %`]);
  const title = `Stage, ${grouped(STAGED)} tokens`;
  return markdownTable([[title, "ms", "Share"], ...rows, ["all", total.toFixed(0), "100 %"]], {
    align: ["l", "r", "r"],
  });
}

/** The corpus of a size, made when it is first asked for. */
function corpusOf(tokens: number): Corpus {
  const known = corpora.get(tokens);
  if (known) return known;
  const place = join(folder, String(tokens));
  mkdirSync(place);
  const corpus = writeCorpus(place, tokens, seed);
  corpora.set(tokens, corpus);
  return corpus;
}

function medianTime(costs: readonly Cost[]): number {
  return median(costs.map(({ time }) => time));
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Memory in MiB. */
function mebibytes({ memory }: Program): string {
  return (memory / 2 ** 20).toFixed(0);
}

function rightAligned(rows: string[][]): string {
  return markdownTable(rows, { align: rows[0]!.map(() => "r") });
}

function readOptions(): { startup: boolean; sizes: number[]; rounds: number; seed: string } {
  const { values, positionals } = parseArgs({
    options: {
      sizes: { type: "string", default: "100k,1m,5m" },
      rounds: { type: "string" },
      seed: { type: "string", default: "1" },
    },
    allowPositionals: true,
  });
  const startup = positionals[0] === "startup";
  const factors = { "": 1, k: 1e3, m: 1e6 };
  const sizes = values.sizes.split(",").map((size) => {
    const [, number, unit] = /^(\d+)([km]?)$/.exec(size.toLowerCase()) ?? [];
    return Number(number) * factors[unit as keyof typeof factors];
  });
  const rounds = Number(values.rounds ?? (startup ? 21 : 7));
  const known = positionals.length === (startup ? 1 : 0) && sizes.every((size) => size > 0);
  if (known && Number.isInteger(rounds) && rounds > 0) return { startup, sizes, rounds, seed: values.seed };
  console.error("usage: npm run bench -- [--sizes 100k,1m,5m] [--rounds 7] [--seed 1]");
  console.error("       npm run bench -- startup [--rounds 21]");
  process.exit(2);
}

/** Builds the program where it is not there, and says so where it is older than its source. */
function ensureBuilt(): void {
  if (!existsSync(program)) {
    console.error("dist is missing; building it");
    execSync("npm run build", { cwd: root, stdio: ["ignore", 2, "inherit"] });
    return;
  }
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const built = statSync(program).mtimeMs;
  if (sources.some((source) => statSync(join(root, "src", source)).mtimeMs > built))
    console.error("warning: src has changed since dist was built; npm run build makes it anew");
}
