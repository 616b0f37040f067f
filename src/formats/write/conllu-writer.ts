/** Writes CoNLL-U: a sentence per document, mentions in MISC as brackets, `Entity=(e1-PER(e2-LOC)e1)`. */

import { piecesOf } from "../../corpus/fragments.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { type Token, tokensOf } from "../../corpus/tokens.ts";
import { idOfComment, lost, textOutsideTokens, tokenPadded, typeInBrackets } from "../../messages/convert.ts";
import { encodeSpans } from "../columns/encoding.ts";
import { flatten } from "../tags.ts";
import { inTokens } from "./tokenized.ts";
import { type DocumentWriter, heldBy, impossible, type LossLog, type Written } from "./writer.ts";

/**
 * Text, tokens and mentions of any kind, from token to token. Lost are scores, line breaks and tabs, which become blanks,
 * and edges of mentions within tokens.
 */
export const conlluWriter: DocumentWriter = {
  name: "conllu",
  extensions: [".conllu"],
  frame: { before: "# global.Entity = eid-etype\n", between: "", behind: "" },
  write(document, _, losses) {
    const spans = heldBy(document, losses, { tokens: true, pieces: true });
    const tokens = document.tokens ?? tokensOf(document.text);
    if (tokens.length === 0) {
      losses.add(lost.untokenized, document);
      return undefined;
    }
    if (/^\s|[\t\n\r]/.test(document.id)) throw impossible(document, idOfComment());
    const text = onOneLine(document, losses);
    const words = wordsOf(document, text, tokens);
    const entities = entitiesOf(document, mentionsOf(document, spans, tokens, losses), tokens.length);
    const lines = words.map((word, i) => {
      const glued = tokens[i + 1]?.start === tokens[i]!.end ? ["SpaceAfter=No"] : [];
      const misc = [...entities[i]!, ...glued].join("|") || "_";
      return `${[i + 1, word, "_", "_", "_", "_", "_", "_", "_", misc].join("\t")}\n`;
    });
    return `# sent_id = ${document.id}\n# text = ${text.trimStart()}\n${lines.join("")}\n`;
  },
};

/** The text with blanks for what cannot stand in a line. */
function onOneLine(document: Written, losses: LossLog): string {
  const { text } = document;
  losses.add(lost.controlBlanks, document, text.match(/[\t\n\r]/g)?.length ?? 0);
  if (/^\s/.test(text)) losses.add(lost.leadingBlanks, document);
  return text.replace(/[\t\n\r]/g, " ");
}

/** The tokens as words, one of which follows the other but for blanks. */
function wordsOf(document: Written, text: string, tokens: readonly Token[]): string[] {
  let at = 0;
  const words = tokens.map(({ start, end }) => {
    const [gap, word] = [text.slice(at, start), text.slice(start, end)];
    at = end;
    if (gap.trim() !== "") throw impossible(document, textOutsideTokens(gap.trim()));
    if (word !== word.trim()) throw impossible(document, tokenPadded(word));
    return word;
  });
  const rest = text.slice(at).trim();
  if (rest !== "") throw impossible(document, textOutsideTokens(rest));
  return words;
}

/** A mention by the indexes of its tokens, in one piece or several; half-open. */
interface Mention {
  readonly type: string;
  readonly pieces: readonly Token[];
}

function mentionsOf(document: Written, spans: readonly Span[], tokens: readonly Token[], losses: LossLog): Mention[] {
  return [...spans].sort(compareSpans).flatMap((span): Mention[] => {
    if (span.fragments === undefined)
      return inTokens(document, [span], tokens, losses).map((place) => ({ type: span.type, pieces: [place] }));
    const pieces = piecesOf(span).map(({ start, end }) => ({
      start: tokens.findIndex((token) => token.start === start),
      end: tokens.findIndex((token) => token.end === end) + 1,
    }));
    if (pieces.every(({ start, end }) => start >= 0 && end > 0)) return [{ type: span.type, pieces }];
    losses.add(lost.fragmentsInTokens, document);
    return [];
  });
}

/** What MISC says of each token's mentions: brackets, or tags where a type cannot stand in brackets. */
function entitiesOf(document: Written, mentions: readonly Mention[], length: number): string[][] {
  if (mentions.some(({ type }) => /[-()|\t\n\r]/.test(type))) return tagged(document, mentions, length);
  const marks = Array.from({ length }, () => ({ closing: "", opening: "", goesOn: false }));
  for (const [i, { type, pieces }] of mentions.entries()) {
    for (const [part, { start, end }] of pieces.entries()) {
      const name = pieces.length === 1 ? `e${i + 1}` : `e${i + 1}[${part + 1}/${pieces.length}]`;
      const first = marks[start]!;
      const alone = end - start === 1;
      first.opening += `(${name}-${type}${alone ? ")" : ""}`;
      if (alone) continue;
      first.goesOn = true;
      const last = marks[end - 1]!;
      last.closing = `${name})${last.closing}`;
    }
  }
  return marks.map(({ opening, closing, goesOn }) => {
    // What closes stands behind mentions of one token, and before those that go on.
    const value = goesOn ? closing + opening : opening + closing;
    return value === "" ? [] : [`Entity=${value}`];
  });
}

/** IOB2 tags, as flat mentions have them. */
function tagged(document: Written, mentions: readonly Mention[], length: number): string[][] {
  const { kept, left } = flatten(mentions.flatMap(({ type, pieces }) => pieces.map((piece) => ({ ...piece, type }))));
  const named = mentions.find(({ type }) => /[-()|\t\n\r]/.test(type))!;
  if (left.length > 0 || mentions.some(({ type, pieces }) => pieces.length > 1 || /[|\t\n\r]/.test(type)))
    throw impossible(document, typeInBrackets(named.type));
  return encodeSpans(kept, length, "iob2").map((tag) => (tag === "O" ? [] : [`NER=${tag}`]));
}
