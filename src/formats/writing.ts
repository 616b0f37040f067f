/** Writing: the interface behind which documents are written, and what writers share. */
import type { Document } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import { type Extent, firstEndingBehind } from "../corpus/fragments.ts";
import { isAscii } from "../corpus/offsets.ts";
import { type PredictedSpan, type Span, sortSpans } from "../corpus/span.ts";
import { type Token, tokensOf } from "../corpus/tokens.ts";
import { characterCut, convertImpossible, lost, type Obstacle } from "../messages/convert.ts";

/** A document to be written. Its spans may have scores. */
export interface Written extends Document {
  readonly spans: readonly PredictedSpan[];
}

/** Counts what is lost, by what it is, such as `nested mentions`. */
export class LossLog {
  readonly losses = new Map<string, { count: number; example: string }>();

  /** Notes that something of a document is lost. */
  add(what: string, { id }: Pick<Document, "id">, count = 1): void {
    if (count === 0) return;
    const known = this.losses.get(what);
    if (known) known.count += count;
    else this.losses.set(what, { count, example: id });
  }
}

/** What is around the documents of a file. */
export interface Frame {
  readonly before: string;
  readonly between: string;
  readonly behind: string;
}

/** How documents are written in a format: each becomes text, and what the format cannot hold is counted. */
export interface Writer {
  /** Endings of the names of files that are written so where no format is named, with the dot, in lower case. */
  readonly endings: readonly string[];
  /** The ending of its files, where every document is a file of its own, called after its id. */
  readonly fileEach?: string;
  /** What is around the documents of a file that holds several. */
  readonly frame?: Frame;
  /** A second file for each document, under the same name with another ending. */
  readonly beside?: { readonly ending: string; write(document: Written): string };
  /**
   * The document as text, with a line break at its end where documents follow each other in a file; undefined where
   * nothing of it is left. `number` is its place among those that are written, from 1. What the format cannot hold goes
   * into `losses` and is left out.
   *
   * @throws NerEvalError `convert-impossible` where leaving it out would leave something else than the document.
   */
  write(document: Written, number: number, losses: LossLog): string | undefined;
}

/** The error of a document that a format cannot hold. */
export function impossible({ id }: Pick<Document, "id">, obstacle: Obstacle): NerEvalError {
  return new NerEvalError(convertImpossible(id, obstacle));
}

/** What a format has a place for, beside texts and mentions in one piece. */
export interface Holds {
  readonly tokens?: boolean;
  readonly pieces?: boolean;
  readonly scores?: boolean;
}

/** The spans that a format can hold. Everything of the document that is not among what it `holds` is noted as lost. */
export function heldBy(document: Written, losses: LossLog, holds: Holds): readonly PredictedSpan[] {
  const { spans, tokens, annotated, unannotated } = document;
  const held = holds.pieces ? spans : spans.filter(({ fragments }) => fragments === undefined);
  losses.add(lost.fragments, document, spans.length - held.length);
  if (!holds.scores) losses.add(lost.scores, document, held.filter(({ score }) => score !== undefined).length);
  if (!holds.tokens) losses.add(lost.tokens, document, tokens?.length ?? 0);
  losses.add(lost.unannotatedRegions, document, unannotated?.length ?? 0);
  if (annotated === false) losses.add(lost.unannotatedDocuments, document);
  return held;
}

/** The brackets and commas. */
export const listFrame: Frame = { before: "[\n", between: ",\n", behind: "\n]\n" };

/** How deep elements and brackets may nest where they are read. */
const DEEPEST = 99;

/** The spans in canonical order, without those that cross others or are nested too deep, which are noted as lost. */
export function nestableOf(document: Written, spans: readonly PredictedSpan[], losses: LossLog): PredictedSpan[] {
  const kept: PredictedSpan[] = [];
  const open: PredictedSpan[] = [];
  for (const span of sortSpans(spans)) {
    while (open.length > 0 && open.at(-1)!.end <= span.start) open.pop();
    const outer = open.at(-1);
    const crosses = outer !== undefined && span.end > outer.end;
    if (crosses) losses.add(lost.crossing, document);
    else if (open.length === DEEPEST) losses.add(lost.deep(DEEPEST), document);
    else {
      open.push(span);
      kept.push(span);
    }
  }
  return kept;
}

/**
 * Turns extents of a document's text into code points.
 *
 * @throws NerEvalError `convert-impossible` where an edge stands within a character.
 */
export function codePointsOf(document: Written): (extent: Extent) => Extent {
  const { text } = document;
  if (isAscii(text)) return ({ start, end }) => ({ start, end });
  const counts = new Map<number, number>();
  let at = 0;
  let count = 0;
  for (const character of text) {
    counts.set(at, count++);
    at += character.length;
  }
  counts.set(at, count);
  return (extent) => {
    const [start, end] = [counts.get(extent.start), counts.get(extent.end)];
    if (start !== undefined && end !== undefined) return { start, end };
    throw impossible(document, characterCut(extent));
  };
}

/** The words of a document, and its mentions in token indexes, half-open. */
export interface TokenizedDocument {
  readonly words: readonly string[];
  readonly spans: readonly Span[];
}

/**
 * The document in tokens, its own or those of the rule. Noted as lost are a text that is not its tokens with a blank
 * between them, edges of mentions that are no edges of tokens, and all that such formats have no place for.
 */
export function tokenizedOf(document: Written, losses: LossLog): TokenizedDocument {
  const tokens = document.tokens ?? tokensOf(document.text);
  const words = tokens.map(({ start, end }) => document.text.slice(start, end));
  if (words.join(" ") !== document.text) losses.add(lost.betweenTokens, document);
  return { words, spans: inTokens(document, heldBy(document, losses, { tokens: true }), tokens, losses) };
}

/** Spans in one piece as spans of token indexes, edges within tokens moved outward and others to the tokens they hold. */
export function inTokens(
  document: Written,
  spans: readonly PredictedSpan[],
  tokens: readonly Token[],
  losses: LossLog,
): Span[] {
  return spans.flatMap(({ start, end, type }) => {
    const first = firstEndingBehind(tokens, start);
    let behind = first;
    while (behind < tokens.length && tokens[behind]!.start < end) behind++;
    if (behind === first) {
      losses.add(lost.blankMentions, document);
      return [];
    }
    if (tokens[first]!.start !== start || tokens[behind - 1]!.end !== end) losses.add(lost.edgesInTokens, document);
    return [{ start: first, end: behind, type }];
  });
}
