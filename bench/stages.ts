/**
 * The stages: what `ner-eval --gold gold.txt --document line --pred preds.jsonl -f json` does, put together from the
 * library's own functions with a stopwatch at every stage. Prints milliseconds by stage as JSON.
 *
 * `node stages.mjs gold.txt preds.jsonl`
 */
import { Aligner } from "../src/align/align.ts";
import type { Io } from "../src/cli/io.ts";
import { DocumentColumns } from "../src/corpus/columns.ts";
import type { Document, Prediction } from "../src/corpus/document.ts";
import { throwIssues } from "../src/corpus/error.ts";
import { IssueLog } from "../src/corpus/issue.ts";
import { Counts } from "../src/count/counts.ts";
import { textOf } from "../src/files/files.ts";
import { InputRecorder } from "../src/files/inputs.ts";
import { bracket } from "../src/formats/bracket/bracket.ts";
import { defaultGoldOptions, type ReadContext } from "../src/formats/format.ts";
import { jsonl } from "../src/formats/jsonl.ts";
import { Ledger } from "../src/match/ledger.ts";
import { runJson } from "../src/report/run-json.ts";
import { plainFairRules } from "../src/score/fair-weights.ts";
import { allMetrics } from "../src/score/metrics.ts";
import { resultWarnings } from "../src/score/result-warnings.ts";
import { resultsOf } from "../src/score/results.ts";
import { creditsOf } from "../src/score/schemes/registry.ts";
import { plainRules } from "../src/score/scores.ts";
import { intervalsOf } from "../src/stats/bootstrap.ts";
import { version } from "../src/version.ts";

/** Adds up the time of each stage, in milliseconds. Time in a stage that runs inside another is not the outer one's. */
class Stopwatch {
  readonly times = new Map<string, number>();
  private readonly running: string[] = [];
  private since = performance.now();

  /** Does some work as part of a stage. */
  time<T>(stage: string, work: () => T): T {
    this.enter(stage);
    const result = work();
    this.leave();
    return result;
  }

  /** The same stream; waiting for it is part of a stage. */
  async *stream<T>(stage: string, source: AsyncIterable<T>): AsyncIterable<T> {
    const iterator = source[Symbol.asyncIterator]();
    for (;;) {
      this.enter(stage);
      const next = await iterator.next();
      this.leave();
      if (next.done) return;
      yield next.value;
    }
  }

  private enter(stage: string): void {
    this.book();
    this.running.push(stage);
  }

  private leave(): void {
    this.book();
    this.running.pop();
  }

  private book(): void {
    const now = performance.now();
    const stage = this.running.at(-1);
    if (stage !== undefined) this.times.set(stage, (this.times.get(stage) ?? 0) + now - this.since);
    this.since = now;
  }
}

const watch = new Stopwatch();
const issues = new IssueLog();
const warnings: ReadContext["warnings"] = [];
const io: Pick<Io, "stdin"> = process;

/** A file as it is read by a format, decoding and digest apart. */
async function* recordsOf<R extends Document | Prediction>(
  path: string,
  note: InputRecorder,
  read: (chunks: AsyncIterable<string>, context: ReadContext) => AsyncIterable<readonly R[]>,
): AsyncIterable<readonly R[]> {
  const stage = `read ${note.input().role}`;
  const chunks = watch.stream("read and decode bytes", textOf({ name: path, path, id: path }, io as Io));
  for await (const batch of watch.stream(stage, read(chunks, { source: path, name: "gold", issues, warnings }))) {
    watch.time("digest", () => {
      for (const record of batch) note.add(record.id, record.text, record.spans);
    });
    yield batch;
  }
}

const [goldPath = "", predPath = ""] = process.argv.slice(2);
const golds = await InputRecorder.open("gold", goldPath);
const preds = await InputRecorder.open("pred", predPath);
const gold = recordsOf(goldPath, golds, (chunks, context) =>
  bracket.gold.read(chunks, context, { ...defaultGoldOptions, document: "line" }),
);
const predictions = recordsOf(predPath, preds, (chunks, context) =>
  jsonl.predictions.read(chunks, context, { repair: "begin" }),
);
const aligner = new Aligner({ issues });
const counts = new Counts({ unit: "document", overlaps: [], credits: creditsOf([]) });
const columns = new DocumentColumns(counts.types);
const ledger = new Ledger();

for await (const aligned of watch.stream("pair and align", aligner.documents(gold, predictions))) {
  watch.time("match and count", () => {
    for (const document of aligned) {
      columns.load(document);
      ledger.match(columns);
      counts.add(columns, ledger);
    }
  });
}
watch.time("1,000 resamples of every metric", () => {
  const units = counts.units();
  const rules = { undefined: "skip", rules: plainRules, fair: plainFairRules, overlaps: [] } as const;
  const drawing = { resamples: 1000, seed: 12345, level: 0.95, method: "percentile" } as const;
  return intervalsOf(units, allMetrics(units.types, [], 1), rules, drawing);
});
watch.time("results and JSON", () => {
  const alignment = aligner.finish();
  throwIssues(issues);
  const results = resultsOf(counts, "skip");
  const { documents } = results;
  const signature = { scheme: "strict", average: "micro", undefined: "skip", types: undefined, map: [] } as const;
  const run = {
    ...results,
    name: "preds",
    alignment,
    warnings: [...warnings, ...aligner.warnings(), ...resultWarnings(results)],
    inputs: [golds.input(), preds.input()],
    signature: { ...signature, documents, version },
    options: {},
  };
  return runJson(run, { units: false });
});
console.log(JSON.stringify(Object.fromEntries(watch.times)));
