/** Messages about units of offsets: what decided them, what contradicts them, and where nothing shows them. */
import { byCount, counted, firstOf, grouped, option, outOf, type Words } from "./words.ts";

/** A side of a run, or some of its files. */
interface SideFacts {
  readonly side: "gold" | "pred";
  /** The files; none where a program made the documents. */
  readonly files: readonly string[];
}

/** How many files are named. */
const NAMED = 3;

/** The option that sets the unit of a side. */
const keys = { gold: "goldOffsets", pred: "offsets" } as const;
const nouns = { gold: "the gold", pred: "the predictions" } as const;

/** `the gold in gold.jsonl`. */
function sideIn({ side, files }: SideFacts): string {
  const named = `${firstOf(files, NAMED)}${files.length > NAMED ? " files" : ""}`;
  return files.length === 0 ? nouns[side] : `${nouns[side]} in ${named}`;
}

/** All offsets of a side are in one other unit, as surface texts prove. */
export function unitDiffers(facts: {
  readonly misfits: number;
  readonly checked: number;
  /** The names of the unit that was read and of the one that fits. */
  readonly read: string;
  readonly fits: string;
  /** What is wrong with the first span. */
  readonly first: string;
  /** The option that sets the unit, and the value to give it; undefined where there is none. */
  readonly set: { readonly key: string; readonly unit: string } | undefined;
}): Words {
  const { misfits, checked, read, fits, first, set } = facts;
  const spans =
    checked === 1
      ? "the only checked span does not"
      : `${outOf(misfits, checked, "checked span")} ${byCount(misfits, "does", "do")} not`;
  const others = checked === 1 ? "it does" : "all do";
  return {
    code: "offset-unit",
    message: `${spans} fit with offsets in ${read}, but ${others} with ${fits}; the first: ${first}`,
    hint: set === undefined ? "correct the offsets" : `set ${option(set.key, set.unit)}`,
  };
}

/** All matched spans end one character too early. */
export function endsLookInclusive(matches: number): Words {
  return {
    code: "offset-unit",
    message: `all ${counted(matches, "match", "matches")} end one character too early: the offsets look like inclusive ends (${option("offsets", "utf16-inclusive")})`,
  };
}

/** What speaks for the unit of some files, besides UTF-16. */
export interface UnitEvidence {
  /** Spans that fit the tokens of their records, where the unit is tokens. */
  readonly words?: { readonly spans: number; readonly misfits: number } | undefined;
  readonly surfaces?: { readonly fitting: number; readonly all: number; readonly asUtf16: number } | undefined;
  readonly tokens?: { readonly records: number; readonly asUtf16: number } | undefined;
  /** Spans that would begin or end inside a character as UTF-16. */
  readonly cut?: number | undefined;
  readonly edges?: { readonly all: number; readonly asUtf16: number } | undefined;
}

/** The unit of a side's files that evidence decided. */
export function unitDecided(facts: SideFacts & { readonly unit: string; readonly evidence: UnitEvidence }): Words {
  const { side, unit, evidence } = facts;
  const { words, surfaces, tokens, cut, edges } = evidence;
  const said = [
    ...(words
      ? [
          `${counted(words.spans, "span")} ${byCount(words.spans, "fits", "fit")} the tokens of their records, and ${grouped(words.misfits)} of them would not be at the edges of words as characters`,
        ]
      : []),
    ...(surfaces
      ? [
          `${outOf(surfaces.fitting, surfaces.all, "surface text")} ${byCount(surfaces.fitting, "fits", "fit")}, and ${grouped(surfaces.asUtf16)} as UTF-16`,
        ]
      : []),
    ...(tokens
      ? [
          `the tokens of ${counted(tokens.records, "record")} fit their texts, and those of ${grouped(tokens.asUtf16)} as UTF-16`,
        ]
      : []),
    ...(cut ? [`${counted(cut, "span")} would begin or end inside a character as UTF-16`] : []),
    ...(edges
      ? [
          `all ${counted(edges.all, "edge")} of spans that depend on the unit are at the edges of words, and ${grouped(edges.asUtf16)} as UTF-16`,
        ]
      : []),
  ].join("; ");
  return {
    code: "offsets-unit",
    message: `the offsets of ${sideIn(facts)} count ${unit}: ${said} (${option(keys[side])} sets the unit)`,
  };
}

