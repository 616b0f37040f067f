/** Messages about units of offsets: what decided them, where proofs contradict each other, and where nothing decides. */
import type { IssueLog, Warning } from "../../corpus/issue.ts";
import { type OffsetUnit, unitNames } from "../../corpus/offsets.ts";
import { unitsIn } from "./evidence.ts";
import { type Alternative, isRefused, type SideName, type UnitFile, unitOf } from "./unit-file.ts";

/** How many files are named in a message. */
const NAMED = 3;

const optionOf = { gold: "--gold-offsets", pred: "--offsets" } as const;
const nameOf = { gold: "gold", pred: "predictions" } as const;

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
    const counted = words.unit ? tokenNames[words.unit] : unitNames[unitOf(group[0]!)];
    const evidence = words.unit ? wordEvidence(group) : unitEvidence(group);
    const where = `offsets of the ${nameOf[side]}${inFiles(group)}`;
    return {
      code: "offsets-unit",
      message: `${where} count ${counted}: ${evidence} (${optionOf[side]} sets the unit)`,
    };
  });
}

const tokenNames = { token: "tokens", "token-inclusive": "tokens with inclusive ends" } as const;

function wordEvidence(files: readonly UnitFile[]): string {
  const sum = (of: (file: UnitFile) => number) => files.reduce((total, file) => total + of(file), 0);
  const spans = sum(({ words }) => words.spans);
  const misfits = sum(({ words }) => words.misfits);
  return `${spans} spans fit the tokens of their records, and ${misfits} of them are not at the edges of words as characters`;
}

function unitEvidence(files: readonly UnitFile[]): string {
  const unit = unitOf(files[0]!);
  const sum = (of: (file: UnitFile) => number) => files.reduce((total, file) => total + of(file), 0);
  const evidence: string[] = [];
  const surfaces = sum(({ units }) => units.count("surface"));
  if (surfaces > 0) {
    const fitting = sum(({ units }) => units.count("surface", unit));
    const asUtf16 = sum(({ units }) => units.count("surface", "utf16"));
    evidence.push(`${fitting} of ${counted(surfaces, "surface text")} fit, and ${asUtf16} as UTF-16`);
  }
  const tokens = sum(({ units }) => units.count("tokens"));
  if (tokens > 0) {
    const asUtf16 = sum(({ units }) => units.count("tokens", "utf16"));
    evidence.push(`the tokens of ${counted(tokens, "record")} fit their texts, and those of ${asUtf16} as UTF-16`);
  }
  const cut = sum(({ units }) => units.count("character") - units.count("character", "utf16"));
  if (cut > 0) evidence.push(`${counted(cut, "span")} would begin or end inside a character as UTF-16`);
  const byWords = files.filter(({ decision }) => decision?.by === "words");
  if (byWords.length > 0) {
    const found = byWords.map(({ units }) => units.wordsFor(unit));
    const total = (of: (one: (typeof found)[number]) => number) => found.reduce((n, one) => n + of(one), 0);
    const edges = `all ${total(({ edges: n }) => n)} edges of spans that depend on the unit are at the edges of words`;
    evidence.push(`${edges}, and ${total(({ asUtf16 }) => asUtf16)} as UTF-16`);
  }
  return evidence.join("; ");
}

/** Reports proofs of one file that leave no unit. */
export function reportContradiction({ side, source, units }: UnitFile, issues: IssueLog): void {
  const { unit } = units;
  const [{ kind, units: others, place, span }] = units.against(unit) as [ReturnType<typeof units.against>[number]];
  const all = units.count();
  const name = unitNames[unit];
  const other = unitNames[unitsIn(others)[0]!];
  const most = `the offsets in ${source} count different units: ${units.count(undefined, unit)} of ${all} proofs fit ${name}`;
  const record = side === "gold" ? place.gold : place.pred!;
  const at = span && `${span.start}–${span.end}`;
  const first =
    kind === "tokens"
      ? `the tokens of the record ${JSON.stringify(record.id)} fit only ${other}`
      : kind === "surface"
        ? `${JSON.stringify(span!.surface)} at ${at} fits only ${other}`
        : `the span ${at} would begin or end inside a character, and fits ${other}`;
  const message = `${most}; the first of the others: ${first}`;
  const hint = `set ${optionOf[side]}, fix the input, or set --bad-spans to deal with the spans that contradict the others`;
  const path = span ? ["entities", record.spans.indexOf(span)] : undefined;
  issues.add({ code: "offsets-unit", message, hint, path }, record.origin);
}

