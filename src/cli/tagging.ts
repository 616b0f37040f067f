/** Tagging: reads gold, has a tagger tag it, and hands over the predictions. Shared by `score --tagger` and `tag`. */
import { SpanChecker } from "../align/check.ts";
import { nowhere, repeatedId } from "../align/pair.ts";
import type { OffsetChoice } from "../align/settle.ts";
import { TypeFilter } from "../align/types.ts";
import { collect, type Document, type Origin } from "../corpus/document.ts";
import { NerEvalError, throwIssues } from "../corpus/error.ts";
import { IssueLog } from "../corpus/issue.ts";
import { type OffsetUnit, offsetUnits } from "../corpus/offsets.ts";
import type { Input } from "../report/run.ts";
import { assignFolds } from "../stats/folds.ts";
import type { Tagged, Tagger } from "../taggers/tagger.ts";
import { arrange, type Session, type Teaching } from "../taggers/training.ts";
import { refuseSharedInput } from "./files.ts";
import { type Findings, goldInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { type GoldFlags, goldSettings } from "./options/input.ts";
import type { TaggerFlags } from "./options/tagger.ts";
import { Progress } from "./progress.ts";
import { loadTagger } from "./taggers.ts";
import { typeRules } from "./type-rules.ts";
import { usage } from "./usage.ts";

/** Everything that is needed to tag: the documents, the tagger, and how it learns. */
export interface Assignment {
  readonly documents: readonly Document[];
  readonly inputs: readonly Input[];
  readonly tagger: Tagger;
  readonly session: Session;
  /** What the tagger's offsets count. */
  readonly offsets: OffsetUnit;
  /** The absolute paths of the files that were read. */
  readonly files: readonly string[];
}

/** Reads the gold, and what the tagger learns from; every problem of either ends the run. */
export async function prepareTagging(
  flags: GoldFlags & TaggerFlags & { readonly tagger: string },
  findings: Findings,
  io: Io,
): Promise<Assignment> {
  refuseSharedInput([...(flags.gold ?? []), flags.train]);
  const tagger = await loadTagger(flags.tagger, flags.timeout, io);
  const gold = await goldInput(goldSettings(flags), findings, io);
  const documents = checked(await collect(gold.batches), findings);
  const { teaching, inputs, files } = await teachingOf(flags, tagger, findings, io);
  reportRepeatedIds(documents, findings);
  throwIssues(findings.issues);
  const session = arrange(tagger, inScoredTypes(documents, flags), teaching);
  const offsets = unitOf(flags.offsets);
  return { documents, inputs: [...gold.inputs, ...inputs], tagger, session, offsets, files: [...gold.files, ...files] };
}

/** What a tagger's offsets count. A tagger that gives surfaces and other offsets is told so by the check of its spans. */
function unitOf(offsets: OffsetChoice): OffsetUnit {
  if (offsets === "auto") return "utf16";
  const unit = offsetUnits.find((known) => known === offsets);
  if (unit) return unit;
  throw usage(`a tagger's offsets cannot be in ${offsets}`, `there are ${offsetUnits.join(", ")}`);
}

async function teachingOf(
  flags: GoldFlags & TaggerFlags,
  tagger: Tagger,
  findings: Findings,
  io: Io,
): Promise<{ teaching: Teaching; inputs: Input[]; files: readonly string[] }> {
  const { train, folds, seed } = flags;
  if (train === undefined)
    return { teaching: { from: "folds", folds, seed, assign: assignFolds }, inputs: [], files: [] };
  if (train === "none") return { teaching: { from: "none" }, inputs: [], files: [] };
  if (!tagger.learn) {
    throw usage(`${tagger.name} does not learn, so --train does nothing`, "leave --train out");
  }
  const { batches, inputs, files } = await goldInput({ ...goldSettings(flags, [train]), role: "train" }, findings, io);
  const documents = inScoredTypes(checked(await collect(batches), findings), flags);
  return { teaching: { from: "documents", documents, name: train }, inputs, files };
}

/** The documents with spans that fit their texts; the others are reported. */
function checked(documents: readonly Document[], { issues }: Findings): Document[] {
  const checker = new SpanChecker("utf16", issues);
  const fitting = documents.map((document) => ({
    ...document,
    spans: checker.check(document.spans, document.text, document.origin),
  }));
  checker.finish("gold");
  return fitting;
}

/** The documents with the types that are scored, under their new names: what a tagger is to learn. */
function inScoredTypes(documents: readonly Document[], flags: GoldFlags): Document[] {
  const filter = new TypeFilter(typeRules(flags), "gold");
  return documents.map((document) => ({ ...document, spans: filter.apply(document.spans) }));
}

function reportRepeatedIds(documents: readonly Document[], { issues }: Findings): void {
  const seen = new Map<string, Origin>();
  for (const { id, origin } of documents) {
    const first = seen.get(id);
    if (first) issues.add(repeatedId("gold document", id, first, origin));
    else seen.set(id, origin ?? nowhere);
  }
}

/**
 * Tags what is not done yet, telling each answer as it comes, until all are there or the user interrupts.
 * Answers are told in half-open UTF-16 offsets; those that do not fit their text end the run.
 */
export async function runTagging(
  { documents, tagger, session, offsets }: Assignment,
  done: ReadonlySet<string>,
  io: Io,
  onTagged: (tagged: Tagged) => void,
): Promise<void> {
  const texts = new Map(documents.map(({ id, text }) => [id, text]));
  const issues = new IssueLog();
  const checker = new SpanChecker(offsets, issues);
  const progress = new Progress(io, `tagging with ${tagger.name}`, documents.length);
  progress.add(done.size);
  try {
    for await (const { id, spans } of untilInterrupted(session.run(done), io.signal)) {
      const origin = { source: `<${tagger.name}> on ${JSON.stringify(id)}` };
      const before = issues.count;
      const fitting = checker.check(spans, texts.get(id)!, origin);
      if (issues.count === before) onTagged({ id, spans: fitting });
      progress.add(1);
    }
  } finally {
    progress.stop();
    await tagger.close?.();
  }
  checker.finish("pred");
  throwIssues(issues);
}

/** What a stream yields, up to the moment the signal fires. */
async function* untilInterrupted<T>(stream: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const items = stream[Symbol.asyncIterator]();
  const interrupted = new Promise<"interrupted">((resolve) => {
    if (signal.aborted) resolve("interrupted");
    signal.addEventListener("abort", () => resolve("interrupted"), { once: true });
  });
  for (;;) {
    const next = await Promise.race([items.next(), interrupted]);
    if (next === "interrupted") throw new NerEvalError({ code: "interrupted", message: "interrupted" });
    if (next.done) return;
    yield next.value;
  }
}
