/** Tagging: reads gold, has a tagger tag it, and hands over the predictions. Shared by `score --tagger` and `tag`. */
import { SpanChecker } from "../align/check.ts";
import { nowhere, type Pair, repeatedId } from "../align/pair.ts";
import { goldInUtf16 } from "../align/place/gold.ts";
import { type OffsetChoice, UnitDecider } from "../align/place/units.ts";
import { TypeFilter } from "../align/types.ts";
import { collect, type Document, type Origin } from "../corpus/document.ts";
import { NerEvalError, throwIssues } from "../corpus/error.ts";
import { type Flaw, flawsIn } from "../corpus/flaw.ts";
import { IssueLog, type Warning } from "../corpus/issue.ts";
import { type OffsetUnit, offsetUnits } from "../corpus/offsets.ts";
import { refuseSharedInput } from "../files/files.ts";
import { type Findings, goldInput, goldSettings } from "../files/inputs.ts";
import { loadTagger } from "../files/taggers.ts";
import type { Input } from "../run/inputs.ts";
import { typeRules } from "../run/type-rules.ts";
import { assignFolds } from "../stats/random.ts";
import type { Tagged, Tagger } from "../taggers/tagger.ts";
import { arrange, type Session, type Teaching } from "../taggers/training.ts";
import type { Io } from "./io.ts";
import { interrupted, taggerDoesNotTrain, taggerOffsetsUnit } from "./messages/usage.ts";
import type { GoldFlags, TaggerFlags } from "./options.ts";
import { Progress } from "./progress.ts";
import { noteModule } from "./stray.ts";

/** Everything that is needed to tag: the documents, the tagger, and how it learns. */
export interface Assignment {
  readonly documents: readonly Document[];
  readonly inputs: readonly Input[];
  readonly tagger: Tagger;
  readonly session: Session;
  /** What the tagger's offsets count. */
  readonly offsets: OffsetUnit | "auto";
  /** Whether bad spans are told with the answers instead of ending the run. */
  readonly keepFlaws: boolean;
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
  const keepFlaws = (flags.badSpans?.pred ?? "refuse") !== "refuse";
  const { timeout } = flags;
  const specification = flags.tagger;
  const onModule = (path: string | undefined) => {
    if (path !== undefined) io.opened?.add(path);
    noteModule(specification);
  };
  const tagger = await loadTagger(specification, { timeout, cwd: io.cwd, keepFlaws, onModule });
  const gold = await goldInput(goldSettings(flags), findings, io);
  const documents = checked(await collect(gold.batches), flags, findings);
  const { teaching, inputs, files } = await teachingOf(flags, tagger, findings, io);
  reportRepeatedIds(documents, findings);
  throwIssues(findings.issues);
  const session = arrange(tagger, inScoredTypes(documents, flags), teaching);
  const offsets = unitOf(flags.offsets, tagger);
  return {
    ...{ documents, inputs: [...gold.inputs, ...inputs], tagger, session, offsets, keepFlaws },
    files: [...gold.files, ...files],
  };
}

/** What a tagger's offsets count. The answers of a command are evidence; other taggers count UTF-16, as JavaScript does. */
function unitOf(offsets: OffsetChoice, tagger: Tagger): OffsetUnit | "auto" {
  if (offsets === "auto") return tagger.name.startsWith("cmd:") ? "auto" : "utf16";
  const unit = offsetUnits.find((known) => known === offsets);
  if (unit) return unit;
  throw new NerEvalError(taggerOffsetsUnit(offsets, offsetUnits));
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
    throw new NerEvalError(taggerDoesNotTrain(tagger.name));
  }
  const { batches, inputs, files } = await goldInput({ ...goldSettings(flags, [train]), role: "train" }, findings, io);
  const documents = inScoredTypes(checked(await collect(batches), flags, findings), flags);
  return { teaching: { from: "documents", documents, name: train }, inputs, files };
}

/** The documents with spans that fit their texts, in UTF-16; the others are reported. */
function checked(
  documents: readonly Document[],
  { goldOffsets }: GoldFlags,
  { issues, warnings }: Findings,
): Document[] {
  const gold = goldInUtf16(documents, goldOffsets, issues);
  warnings.push(...gold.warnings);
  return gold.documents;
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
 * Answers are told in half-open UTF-16 offsets; those that do not fit their text end the run. An answer of which it is
 * not known yet what its offsets count is told as soon as it is. Returns what the reader of the result should know.
 */
export async function runTagging(
  assignment: Assignment,
  done: ReadonlySet<string>,
  io: Io,
  onTagged: (tagged: Tagged) => void,
): Promise<readonly Warning[]> {
  const { documents, tagger, offsets, keepFlaws } = assignment;
  const golds = new Map(documents.map((document) => [document.id, document]));
  const issues = new IssueLog();
  const checkers = new Map<OffsetUnit, SpanChecker>();
  const lenient = { gold: false, pred: keepFlaws };
  const decider = new UnitDecider({ gold: "utf16", pred: offsets }, issues, lenient);
  const tell = (pairs: readonly Pair[]) => {
    for (const { gold, pred } of pairs) {
      const { spans, unit = offsets === "auto" ? "utf16" : offsets, flaws = [] } = pred!;
      const checker = checkers.get(unit) ?? new SpanChecker(unit, issues);
      checkers.set(unit, checker);
      const before = issues.count;
      const noted: Flaw[] = [];
      const note = keepFlaws ? (flaw: Flaw) => void noted.push(flaw) : undefined;
      const fitting = checker.check(spans, gold.text, originOf(tagger, gold.id), { note });
      if (issues.count === before) onTagged({ id: gold.id, spans: fitting, ...flawsIn([...flaws, ...noted]) });
    }
  };
  for await (const tagged of answersOf(assignment, done, io))
    tell(decider.take([{ gold: golds.get(tagged.id)!, pred: { ...tagged, origin: originOf(tagger, tagged.id) } }]));
  tell(decider.finish());
  for (const checker of checkers.values()) checker.finish("pred");
  throwIssues(issues);
  return [...decider.warnings(), ...decider.undecidedWarnings()];
}

/** The answers of a tagger as it gives them, to what is not done yet. */
export async function* answersOf(
  { documents, tagger, session }: Assignment,
  done: ReadonlySet<string>,
  io: Io,
): AsyncIterable<Tagged> {
  const progress = new Progress(io, `tagging with ${tagger.name}`, documents.length);
  progress.add(done.size);
  try {
    for await (const tagged of untilInterrupted(session.run(done), io.signal)) {
      yield tagged;
      progress.add(1);
    }
  } finally {
    progress.stop();
    await tagger.close?.();
  }
}

/** Where an answer comes from. */
export function originOf({ name }: Tagger, id: string): Origin {
  return { source: `<${name}> on ${JSON.stringify(id)}`, whole: `<${name}>` };
}

/** What a stream yields, up to the moment the signal fires. */
async function* untilInterrupted<T>(stream: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  const items = stream[Symbol.asyncIterator]();
  const interruption = new Promise<"interrupted">((resolve) => {
    if (signal.aborted) resolve("interrupted");
    signal.addEventListener("abort", () => resolve("interrupted"), { once: true });
  });
  for (;;) {
    const next = await Promise.race([items.next(), interruption]);
    if (next === "interrupted") throw new NerEvalError(interrupted());
    if (next.done) return;
    yield next.value;
  }
}
