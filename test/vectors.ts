/** The vectors: small corpora and what other scorers answered; `test/oracles/vectors/README.md` says who and how. */
import { readdirSync, readFileSync } from "node:fs";
import type { TokenDocument, TokenSpan } from "../src/compat/profile.ts";

const folder = new URL("oracles/vectors/", import.meta.url);

export interface Vector {
  /** Three digits. */
  readonly vector: string;
  readonly title: string;
  /** No two spans of a side overlap. */
  readonly flat: boolean;
  /** The input gives tags, possibly malformed, and no spans. */
  readonly tags: boolean;
  /** What a scorer answered, in its own words; undefined where it was not asked. */
  answer<T>(scorer: string): (T & { readonly error?: string }) | undefined;
}

export const vectors: readonly Vector[] = readdirSync(folder)
  .filter((name) => name.endsWith(".expected.json"))
  .sort()
  .map((name) => {
    const { vector, title, flat, tags, ...answers } = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
    return { vector, title, flat, tags, answer: (scorer) => answers[scorer] };
  });

/** The documents of a vector, spans as listed. Where it gives spans, tags are IOB2, and empty where spans overlap. */
export function documentsOf({ vector, flat }: Pick<Vector, "vector" | "flat">): TokenDocument[] {
  const lines = readFileSync(new URL(`${vector}.input.jsonl`, folder), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => documentOf(JSON.parse(line), flat));
}

/** A document of a vector. */
// biome-ignore lint/suspicious/noExplicitAny: it is JSON.
export function documentOf({ id, tokens, ...sides }: any, flat: boolean): TokenDocument {
  if (sides.gold_tags) return { id, tokens, gold: [], pred: [], goldTags: sides.gold_tags, predTags: sides.pred_tags };
  const [gold, pred] = [spansOf(sides.gold), spansOf(sides.pred)];
  const tagsOf = (spans: readonly TokenSpan[]) => (flat ? iob2(tokens.length, spans) : []);
  return { id, tokens, gold, pred, goldTags: tagsOf(gold), predTags: tagsOf(pred) };
}

function spansOf(spans: readonly { start: number; end: number; label: string }[]): TokenSpan[] {
  return spans.map(({ start, end, label }) => ({ start, end, type: label }));
}

function iob2(length: number, spans: readonly TokenSpan[]): string[] {
  const tags = new Array<string>(length).fill("O");
  for (const { start, end, type } of spans)
    for (let i = start; i < end; i++) tags[i] = `${i === start ? "B" : "I"}-${type}`;
  return tags;
}
