/** Columns: what a token, a type and a document must be to stand in lines of a token and its tags. */
import { lost, tokenLikeBreak, tokenWithBlanks, typeWithBlanks } from "../../messages/convert.ts";
import { BREAK } from "../columns/layout.ts";
import { LONGEST } from "../sentences.ts";
import { type TokenizedDocument, tokenizedOf } from "./tokenized.ts";
import { impossible, type LossLog, type Written } from "./writer.ts";

/**
 * The document in tokens that can be written a line each; undefined where it has none, which is noted. Lost are also ids,
 * for sentences are numbered.
 *
 * @throws NerEvalError `convert-impossible` where a token or a type holds blanks, or a token would be read as a break.
 */
export function columnsOf(document: Written, number: number, losses: LossLog): TokenizedDocument | undefined {
  const tokenized = tokenizedOf(document, losses);
  const { words, spans } = tokenized;
  if (words.length === 0) {
    losses.add(lost.untokenized, document);
    return undefined;
  }
  if (document.id !== String(number)) losses.add(lost.ids, document);
  if (words.length > LONGEST) losses.add(lost.longDocuments(LONGEST), document);
  for (const word of words) {
    if (/\s/.test(word)) throw impossible(document, tokenWithBlanks(word));
    if (word.startsWith(BREAK)) throw impossible(document, tokenLikeBreak(word));
  }
  for (const { type } of spans) if (/\s/.test(type)) throw impossible(document, typeWithBlanks(type, "columns"));
  return tokenized;
}
