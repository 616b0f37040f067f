/** Writes WebAnno TSV 3: tokens with their offsets, and mentions in the layer `NamedEntity`; a file per document. */

import { type Extent, firstEndingBehind } from "../../corpus/fragments.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { tokensOf } from "../../corpus/tokens.ts";
import { lost, textBeforeTokens } from "../../messages/convert.ts";
import { heldBy, impossible, type LossLog, type Written } from "../writing.ts";

const HEADER = `#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value

`;

/**
 * Text, tokens and mentions of any kind in one piece, in UTF-16 code units, edges within tokens included. Lost are scores,
 * and edges of mentions between tokens.
 */
export function printWebanno(document: Written, _: number, losses: LossLog): string | undefined {
  const spans = heldBy(document, losses, { tokens: true });
  const tokens = document.tokens ?? tokensOf(document.text);
  if (document.text === "") return HEADER;
  if (tokens.length === 0) {
    losses.add(lost.untokenized, document);
    return undefined;
  }
  const units = unitsOf(document, spans, tokens, losses);
  return `${HEADER}${sentencesOf(document, tokens)
    .map((sentence, i) => printed(sentence, i + 1, document.text, units))
    .join("")}`;
}

/** A stretch of text and the indexes of its tokens, half-open. */
interface Sentence {
  readonly text: string;
  readonly first: number;
  readonly behind: number;
}

/** A token, or a part of one that a mention covers, with the labels that stand in its cell. */
interface Unit extends Extent {
  readonly labels: string[];
}

/** The lines of a text, those around blank ones together; the whole of it where a line does not begin with a token. */
function sentencesOf(document: Written, tokens: readonly Extent[]): Sentence[] {
  const { text } = document;
  const sentences: Sentence[] = [];
  let from = 0;
  let first = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
    const next = text.indexOf("\n", end + 1);
    const before = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
    const behind = text.slice(end + 1, next < 0 ? text.length : next);
    if (end === 0 || before.trim() === "" || behind.trim() === "") continue;
    let last = first;
    while (last < tokens.length && tokens[last]!.end <= end) last++;
    sentences.push({ text: text.slice(from, end), first, behind: last });
    from = end + 1;
    first = last;
  }
  sentences.push({ text: text.slice(from), first, behind: tokens.length });
  let start = 0;
  for (const sentence of sentences) {
    if (!beginsWithToken(sentence, start, text, tokens)) return whole(document, tokens);
    start += sentence.text.length + 1;
  }
  return sentences;
}

function whole(document: Written, tokens: readonly Extent[]): Sentence[] {
  const { text } = document;
  const sentence = { text, first: 0, behind: tokens.length };
  if (!beginsWithToken(sentence, 0, text, tokens)) throw impossible(document, textBeforeTokens());
  return [sentence];
}

/** Where a sentence begins is told by where its first token first stands in it. */
function beginsWithToken({ text, first, behind }: Sentence, start: number, all: string, tokens: readonly Extent[]) {
  const token = tokens[first];
  if (token === undefined || behind === first || tokens[behind - 1]!.end > start + text.length) return false;
  return text.indexOf(all.slice(token.start, token.end)) === token.start - start;
}

/** The parts of each token that mentions cover, the token itself first. */
function unitsOf(document: Written, spans: readonly Span[], tokens: readonly Extent[], losses: LossLog): Unit[][] {
  const units: Unit[][] = tokens.map((token) => [{ ...token, labels: [] }]);
  const unitAt = (index: number, { start, end }: Extent): Unit => {
    const known = units[index]!.find((unit) => unit.start === start && unit.end === end);
    if (known) return known;
    const unit = { start, end, labels: [] };
    units[index]!.push(unit);
    return unit;
  };
  const mentions = [...spans].sort(compareSpans).flatMap((span) => {
    const covered: Unit[] = [];
    for (let i = firstEndingBehind(tokens, span.start); i < tokens.length && tokens[i]!.start < span.end; i++) {
      const { start, end } = tokens[i]!;
      covered.push(unitAt(i, { start: Math.max(span.start, start), end: Math.min(span.end, end) }));
    }
    if (covered.length === 0) losses.add(lost.blankMentions, document);
    else if (covered[0]!.start !== span.start || covered.at(-1)!.end !== span.end)
      losses.add(lost.edgesBetweenTokens, document);
    return covered.length === 0 ? [] : [{ type: span.type, covered }];
  });
  const stacked = new Map<Unit, number>();
  for (const { covered } of mentions) for (const unit of covered) stacked.set(unit, (stacked.get(unit) ?? 0) + 1);
  let number = 0;
  for (const { type, covered } of mentions) {
    const label = escaped(type, /[\\[\]|_*\t\n\r]/g);
    const numbered = covered.length > 1 || stacked.get(covered[0]!)! > 1;
    const cell = numbered ? `${label}[${++number}]` : label;
    for (const unit of covered) unit.labels.push(cell);
  }
  return units;
}

function printed({ text, first, behind }: Sentence, number: number, all: string, units: readonly Unit[][]): string {
  const lines = text.split("\n").map((line) => `#Text=${escaped(line, /[\\\t\r]/g)}\n`);
  for (let index = first; index < behind; index++) {
    const [token, ...parts] = units[index]!;
    const rows = [token!, ...parts.sort((a, b) => a.start - b.start || a.end - b.end)];
    for (const [part, { start, end, labels }] of rows.entries()) {
      const name = `${number}-${index - first + 1}${part === 0 ? "" : `.${part}`}`;
      const form = escaped(all.slice(start, end), /[\\\t\n\r]/g);
      lines.push(`${name}\t${start}-${end}\t${form}\t${labels.join("|") || "_"}\t\n`);
    }
  }
  return `\n${lines.join("")}`;
}

/** A text with a backslash before these characters, of which tabs and line breaks are written as letters. */
function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => `\\${letters.get(character) ?? character}`);
}

const letters: ReadonlyMap<string, string> = new Map([
  ["\t", "t"],
  ["\n", "n"],
  ["\r", "r"],
]);
