/** Messages of writing documents: what a format cannot hold and is left out, and what stops a document from being written. */
import { grouped, option, type Words } from "./words.ts";

/** What of a document a format cannot hold, and why. */
export interface Obstacle {
  readonly what: string;
  readonly why: string;
}

/** A document that a format cannot hold without changing it. */
export function convertImpossible(id: string, { what, why }: Obstacle): Words {
  return {
    code: "convert-impossible",
    message: `${what} of document ${JSON.stringify(id)} ${why}`,
    hint: "write it as JSONL instead",
  };
}

const typeOf = (type: string) => `the type ${JSON.stringify(type)}`;

export function typeOfTokens(type: string): Obstacle {
  return { what: `the type ${type}`, why: "is a GATE type for tokens and the like" };
}

export function typeWithBlanks(type: string, format: "brat" | "columns"): Obstacle {
  const whose = format === "brat" ? "a type of brat" : "a type in columns";
  return { what: typeOf(type), why: `holds blanks, which ${whose} cannot` };
}

export function typeLikeTag(type: string): Obstacle {
  return { what: typeOf(type), why: "would be read as a tag with a prefix" };
}

export function typeInBrackets(type: string): Obstacle {
  return { what: typeOf(type), why: "cannot be written in brackets of MISC" };
}

export function typeWithBreaks(type: string): Obstacle {
  return { what: typeOf(type), why: "holds tabs or line breaks" };
}

/** A name that is empty or loses blanks when it is read again. */
export function nameWithBlanks(what: "id" | "type", name: string): Obstacle {
  return { what: `the ${what} ${JSON.stringify(name)}`, why: "is empty or has blanks around it" };
}

export function idEmpty(): Obstacle {
  return { what: "the id", why: "is empty" };
}

export function idOfComment(): Obstacle {
  return { what: "the id", why: "begins with a blank, or holds tabs or line breaks" };
}

export function idOfPubtator(): Obstacle {
  return { what: "the id", why: 'is empty or holds "|", tabs or line breaks' };
}

export function markBeforeText(): Obstacle {
  return { what: "the byte-order mark", why: "cannot be part of a text of i2b2" };
}

export function characterCut({ start, end }: { start: number; end: number }): Obstacle {
  return { what: `the mention at ${start}–${end}`, why: "cuts a character in two" };
}

export function surrogateHalf(): Obstacle {
  return { what: "half a surrogate pair", why: "is not text" };
}

export function characterForeign(codePoint: number): Obstacle {
  const code = codePoint.toString(16).toUpperCase().padStart(4, "0");
  return { what: `the character U+${code}`, why: "is not allowed in XML" };
}

export function tokenWithBlanks(token: string): Obstacle {
  return { what: `the token ${JSON.stringify(token)}`, why: "holds blanks, which a token in columns cannot" };
}

export function tokenLikeBreak(token: string): Obstacle {
  return { what: `the token ${JSON.stringify(token)}`, why: "would be read as a break between documents" };
}

export function tokenPadded(token: string): Obstacle {
  return { what: `the token ${JSON.stringify(token)}`, why: "has blanks at its edges" };
}

export function textBeforeTokens(): Obstacle {
  return { what: "the text before the first token", why: "cannot be told apart from the token" };
}

export function textOutsideTokens(text: string): Obstacle {
  return { what: `the text ${JSON.stringify(text)}`, why: "is in no token" };
}

/** What a format cannot hold, which is left out of what is written; `example` is the id of the first such document. */
export function convertLossy(facts: { format: string; what: string; count: number; example: string }): Words {
  const { format, what, count, example } = facts;
  return {
    code: "convert-lossy",
    message: `${format} cannot hold ${grouped(count)} ${what}, first in ${JSON.stringify(example)}`,
  };
}

/** How to write documents all the same. */
export function writeLossy(): string {
  return `${option("lossy")} writes the documents without that`;
}

/** What is expected where a format has a file for every document. */
export function oneDocument(format: string): string {
  return `one document, since a file of ${format} holds no more`;
}

/** What formats cannot hold, as a list of losses names it. */
export const lost = {
  fragments: "discontinuous mentions",
  scores: "scores",
  tokens: "token boundaries",
  unannotatedRegions: "unannotated regions",
  unannotatedDocuments: "the mark of unannotated documents",
  untokenized: "documents without tokens",
  nested: "nested or crossing mentions",
  crossing: "mentions that cross others",
  deep: (most: number) => `mentions nested more than ${most} deep`,
  boundaries: (scheme: string) => `boundaries between adjacent mentions of one type (${scheme} has none)`,
  betweenTokens: "the text between tokens",
  blankMentions: "mentions of blanks only",
  edgesInTokens: "mention boundaries inside tokens (moved to token boundaries)",
  edgesBetweenTokens: "mention boundaries between tokens (moved inward)",
  ids: "ids of documents (sentences are numbered)",
  longDocuments: (most: number) => `documents of more than ${most} tokens in one piece`,
  lineBreakPieces: "pieces of mentions with only a line break between them",
  lineBreakEdges: "line breaks at the edges of mentions",
  controlBlanks: "line breaks and tabs (replaced by blanks)",
  leadingBlanks: "blanks at the start of texts",
  fragmentsInTokens: "discontinuous mentions that cut tokens",
  missingLineBreak: "texts without a line break (one is added at the end)",
  furtherLineBreaks: "line breaks after the first (replaced by blanks)",
} as const;
