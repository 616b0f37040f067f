/** Writes CoNLL: a token and its IOB2 tag per line, an empty line behind every document. */
import type { Document } from "../../corpus/document.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { type Token, tokenizationOf } from "../../corpus/tokens.ts";
import { encodeTags } from "../tags.ts";
import type { DocumentWriter } from "./writer.ts";

/** Tokens and flat mentions. Lost are ids, blanks between tokens, nested mentions, and edges within tokens. */
export const conllWriter: DocumentWriter = {
  name: "conll",
  extensions: [".conll", ".iob", ".iob2", ".bio", ".tsv"],
  fileEach: false,
  write(document, number, losses) {
    const { id, text, spans } = document;
    const tokenization = tokenizationOf(text, document.tokens);
    const tokens = tokenization.list();
    const words = tokens.map(({ start, end }) => wordAt(document, start, end));
    if (id !== String(number)) losses.add("ids of documents (sentences are numbered)", document);
    if (words.join(" ") !== text) losses.add("texts (what stands between tokens)", document);
    if (tokens.length === 0) {
      losses.add("documents without tokens", document);
      return "";
    }
    const whole = spans.filter(({ fragments }) => !fragments);
    losses.add("mentions in pieces", document, spans.length - whole.length);
    const cut = whole.filter(({ start, end }) => tokenization.cuts(start) || tokenization.cuts(end));
    losses.add("edges of mentions within tokens (moved outward)", document, cut.length);
    const inTokens = whole.map(({ start, end, type }) => ({ ...indexesOf(tokens, start, end), type }));
    const touching = inTokens.filter(({ start, end }) => end > start);
    losses.add("mentions of nothing but blanks", document, inTokens.length - touching.length);
    for (const { type } of touching)
      if (/\s/.test(type)) throw impossible(document, `the type ${JSON.stringify(type)}`);
    const { tags, left } = encodeTags(touching, tokens.length);
    losses.add("nested or crossing mentions", document, left.length);
    losses.add("regions that nobody annotated", document, document.unannotated?.length ?? 0);
    if (document.annotated === false) losses.add("documents that nobody annotated, as such", document);
    return `${words.map((word, i) => `${word}\t${tags[i]}\n`).join("")}\n`;
  },
};

function wordAt(document: Document, start: number, end: number): string {
  const word = document.text.slice(start, end);
  if (/\s/.test(word)) throw impossible(document, `the token ${JSON.stringify(word)}`);
  return word;
}

function impossible({ id }: Document, what: string): NerEvalError {
  const message = `${what} of document ${JSON.stringify(id)} holds blanks and cannot be written in columns`;
  return new NerEvalError({ code: "convert-impossible", message, hint: "write it as JSONL instead" });
}

function indexesOf(tokens: readonly Token[], start: number, end: number): { start: number; end: number } {
  const first = tokens.findIndex((token) => token.end > start);
  if (first < 0) return { start: 0, end: 0 };
  let behind = first;
  while (behind < tokens.length && tokens[behind]!.start < end) behind++;
  return { start: first, end: behind };
}
