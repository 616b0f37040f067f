/** Pieces: puts the sub-words that a recognizer tagged one by one together into mentions. */
import type { PredictedSpan } from "../../corpus/span.ts";
import { decodeTags } from "../tags.ts";

/** An entity as it was answered. */
export interface Piece {
  /** Its type is a tag such as `B-PER`, unless it is `whole`. */
  readonly span: PredictedSpan;
  /** Whether it is a mention already. */
  readonly whole: boolean;
  /** Its number among the tokens of the text. */
  readonly index?: number;
  /** The token as the tokenizer writes it. */
  readonly word?: string;
}

/**
 * The mentions. A tagged piece goes on from the one in front of it where it is the next token, its tag says so, or it is
 * the rest of a word of the same type; a mention's score is the lowest of its pieces.
 */
export function mergePieces(pieces: readonly Piece[]): PredictedSpan[] {
  const mentions = pieces.filter(({ whole, span }) => whole && span.type !== "O").map(({ span }) => span);
  const tagged = pieces.filter(({ whole }) => !whole);
  const marked = tagged.some(({ word }) => /^[▁Ġ]/.test(word ?? ""));
  const tags: string[] = [];
  /** The piece behind each tag; undefined for the `O` of a gap. */
  const behind: (Piece | undefined)[] = [];
  let before: Piece | undefined;
  for (const piece of tagged) {
    if (before && !isNext(before, piece)) {
      tags.push("O");
      behind.push(undefined);
    }
    const [prefix, type] = tagOf(piece);
    const rest = before !== undefined && isRestOfWord(before, piece, marked) && tagOf(before)[1] === type;
    tags.push(prefix === "O" ? "O" : `${rest && prefix === "B" ? "I" : prefix}-${type}`);
    behind.push(piece);
    before = piece;
  }
  for (const { start, end, type } of decodeTags(tags).spans) {
    const spans = behind.slice(start, end).map((piece) => piece!.span);
    const scores = spans.flatMap(({ score }) => (score === undefined ? [] : [score]));
    const score = scores.length === spans.length ? { score: Math.min(...scores) } : {};
    mentions.push({ start: spans[0]!.start, end: spans.at(-1)!.end, type, ...score });
  }
  return mentions;
}

/** The prefix and type of a piece. A bare type goes on where it can, as the pipeline has it. */
function tagOf({ span }: Piece): [string, string] {
  if (span.type === "O") return ["O", ""];
  const prefixed = /^([BIESLUM])-(.+)$/s.exec(span.type);
  return prefixed ? [prefixed[1]!, prefixed[2]!] : ["I", span.type];
}

function isNext(before: Piece, piece: Piece): boolean {
  const gap = piece.span.start - before.span.end;
  if (gap < 0) return false;
  return before.index === undefined || piece.index === undefined ? gap <= 1 : piece.index === before.index + 1;
}

/** Whether a piece is of the same word: its tokenizer says so, by `##` or by leaving out the mark of a new word. */
function isRestOfWord(before: Piece, { span, word = "" }: Piece, marked: boolean): boolean {
  return span.start === before.span.end && (word.startsWith("##") || (marked && !/^[▁Ġ]/.test(word)));
}
