/** Messages about units of offsets: what decided them, where proofs contradict each other, and where nothing decides. */
import type { IssueLog, Warning } from "../../corpus/issue.ts";
import { type OffsetUnit, unitNames } from "../../corpus/offsets.ts";
import {
  type UndecidedFacts,
  type UnitEvidence,
  unitChangesScore,
  unitDecided,
  unitProvenLate,
  unitsContradict,
  unitUnknown,
} from "../../messages/offsets.ts";
import { unitsIn } from "./evidence.ts";
import { type Alternative, isRefused, type SideName, type UnitFile, unitOf } from "./unit-file.ts";

/** Says what evidence decided, where it is not UTF-16: once for each unit of a side. */
export function warnDecided(files: readonly UnitFile[]): Warning[] {
  const groups = new Map<string, UnitFile[]>();
  for (const file of files) {
    const unit = file.words.unit ?? unitOf(file);
    if (unit === "utf16" || isRefused(file)) continue;
    const key = `${file.side} ${unit}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return Array.from(groups.values(), (group): Warning => {
    const { side, words } = group[0]!;
    const unit = words.unit ? tokenNames[words.unit] : unitNames[unitOf(group[0]!)];
    const evidence = words.unit ? { words: wordEvidence(group) } : unitEvidence(group);
    return unitDecided({ side, files: filesOf(group), unit, evidence });
  });
}

const tokenNames = { token: "tokens", "token-inclusive": "tokens with inclusive ends" } as const;

function wordEvidence(files: readonly UnitFile[]): NonNullable<UnitEvidence["words"]> {
  return { spans: sumOf(files, ({ words }) => words.spans), misfits: sumOf(files, ({ words }) => words.misfits) };
}

function unitEvidence(files: readonly UnitFile[]): UnitEvidence {
  const unit = unitOf(files[0]!);
  const sum = (of: (file: UnitFile) => number) => sumOf(files, of);
  const surfaces = sum(({ units }) => units.count("surface"));
  const tokens = sum(({ units }) => units.count("tokens"));
  const cut = sum(({ units }) => units.count("character") - units.count("character", "utf16"));
  const byWords = files.filter(({ decision }) => decision?.by === "words").map(({ units }) => units.wordsFor(unit));
  const asUtf16 = (kind: "surface" | "tokens") => sum(({ units }) => units.count(kind, "utf16"));
  return {
    ...(surfaces > 0 && {
      surfaces: {
        all: surfaces,
        fitting: sum(({ units }) => units.count("surface", unit)),
        asUtf16: asUtf16("surface"),
      },
    }),
    ...(tokens > 0 && { tokens: { records: tokens, asUtf16: asUtf16("tokens") } }),
    ...(cut > 0 && { cut }),
    ...(byWords.length > 0 && {
      edges: { all: sumOf(byWords, ({ edges }) => edges), asUtf16: sumOf(byWords, (one) => one.asUtf16) },
    }),
  };
}

/** Reports proofs of one file that leave no unit. */
export function reportContradiction({ side, source, units }: UnitFile, issues: IssueLog): void {
  const { unit } = units;
  const [{ kind, units: others, place, span }] = units.against(unit) as [ReturnType<typeof units.against>[number]];
  const all = units.count();
  const record = side === "gold" ? place.gold : place.pred!;
  const at = span && { start: span.start, end: span.end };
  const first =
    kind === "tokens"
      ? ({ kind, id: record.id } as const)
      : kind === "surface"
        ? ({ kind, surface: span!.surface!, ...at! } as const)
        : ({ kind: "character", ...at! } as const);
  const other = unitNames[unitsIn(others)[0]!];
  const fitting = units.count(undefined, unit);
  const path = span ? ["entities", record.spans.indexOf(span)] : undefined;
  const facts = { side, file: source, fitting, proofs: all, unit: unitNames[unit], other, first };
  issues.add({ ...unitsContradict(facts), path }, record.origin);
}

/** Reports that documents were read before the proof came of what their offsets count. */
export function reportLate(file: UnitFile, issues: IssueLog): void {
  const { side, source } = file;
  issues.add(unitProvenLate(side, source, unitNames[unitOf(file)]), { source });
}

/** Strict counts, from which F1 is computed. */
export interface StrictCounts {
  readonly gold: number;
  readonly pred: number;
  readonly correct: number;
}

/** F1 of strict counts, in percent, as it is printed. */
export type PrintF1 = (counts: StrictCounts) => string;

/** Says where nothing decides a unit and it changes the score, with the F1 of each way to read the files. */
export function warnUndecided(
  files: { readonly [side in SideName]: readonly UnitFile[] },
  read: StrictCounts,
  others: readonly (Pick<Alternative, "gold" | "pred"> & { readonly counts: StrictCounts })[],
  f1Of: PrintF1,
): Warning[] {
  const f1 = f1Of(read);
  const changed = others.filter(({ counts }) => f1Of(counts) !== f1);
  if (changed.length === 0) return [];
  const sides = (["pred", "gold"] as const).filter((side) => changed.some((way) => way[side]));
  const undecided = sides.map((side) => ({ side, files: filesOf(files[side]), edges: edgeEvidence(files[side]) }));
  const nameOf = (unit: OffsetUnit | undefined) => unit && unitNames[unit];
  const ways = changed.map(({ gold, pred, counts }) => ({
    f1: f1Of(counts),
    gold: nameOf(gold),
    pred: nameOf(pred),
  }));
  const units = [...new Set(sides.flatMap((side) => files[side].map(unitOf)))].map((unit) => unitNames[unit]);
  return [unitChangesScore({ sides: undecided, f1, units, others: ways })];
}

/** How well the edges of words fit the units that are left, which are too few or do not all fit one. */
function edgeEvidence(files: readonly UnitFile[]): UndecidedFacts["edges"] {
  const found = files.flatMap((file) => {
    const { edges, fitting, asUtf16 } = file.units.wordsFor(file.decision!.other!);
    return unitOf(file) === "utf16" && edges > 0 ? [{ other: file.decision!.other!, edges, fitting, asUtf16 }] : [];
  });
  const others = new Set(found.map(({ other }) => other));
  if (others.size !== 1) return undefined;
  return {
    all: sumOf(found, ({ edges }) => edges),
    asUtf16: sumOf(found, ({ asUtf16 }) => asUtf16),
    fitting: sumOf(found, ({ fitting }) => fitting),
    other: unitNames[found[0]!.other],
  };
}

/** The same where nothing is scored. */
export function warnUnread(files: { readonly [side in SideName]: readonly UnitFile[] }): Warning[] {
  return (["pred", "gold"] as const).flatMap((side) => {
    if (files[side].length === 0) return [];
    const units = [...new Set(files[side].map(unitOf))].map((unit) => unitNames[unit]);
    return [unitUnknown({ side, files: filesOf(files[side]), units })];
  });
}

/** The files by name; none where records came from no file. */
function filesOf(files: readonly UnitFile[]): string[] {
  return files.flatMap(({ source }) => (source === "" ? [] : [source])).sort();
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
