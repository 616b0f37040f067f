/** Tags as conlleval and its kin read them: split into prefix and type, and the rules where chunks start and end. */
import { NerEvalError } from "../corpus/error.ts";
import { scorerRefuses } from "../messages/other-scorers.ts";

/** A tag taken apart: `B-PER` is B and PER. */
export interface Tag {
  readonly prefix: string;
  readonly type: string;
}

/** What stands before the first token and, for most scorers, between two documents. */
export const outside: Tag = { prefix: "O", type: "" };

/** Cut at the first hyphen; without one, the whole is the prefix, and the type is empty. */
export function splitAtHyphen(tag: string): Tag {
  const hyphen = tag.indexOf("-");
  return hyphen < 0 ? { prefix: tag, type: "" } : { prefix: tag.slice(0, hyphen), type: tag.slice(hyphen + 1) };
}

/** The first character, and the rest: `B_PER` is B and _PER. The tag must not be empty. */
export function splitFirst(tag: string): { readonly prefix: string; readonly rest: string } {
  const prefix = String.fromCodePoint(tag.codePointAt(0)!);
  return { prefix, rest: tag.slice(prefix.length) };
}

/** Whether a chunk ends after `last`, or starts with `next`, where the two tags follow each other. */
export interface ChunkRule {
  ends(last: Tag, next: Tag): boolean;
  starts(last: Tag, next: Tag): boolean;
}

/** Follows each prefix by the prefixes that make a difference after it. */
type Pairs = ReadonlyMap<string, readonly string[]>;

function pairs(...entries: readonly (readonly [last: string, next: readonly string[]])[]): Pairs {
  return new Map(entries);
}

const has = (table: Pairs, last: Tag, next: Tag): boolean => table.get(last.prefix)?.includes(next.prefix) ?? false;
/** Tags that a change of type cuts off: all but O, and the full stop of older data. */
const typed = ({ prefix }: Tag): boolean => prefix !== "O" && prefix !== ".";
/** Brackets are chunks of one token. */
const bracket = ({ prefix }: Tag): boolean => prefix === "[" || prefix === "]";
const single = ({ prefix }: Tag): boolean => prefix === "S";

const perlEnds = pairs(["B", ["B", "O"]], ["I", ["B", "O"]], ["E", ["E", "I", "O"]]);
const perlStarts = pairs(["B", ["B"]], ["I", ["B"]], ["O", ["B", "I", "E"]], ["E", ["E", "I"]]);

/** conlleval.pl knows B, I, E and O; it has no S, and B after E of the same type goes on with the chunk. */
export const perlRule: ChunkRule = {
  ends: (last, next) => has(perlEnds, last, next) || (typed(last) && last.type !== next.type) || bracket(last),
  starts: (last, next) => has(perlStarts, last, next) || (typed(next) && last.type !== next.type) || bracket(next),
};

const portEnds = pairs(["B", ["B", "S", "O"]], ["I", ["B", "S", "O"]]);
const portStarts = pairs(["E", ["E", "I"]], ["S", ["E", "I"]], ["O", ["E", "I"]]);

/** seqeval: B and S always start a chunk, E and S always end one. */
export const seqevalRule: ChunkRule = {
  ends: (last, next) =>
    last.prefix === "E" || single(last) || has(portEnds, last, next) || (typed(last) && last.type !== next.type),
  starts: (last, next) =>
    next.prefix === "B" || single(next) || has(portStarts, last, next) || (typed(next) && last.type !== next.type),
};

/** spyysalo's port: as seqeval, and brackets are chunks of one token. */
export const spyysaloRule: ChunkRule = {
  ends: (last, next) => seqevalRule.ends(last, next) || bracket(last),
  starts: (last, next) => seqevalRule.starts(last, next) || bracket(next),
};

/** sighsmile's port: any tag but O is part of a chunk, which B, S, another type, or an E or S before it, starts anew. */
const parts = (last: Tag, next: Tag): boolean =>
  last.type !== next.type || next.prefix === "B" || single(next) || last.prefix === "E" || single(last);

export const sighsmileRule: ChunkRule = {
  ends: (last, next) => last.prefix !== "O" && (next.prefix === "O" || parts(last, next)),
  starts: (last, next) => next.prefix !== "O" && (last.prefix === "O" || parts(last, next)),
};

/** Throws the error `profile-refused`: the tool gives no answer, and why. */
export function refuse(tool: string, why: string): never {
  throw new NerEvalError(scorerRefuses(tool, why));
}
