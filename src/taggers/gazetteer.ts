/** The gazetteer: finds again the phrases of the training gold that had one type only. */

import { setImmediate } from "node:timers/promises";
import type { Document } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { Span } from "../corpus/span.ts";
import { tokensOf } from "../corpus/tokens.ts";
import { gazetteerUntrained } from "../messages/taggers.ts";
import type { Passage, Tagged, Tagger } from "./tagger.ts";

/** A place in the tree of phrases: where each next token leads, and the types of the phrase that ends here. */
interface Node {
  readonly next: Map<string, Node>;
  readonly types: Set<string>;
}

/**
 * A tagger that knows only the phrases it was taught: the baseline of the CoNLL-2003 shared task (Tjong Kim Sang &
 * De Meulder 2003). A phrase that was seen with more than one type is left out. Texts are read from left to right, the
 * longest phrase wins, and phrases do not overlap.
 *
 * Phrases are compared token by token, in exact case. Tokens that blanks separated in training must be separated in
 * the text, no matter by which blanks or how many; tokens that touched must touch. `New\nYork` is `New York`, but
 * `U. S.` is not `U.S.`
 */
export function createGazetteer(): Tagger {
  let root: Node | undefined;
  return {
    name: "gazetteer",
    learn(documents: readonly Document[]): void {
      root = treeOf(documents);
    },
    async *tag(passages: readonly Passage[]): AsyncIterable<Tagged> {
      if (!root) throw new NerEvalError(gazetteerUntrained());
      for (const { id, text } of passages) {
        await setImmediate();
        yield { id, spans: findPhrases(root, text) };
      }
    },
  };
}

function treeOf(documents: readonly Document[]): Node {
  const root = createNode();
  for (const { text, spans } of documents) {
    for (const { start, end, type, fragments } of spans) {
      // A mention in several pieces is no phrase.
      if (fragments !== undefined) continue;
      let node = root;
      for (const key of keysOf(text.slice(start, end)).keys) node = childOf(node, key);
      if (node !== root) node.types.add(type);
    }
  }
  return root;
}

function createNode(): Node {
  return { next: new Map(), types: new Set() };
}

function childOf(node: Node, key: string): Node {
  const child = node.next.get(key) ?? createNode();
  node.next.set(key, child);
  return child;
}

/** The tokens of a text, and what each must match: its characters, after one blank if any blank stands before it. */
function keysOf(text: string) {
  const tokens = tokensOf(text);
  const keys = tokens.map(({ start, end }, i) => {
    const word = text.slice(start, end);
    return i > 0 && start > tokens[i - 1]!.end ? " " + word : word;
  });
  return { tokens, keys };
}

function findPhrases(root: Node, text: string): Span[] {
  const { tokens, keys } = keysOf(text);
  const found: Span[] = [];
  for (let first = 0; first < tokens.length; ) {
    const match = longestFrom(root, keys, first);
    if (match) found.push({ start: tokens[first]!.start, end: tokens[match.last]!.end, type: match.type });
    first = match ? match.last + 1 : first + 1;
  }
  return found;
}

/** The longest phrase of one type that begins with token `first`, and its last token. */
function longestFrom(root: Node, keys: readonly string[], first: number): { last: number; type: string } | undefined {
  let longest: { last: number; type: string } | undefined;
  let node = root.next.get(keys[first]!.trimStart());
  for (let last = first; node; node = node.next.get(keys[++last] ?? "")) {
    const [type, ...others] = node.types;
    if (type !== undefined && others.length === 0) longest = { last, type };
  }
  return longest;
}