/** Reports that documents were read before the proof came of what their offsets count. */
export function reportLate(file: UnitFile, issues: IssueLog): void {
  const unit = unitOf(file);
  const message = `offsets in ${file.source} count ${unitNames[unit]}, but the records before the first proof fit only another unit`;
  const hint = `set ${optionOf[file.side]} or fix the input`;
  issues.add({ code: "offsets-unit", message, hint }, { source: file.source });
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
  const where = sides.map((side) => `the ${nameOf[side]}${inFiles(files[side])}`);
  const edges = sides.flatMap((side) => edgeEvidence(files[side]));
  const ways = changed.map(({ gold, pred, counts }) => `${f1Of(counts)} with ${said(gold, pred)}`);
  const units = [...new Set(sides.flatMap((side) => files[side].map(unitOf)))].map((unit) => unitNames[unit]);
  const options = sides.map((side) => optionOf[side]).join(" and ");
  const message = `nothing shows what the offsets of ${where.join(" and of ")} count, and it changes the score: strict F1 is ${f1} with ${units.join(" and ")}, as read here, and ${ways.join(", ")}${edges.map((one) => `; ${one}`).join("")}; set ${options}`;
  return [{ code: "offsets-unit", message }];
}

/** How well the edges of words fit the units that are left, which are too few or do not all fit one. */
function edgeEvidence(files: readonly UnitFile[]): string[] {
  const found = files.flatMap((file) => {
    const { edges, fitting, asUtf16 } = file.units.wordsFor(file.decision!.other!);
    return unitOf(file) === "utf16" && edges > 0 ? [{ other: file.decision!.other!, edges, fitting, asUtf16 }] : [];
  });
  const others = new Set(found.map(({ other }) => other));
  if (others.size !== 1) return [];
  const sum = (of: (one: (typeof found)[number]) => number) => found.reduce((n, one) => n + of(one), 0);
  const [asUtf16, fitting] = [sum((one) => one.asUtf16), sum((one) => one.fitting)];
  const name = unitNames[found[0]!.other];
  const edges = counted(
    sum((one) => one.edges),
    "edge",
  );
  return [`of the ${edges} of ${nameOf[files[0]!.side]} that differ, ${asUtf16} are at edges of words as UTF-16, ${fitting} as ${name}`]; // biome-ignore format: one sentence.
}

/** The same where nothing is scored. */
export function warnUnread(files: { readonly [side in SideName]: readonly UnitFile[] }): Warning[] {
  return (["pred", "gold"] as const).flatMap((side) => {
    if (files[side].length === 0) return [];
    const where = `${nameOf[side]}${inFiles(files[side])}`;
    const units = [...new Set(files[side].map(unitOf))].map((unit) => unitNames[unit]).join(" and ");
    const message = `nothing shows what the offsets of the ${where} count; they were read as ${units}: ${optionOf[side]} sets another unit`;
    return [{ code: "offsets-unit" as const, message }];
  });
}

function said(gold: OffsetUnit | undefined, pred: OffsetUnit | undefined): string {
  if (gold && pred)
    return gold === pred
      ? `${unitNames[gold]} on both sides`
      : `${unitNames[gold]} in the gold and ${unitNames[pred]} in the predictions`;
  return gold ? `${unitNames[gold]} in the gold` : `${unitNames[pred!]} in the predictions`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** ` in a.jsonl, b.jsonl`; nothing where records came from no file. */
function inFiles(files: readonly UnitFile[]): string {
  const names = files.flatMap(({ source }) => (source === "" ? [] : [source])).sort();
  return names.length === 0 ? "" : ` in ${listed(names)}`;
}

function listed(files: readonly string[]): string {
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more files` : "";
  return `${files.slice(0, NAMED).join(", ")}${more}`;
}
