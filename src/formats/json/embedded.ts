/** Embedded JSON: finds lists and objects in the words of a model, in fences or in prose. */

/** What was found in an answer. */
export interface Embedded {
  /** Every list and object that is not part of another one, in order: those in fences, where any has one. */
  readonly values: readonly unknown[];
  /** What is complete of a list or object that is cut off at the end; undefined where none is, or nothing of it. */
  readonly cut: unknown;
  /** Whether the text ends within a list or object, as far as brackets tell. */
  readonly open: boolean;
}

/** How many beginnings that come to nothing are tried; prose has few, and each may cost a walk to the end. */
const ATTEMPTS = 100;

/** The JSON in a text. Strings in it are passed over whole, whatever brackets they hold. */
export function embeddedIn(text: string): Embedded {
  const fenced = fencesOf(text)
    .map(valuesIn)
    .filter(({ values, cut }) => values.length > 0 || cut !== undefined);
  const last = fenced.at(-1);
  return last ? { ...last, values: fenced.flatMap(({ values }) => values) } : valuesIn(text);
}

/** What stands in fences of three backticks or more; a fence that is never closed goes to the end. */
function fencesOf(text: string): string[] {
  const fences: string[] = [];
  const mark = /^[ \t]*(`{3,}|~{3,})/gm;
  for (let open = mark.exec(text); open; open = mark.exec(text)) {
    const start = mark.lastIndex;
    let end = text.length;
    for (let close = mark.exec(text); close; close = mark.exec(text)) {
      if (!close[1]!.startsWith(open[1]!)) continue;
      end = close.index;
      break;
    }
    fences.push(text.slice(start, end));
    if (end === text.length) break;
  }
  return fences;
}

function valuesIn(text: string): Embedded {
  const values: unknown[] = [];
  const opening = /[[{]/g;
  let open = false;
  let attempts = 0;
  for (let found = opening.exec(text); found && attempts < ATTEMPTS; found = opening.exec(text)) {
    const { end, complete } = walk(text, found.index);
    open ||= end === undefined;
    const value = end === undefined ? undefined : parsed(text.slice(found.index, end));
    if (value !== undefined) {
      values.push(value);
      opening.lastIndex = end!;
      continue;
    }
    attempts++;
    const cut = complete === undefined ? undefined : parsed(complete);
    // What was complete inside of something that is cut off is part of it.
    if (cut !== undefined) return { values, cut, open };
  }
  return { values, cut: undefined, open };
}

/**
 * Where the list or object that begins at `start` ends. Where it never does, what is complete of it: up to the end of the
 * last list or object in it, with what is open closed.
 */
function walk(text: string, start: number): { readonly end?: number; readonly complete?: string } {
  const marks = /["[\]{}]/g;
  const open: string[] = [];
  let complete: { at: number; closers: readonly string[] } | undefined;
  marks.lastIndex = start;
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    const [mark] = found;
    if (mark === '"') {
      const end = endOfString(text, marks.lastIndex);
      if (end === undefined) break;
      marks.lastIndex = end;
    } else if (mark === "[" || mark === "{") {
      open.push(mark === "[" ? "]" : "}");
      if (open.length > DEEP) return {};
    } else if (open.pop() !== mark || open.length === 0) {
      // Brackets that cross are no JSON; where they end is as good as anywhere.
      return { end: marks.lastIndex };
    } else complete = { at: marks.lastIndex, closers: [...open] };
  }
  if (!complete) return {};
  return { complete: text.slice(start, complete.at) + complete.closers.toReversed().join("") };
}

/** How deep lists and objects may nest; no list of mentions is deeper. */
const DEEP = 20;

/** The offset behind the quote that ends a string; undefined where none does. */
function endOfString(text: string, from: number): number | undefined {
  const stop = /["\\]/g;
  stop.lastIndex = from;
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    if (found[0] === '"') return stop.lastIndex;
    stop.lastIndex++;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
