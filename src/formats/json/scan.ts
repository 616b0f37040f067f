/** Scan: walks through a JSON text that may be cut off or damaged, and says where its items stand and where it breaks. */

/** What a walk found. Offsets are in UTF-16 code units. */
export interface Scan {
  /** Where the items of the outermost list begin, under "", or those of a list that is a field of the outermost object. */
  readonly items: ReadonlyMap<string, readonly number[]>;
  /** Where the text stops being JSON; its length where it only ends too early; undefined where it is whole. */
  readonly error: number | undefined;
  /** The text up to the last value that is complete, with what is open closed; undefined where there is none. */
  readonly closed: string | undefined;
}

type Expected = "value" | "key" | "colon" | "more" | "nothing";

/** An open list or object. */
interface Level {
  readonly list: boolean;
  /** The name under which its items are noted. */
  readonly name: string | undefined;
  readonly parent: Level | undefined;
  /** The key that was read last, in the outermost object. */
  key: string;
}

/** A mark, the beginning of a string, or a literal, behind blanks. */
const pattern =
  /[ \t\r\n]*(?:([{}[\],:])|(")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])|true|false|null))/y;

/** Walks through a text once, without recursion. */
export function scan(text: string): Scan {
  const items = new Map<string, number[]>();
  let level: Level | undefined;
  let closed: { at: number; level: Level | undefined } | undefined;
  /** What may come: a value, a key, a colon, or what parts and closes; `first` where a list or object may end at once. */
  let expected = "value" as Expected;
  let first = false;
  let at = 0;

  function complete(): void {
    first = false;
    expected = level === undefined ? "nothing" : "more";
    closed = { at, level };
  }

  while (at < text.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) break;
    const [, mark, quote, literal] = found;
    const start = pattern.lastIndex - (mark ?? quote ?? literal)!.length;
    const end = quote === undefined ? pattern.lastIndex : endOfString(text, start);
    if (end === undefined) break;
    const closes = mark === "]" || mark === "}";
    if (closes && level?.list === (mark === "]") && (expected === "more" || first)) {
      level = level.parent;
      at = end;
      complete();
    } else if (expected === "value" && !closes && mark !== "," && mark !== ":") {
      if (level?.list && level.name !== undefined) items.get(level.name)?.push(start);
      at = end;
      if (mark === undefined) complete();
      else {
        const list = mark === "[";
        const name = level === undefined ? "" : level.parent === undefined && !level.list ? level.key : undefined;
        if (list && name !== undefined) items.set(name, []);
        level = { list, name, parent: level, key: "" };
        [expected, first] = [list ? "value" : "key", true];
        closed = { at, level };
      }
    } else if (expected === "key" && quote !== undefined) {
      if (level!.parent === undefined) level!.key = JSON.parse(text.slice(start, end)) as string;
      at = end;
      [expected, first] = ["colon", false];
    } else if (expected === "colon" && mark === ":") {
      at = end;
      expected = "value";
    } else if (expected === "more" && mark === ",") {
      at = end;
      expected = level!.list ? "value" : "key";
    } else break;
  }
  const rest = /\S/.exec(text.slice(at))?.index;
  const error = rest === undefined ? (expected === "nothing" ? undefined : text.length) : at + rest;
  return { items, error, closed: closed && text.slice(0, closed.at) + closersOf(closed.level) };
}

/** The offset behind a string that begins at `start`; undefined where it does not end, or holds what strings may not. */
function endOfString(text: string, start: number): number | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: strings may not hold them.
  const stop = /["\\\u0000-\u001f]/g;
  const escapes = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  stop.lastIndex = start + 1;
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    if (found[0] === '"') return stop.lastIndex;
    escapes.lastIndex = found.index;
    if (!escapes.test(text)) return undefined;
    stop.lastIndex = escapes.lastIndex;
  }
  return undefined;
}

function closersOf(innermost: Level | undefined): string {
  const closers: string[] = [];
  for (let level = innermost; level; level = level.parent) closers.push(level.list ? "]" : "}");
  return closers.join("");
}
