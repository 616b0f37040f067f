/** Finds all places of many strings in a text, in one walk through it (Aho & Corasick 1975). */

/** A state of the automaton: what can follow, and what has been found when it is reached. */
interface Node {
  readonly next: Map<number, Node>;
  /** The number of the string that ends here. */
  found: number | undefined;
  /** The node of the longest beginning of a string that the way here ends in. */
  fallback: Node | undefined;
  /** Of the nodes on the way down by fallbacks, the first where a string ends. */
  shorter: Node | undefined;
}

/**
 * For each string, where it begins in the text, from left to right; places may overlap. The strings are all different,
 * none is empty. Takes time in the length of the text, of the strings, and in the number of places.
 */
export function findAll(strings: readonly string[], text: string): readonly (readonly number[])[] {
  const places = strings.map((): number[] => []);
  const root = automatonOf(strings);
  let node = root;
  for (let i = 0; i < text.length; i++) {
    node = step(node, text.charCodeAt(i), root);
    for (let at = node.found === undefined ? node.shorter : node; at; at = at.shorter) {
      const found = at.found!;
      places[found]!.push(i + 1 - strings[found]!.length);
    }
  }
  return places;
}

function automatonOf(strings: readonly string[]): Node {
  const root = emptyNode();
  for (const [number, string] of strings.entries()) {
    let node = root;
    for (let i = 0; i < string.length; i++) {
      const unit = string.charCodeAt(i);
      let next = node.next.get(unit);
      if (next === undefined) node.next.set(unit, (next = emptyNode()));
      node = next;
    }
    node.found = number;
  }
  // The shorter before the longer, so that fallbacks are there when they are asked for.
  const waiting: Node[] = [root];
  for (const node of waiting) {
    for (const [unit, next] of node.next) {
      const fallback = node === root ? root : step(node.fallback!, unit, root);
      next.fallback = fallback;
      next.shorter = fallback.found === undefined ? fallback.shorter : fallback;
      waiting.push(next);
    }
  }
  return root;
}

function step(from: Node, unit: number, root: Node): Node {
  for (let node: Node | undefined = from; node; node = node.fallback) {
    const next = node.next.get(unit);
    if (next) return next;
  }
  return root;
}

function emptyNode(): Node {
  return { next: new Map(), found: undefined, fallback: undefined, shorter: undefined };
}