/** Proofs within one file that leave no unit. */
export function unitsContradict(facts: {
  readonly side: "gold" | "pred";
  readonly file: string;
  readonly fitting: number;
  readonly proofs: number;
  /** The names of the unit that most proofs fit, and of the one that the first other proof fits. */
  readonly unit: string;
  readonly other: string;
  readonly first:
    | { readonly kind: "tokens"; readonly id: string }
    | { readonly kind: "surface"; readonly surface: string; readonly start: number; readonly end: number }
    | { readonly kind: "character"; readonly start: number; readonly end: number };
}): Words {
  const { side, file, fitting, proofs, unit, other, first } = facts;
  const said =
    first.kind === "tokens"
      ? `the tokens of the record ${JSON.stringify(first.id)} fit only ${other}`
      : first.kind === "surface"
        ? `${JSON.stringify(first.surface)} at ${first.start}–${first.end} fits only ${other}`
        : `the span ${first.start}–${first.end} would begin or end inside a character, and fits ${other}`;
  return {
    code: "offsets-unit",
    message: `the offsets in ${file} count different units: ${outOf(fitting, proofs, "proof")} fit ${unit}; the first of the others: ${said}`,
    hint: `set ${option(keys[side])}, fix the input, or set ${option("badSpans")} for the spans that contradict the others`,
  };
}

/** Records that were read before the first proof of the unit, and fit only another one. */
export function unitProvenLate(side: "gold" | "pred", file: string, unit: string): Words {
  return {
    code: "offsets-unit",
    message: `the offsets in ${file} count ${unit}, but the records before the first proof fit only another unit`,
    hint: `set ${option(keys[side])} or fix the input`,
  };
}

/** Files of a side whose unit nothing shows. */
export interface UndecidedFacts extends SideFacts {
  /** The edges of spans that differ between the units, where they are known. */
  readonly edges?:
    | { readonly all: number; readonly asUtf16: number; readonly fitting: number; readonly other: string }
    | undefined;
}

/** Another way to read the offsets, and the strict F1 that it gives, as printed. */
export interface OtherReading {
  readonly f1: string;
  /** The name of the unit on each side that is read otherwise. */
  readonly gold?: string | undefined;
  readonly pred?: string | undefined;
}

/** Units that nothing shows and that change the score. `units` are the names of those that were read. */
export function unitChangesScore(facts: {
  readonly sides: readonly UndecidedFacts[];
  readonly f1: string;
  readonly units: readonly string[];
  readonly others: readonly OtherReading[];
}): Words {
  const { sides, f1, units, others } = facts;
  const where = sides.map(sideIn).join(" and of ");
  const ways = others.map((other) => `${other.f1} with ${reading(other)}`).join(", ");
  const edges = sides.flatMap(({ side, edges: found }) =>
    found === undefined
      ? []
      : `; of the ${counted(found.all, "edge")} of ${nouns[side]} that differ, ${grouped(found.asUtf16)} are at edges of words as UTF-16, ${grouped(found.fitting)} as ${found.other}`,
  );
  const set = sides.map(({ side }) => option(keys[side])).join(" and ");
  return {
    code: "offsets-unit",
    message: `the unit of the offsets of ${where} is unknown, and it changes the score: strict F1 is ${f1} with ${units.join(" and ")}, as read here, and ${ways}${edges.join("")}; set ${set}`,
  };
}

/** A unit that nothing shows, where nothing is scored. */
export function unitUnknown(facts: SideFacts & { readonly units: readonly string[] }): Words {
  const set = option(keys[facts.side]);
  return {
    code: "offsets-unit",
    message: `the unit of the offsets of ${sideIn(facts)} is unknown; they were read as ${facts.units.join(" and ")}; ${set} sets another unit`,
  };
}

function reading({ gold, pred }: OtherReading): string {
  if (gold !== undefined && pred !== undefined)
    return gold === pred ? `${gold} on both sides` : `${gold} in the gold and ${pred} in the predictions`;
  return gold === undefined ? `${pred} in the predictions` : `${gold} in the gold`;
}

/** Mentions with numbers in fields whose names are not known, which were read as offsets, or were not. */
export function offsetFields(facts: {
  readonly read: boolean;
  /** The names of the fields in quotation marks. */
  readonly fields: string;
  readonly count: number;
  readonly first: { readonly surface: string; readonly id: string };
}): Words {
  const { read, fields, count, first } = facts;
  const numbers = `the numbers in ${fields} of ${counted(count, "mention")}`;
  const fate = read
    ? "were read as offsets, since the text there is the mention"
    : "look like offsets, but were not read, since the text there is not the mention";
  return {
    code: "offset-fields-unread",
    message: `${numbers} ${fate}; the first: ${JSON.stringify(first.surface)} in ${JSON.stringify(first.id)}`,
  };
}
