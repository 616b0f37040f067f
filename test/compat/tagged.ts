/** Documents from tags alone, and what profiles say of them. */
import type { Profile, ProfileResult, TokenDocument } from "../../src/compat/profile.ts";

/** A document of two sequences of tags, with made-up tokens where none are given. */
export function tagged(
  goldTags: readonly string[],
  predTags: readonly string[],
  tokens: readonly string[] = goldTags.map((_, i) => `w${i}`),
): TokenDocument {
  return { id: "d", tokens, gold: [], pred: [], goldTags, predTags };
}

export function resultOf(profile: Profile, documents: readonly TokenDocument[]): ProfileResult {
  const tally = profile.start();
  for (const document of documents) tally.add(document);
  return tally.finish();
}

/** All sequences of a length from 1 on. */
export function sequences(tags: readonly string[], length: number): string[][] {
  if (length === 0) return [[]];
  return sequences(tags, length - 1).flatMap((head) => tags.map((tag) => [...head, tag]));
}
