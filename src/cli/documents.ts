/** Documents to be converted: annotated texts as they are, or predictions with the texts of their gold. */
import { Aligner } from "../align/align.ts";
import { SpanChecker } from "../align/check.ts";
import { repeatedId } from "../align/pair.ts";
import { warnUnused } from "../align/rename.ts";
import { RepairTally } from "../align/repairs.ts";
import type { TypeCount } from "../align/side.ts";
import { TypeFilter } from "../align/types.ts";
import type { Origin } from "../corpus/document.ts";
import { throwIssues } from "../corpus/error.ts";
import { IssueLog, type Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import type { LossLog, Written } from "../formats/write/writer.ts";
import { refuseSharedInput } from "./files.ts";
import { type Findings, goldInput, predictionInput } from "./inputs.ts";
import type { Io } from "./io.ts";
import { type GoldFlags, goldSettings, type PredictionFlags, predictionSettings } from "./options.ts";
import { typeRules } from "./type-rules.ts";
import { usage } from "./usage.ts";

/** What was read, in the order of the input, or of the gold. */
export interface Documents {
  readonly documents: readonly Written[];
  readonly warnings: readonly Warning[];
  /** The absolute paths of the files that were read. */
  readonly files: readonly string[];
}

/**
 * The documents of the paths; where flags name gold, the paths are predictions for its texts. Predictions that stand
 * nowhere in them go into `losses`.
 *
 * @throws NerEvalError with every issue found in the input.
 */
export async function documentsIn(
  paths: readonly string[],
  flags: GoldFlags & PredictionFlags,
  losses: LossLog,
  io: Io,
): Promise<Documents> {
  return flags.gold === undefined ? annotated(paths, flags, io) : predicted(paths, flags, flags.gold, losses, io);
}

async function annotated(paths: readonly string[], flags: GoldFlags, io: Io): Promise<Documents> {
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const gold = await goldInput(goldSettings(flags, paths), findings, io);
  const checker = new SpanChecker("utf16", findings.issues);
  const filter = new TypeFilter(typeRules(flags), "gold");
  const repairs = new RepairTally();
  const places = new Map<string, Origin>();
  const documents: Written[] = [];
  for await (const batch of gold.batches) {
    for (const document of batch) {
      const { id, origin } = document;
      const first = places.get(id);
      if (first) findings.issues.add(repeatedId("document", id, first, origin));
      else places.set(id, origin);
      repairs.add(document);
      const spans = checker.check(document.spans, document.text, origin);
      if (findings.issues.count === 0) documents.push({ ...document, spans: filter.apply(spans) });
    }
  }
  checker.finish("gold");
  throwIssues(findings.issues);
  const left = Array.from([...filter.dropped, ...filter.ignored], ([type, count]) => ({ type, count }));
  const warnings = [...findings.warnings, ...warnUnused(filter.renamer), ...repaired(repairs)];
  return { documents, warnings: [...warnings, ...leftOut(left)], files: gold.files };
}

async function predicted(
  paths: readonly string[],
  flags: GoldFlags & PredictionFlags,
  goldPaths: readonly string[],
  losses: LossLog,
  io: Io,
): Promise<Documents> {
  const [path, another] = paths;
  if (another !== undefined)
    throw usage("with --gold, one path of predictions is converted", "name a folder or a glob");
  refuseSharedInput([...goldPaths, path]);
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const gold = await goldInput(goldSettings(flags, goldPaths), findings, io);
  const predictions = await predictionInput(predictionSettings(flags, path!), findings, io);
  const { offsets, ground } = flags;
  const aligner = new Aligner({ types: typeRules(flags), offsets, ground, issues: findings.issues });
  const places = new Map<string, number>();
  const documents: Written[] = [];
  const inOrder = async function* () {
    for await (const batch of gold.batches) {
      for (const { id } of batch) places.set(id, places.size);
      yield batch;
    }
  };
  for await (const batch of aligner.documents(inOrder(), predictions.batches)) {
    for (const { id, pred, unplaced, pair } of batch) {
      documents.push({ ...pair.gold, tags: undefined, spans: pred });
      losses.add("mentions that are not in the text", { id }, unplaced.length);
    }
  }
  const { dropped, ignored } = aligner.finish().pred;
  throwIssues(findings.issues);
  documents.sort((a, b) => places.get(a.id)! - places.get(b.id)!);
  const warnings = [...findings.warnings, ...aligner.warnings(), ...leftOut([...dropped, ...ignored])];
  return { documents, warnings, files: [...gold.files, ...predictions.files] };
}

function repaired(repairs: RepairTally): Warning[] {
  const { tags = 0, kinds = [] } = repairs.counts() ?? {};
  if (tags === 0) return [];
  const named = kinds.map(({ kind, count }) => `${kind} ${count}`).join(", ");
  return [{ code: "tag-illegal", message: `illegal tags were repaired, which --repair is about: ${named}` }];
}

/** What `--types`, `--ignore` and `--map` kept out. */
function leftOut(left: readonly TypeCount[]): Warning[] {
  if (left.length === 0) return [];
  const types = [...left].sort((a, b) => compareText(a.type, b.type)).map(({ type, count }) => `${type} ${count}`);
  return [{ code: "type-left-out", message: `left out by type: ${types.join(", ")}` }];
}
