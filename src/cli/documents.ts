/** Documents to be converted: annotated texts as they are, or predictions with the texts of their gold. */
import { Aligner } from "../align/align.ts";
import { nowhere, repeatedId } from "../align/pair.ts";
import { goldInUtf16 } from "../align/place/gold.ts";
import { warnUnused } from "../align/rename.ts";
import { type RepairCounts, RepairTally } from "../align/repairs.ts";
import type { SideCounts, TypeCount } from "../align/side.ts";
import { TypeFilter } from "../align/types.ts";
import type { Document, Origin } from "../corpus/document.ts";
import { NerEvalError, throwIssues } from "../corpus/error.ts";
import { IssueLog, type Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import { refuseSharedInput } from "../files/files.ts";
import { type Findings, goldInput, goldSettings, predictionInput, predictionSettings } from "../files/inputs.ts";
import type { Written } from "../formats/writing.ts";
import { typeRules } from "../run/type-rules.ts";
import type { Io } from "./io.ts";
import { onePredictionPath, spansLeftOut, tagsRepaired } from "./messages/convert.ts";
import type { GoldFlags, PredictionFlags } from "./options.ts";

/** What was read, in the order of the input, or of the gold. */
export interface Documents {
  readonly documents: readonly Written[];
  /** The documents of predictions that stand nowhere in their texts, each as often as it has such. */
  readonly unplaced: readonly Written[];
  readonly warnings: readonly Warning[];
  /** The absolute paths of the files that were read. */
  readonly files: readonly string[];
}

/**
 * The documents of the paths; where flags name gold, the paths are predictions for its texts.
 *
 * @throws NerEvalError with every issue found in the input.
 */
export async function documentsIn(
  paths: readonly string[],
  flags: GoldFlags & PredictionFlags,
  io: Io,
): Promise<Documents> {
  return flags.gold === undefined ? annotated(paths, flags, io) : predicted(paths, flags, flags.gold, io);
}

async function annotated(paths: readonly string[], flags: GoldFlags, io: Io): Promise<Documents> {
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const gold = await goldInput(goldSettings(flags, paths), findings, io);
  const filter = new TypeFilter(typeRules(flags), "gold");
  const repairs = new RepairTally();
  const places = new Map<string, Origin>();
  const read: Document[] = [];
  for await (const batch of gold.batches) {
    for (const document of batch) {
      const { id, origin } = document;
      const first = places.get(id);
      if (first) findings.issues.add(repeatedId("document", id, first, origin));
      else places.set(id, origin ?? nowhere);
      repairs.add(document);
      read.push(document);
    }
  }
  const placed = goldInUtf16(read, flags.goldOffsets, findings.issues);
  const documents = placed.documents.map((document) => ({ ...document, spans: filter.apply(document.spans) }));
  throwIssues(findings.issues);
  const warnings = [
    ...findings.warnings,
    ...placed.warnings,
    ...repaired(repairs.counts()),
    ...warnUnused(filter.renamer),
  ];
  const left = { dropped: countsOf(filter.dropped), ignored: countsOf(filter.ignored) };
  return { documents, unplaced: [], warnings: [...warnings, ...leftOut(left)], files: gold.files };
}

async function predicted(
  paths: readonly string[],
  flags: GoldFlags & PredictionFlags,
  goldPaths: readonly string[],
  io: Io,
): Promise<Documents> {
  const [path, another] = paths;
  if (another !== undefined) throw new NerEvalError(onePredictionPath());
  refuseSharedInput([...goldPaths, path]);
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const gold = await goldInput(goldSettings(flags, goldPaths), findings, io);
  const predictions = await predictionInput(predictionSettings(flags, path!), findings, io);
  const { issues } = findings;
  const aligner = new Aligner({
    types: typeRules(flags),
    offsets: flags.offsets,
    goldOffsets: flags.goldOffsets,
    ground: flags.ground,
    issues,
  });
  const places = new Map<string, number>();
  const documents: Written[] = [];
  const unplaced: Written[] = [];
  const inOrder = async function* () {
    for await (const batch of gold.batches) {
      for (const { id } of batch) places.set(id, places.size);
      // Nothing is judged: what was predicted where nobody annotated is converted, too.
      yield batch.map((document) => ({ ...document, annotated: undefined, unannotated: undefined }));
    }
  };
  for await (const batch of aligner.documents(inOrder(), predictions.batches)) {
    for (const { pair, pred, unplaced: lost } of batch) {
      const document = { ...pair.gold, tags: undefined, spans: pred };
      documents.push(document);
      for (const _ of lost) unplaced.push(document);
    }
  }
  const { pred, repaired: illegal } = aligner.finish();
  throwIssues(issues);
  const order = (a: Written, b: Written) => places.get(a.id)! - places.get(b.id)!;
  const warnings = [...findings.warnings, ...aligner.warnings(), ...repaired(illegal?.pred), ...leftOut(pred)];
  return {
    ...{ documents: documents.sort(order), unplaced: unplaced.sort(order), warnings },
    files: [...gold.files, ...predictions.files],
  };
}

function repaired(repairs: RepairCounts | undefined): Warning[] {
  return repairs && repairs.tags > 0 ? [tagsRepaired(repairs.kinds)] : [];
}

/** What `--types`, `--ignore` and `--map` kept out. */
function leftOut({ dropped, ignored }: Pick<SideCounts, "dropped" | "ignored">): Warning[] {
  const types = [...dropped, ...ignored].sort((a, b) => compareText(a.type, b.type));
  return types.length === 0 ? [] : [spansLeftOut(types)];
}

function countsOf(types: ReadonlyMap<string, number>): TypeCount[] {
  return Array.from(types, ([type, count]) => ({ type, count }));
}
