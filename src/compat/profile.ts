/** Profiles: other scorers as plain functions, so that their numbers can be had, and compared, from the same input. */

import { compareText } from "../corpus/span.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import type { Score } from "../score/scores.ts";

/** A span in token indexes, half-open. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** A document as token scorers see it. Spans are in the order of the file, which some of these scorers depend on. */
export interface TokenDocument {
  readonly id: string;
  readonly tokens: readonly string[];
  readonly gold: readonly TokenSpan[];
  readonly pred: readonly TokenSpan[];
  /** One tag per token: those of the file where it has tags, else IOB2 written from the spans. */
  readonly goldTags: readonly string[];
  readonly predTags: readonly string[];
}

/** A row of a scorer's result. Fractions; undefined where that scorer has no value. Counts carry its own names. */
export interface ProfileRow {
  readonly name: string;
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
  readonly counts: readonly (readonly [name: string, count: number])[];
}

/** One table of a scorer: `strict` of nervaluate, `fair` of FairEval, the only one of conlleval. */
export interface ProfileTable {
  readonly name: string;
  readonly all: ProfileRow;
  /** In the order in which the scorer lists them. */
  readonly types: readonly ProfileRow[];
  /** Averages over types, where the scorer has such. */
  readonly averages: readonly ProfileRow[];
  /** Single figures, such as the accuracy of tags. */
  readonly figures: readonly (readonly [name: string, value: number | undefined])[];
}

/** What a scorer says of a corpus. */
export interface ProfileResult {
  /** The tables, the one whose F1 people quote first. */
  readonly tables: readonly ProfileTable[];
  /** What the program prints, to the byte, where its output is parsed by scripts. */
  readonly text?: string;
}

/** Adds up documents as one scorer does. */
export interface ProfileTally {
  add(document: TokenDocument): void;
  finish(): ProfileResult;
}

/** A scorer. */
export interface Profile {
  /** As `--as` names it. */
  readonly name: string;
  /** The program and version whose numbers these are. */
  readonly tool: string;
  /** In what way it computes something else than we do: what it does, in words that follow its name. */
  readonly differs: string;
  /** Whether it looks at all documents together, so that it cannot be compared document by document. */
  readonly wholeCorpus?: boolean;
  /** Where it keeps entities, if mentions that overlap cannot be kept there. */
  readonly flatOnly?: string;
  start(): ProfileTally;
}

/** A row of a scorer that takes 0 for what is undefined. */
export function rowOf(name: string, score: Score, counts: ProfileRow["counts"]): ProfileRow {
  const { precision = 0, recall = 0, f1 = 0 } = score;
  return { name, precision, recall, f1, counts };
}

/** The same for spans of the same extent and type, and for no others. */
export function keyOf({ start, end, type }: TokenSpan): string {
  return `${start} ${end} ${type}`;
}

/** What is kept per type, sorted by type. */
export function byType<T>(map: ReadonlyMap<string, T>): [type: string, value: T][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

/** The value of a key; made and kept if there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Spans by type, each list in the order of the spans. */
export function groupByType(spans: readonly TokenSpan[]): Map<string, TokenSpan[]> {
  const groups = new Map<string, TokenSpan[]>();
  for (const span of spans) entry(groups, span.type, () => []).push(span);
  return groups;
}

/** What one scorer says. */
export interface Opinion {
  readonly profile: Profile;
  /** Why it says nothing: it refuses such input, or fails on it. */
  readonly refused?: string;
  readonly result?: ProfileResult;
  readonly tables: readonly TableOpinion[];
}

/** One of its tables beside the scheme of ours that asks the same. */
export interface TableOpinion {
  readonly name: string;
  readonly scheme: SchemeName;
  readonly f1: number | undefined;
  readonly ours: number | undefined;
  /** Mentions and predictions that it credits or counts otherwise, document by document. */
  readonly mentions: number;
}
