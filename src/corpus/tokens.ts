/** Tokens: the one rule by which a text without tokens of its own is cut into words, used for distances and baselines. */

/** A token: a run of letters, digits and combining marks, or one other visible character. */
const TOKEN = /[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;

/** A token's place in its text, half-open, in UTF-16 code units. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** How many tokens a text has. */
export function countTokens(text: string): number {
  return text.match(TOKEN)?.length ?? 0;
}
