/** The module tagger: a recognizer that users write in a JavaScript file of their own. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect, types } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import type { Code } from "../messages/codes.ts";
import { fromBatches, fromFunction } from "./adapt.ts";
import type { BatchTagger, Tagger, TagText } from "./tagger.ts";

/** The smallest module that is a tagger. */
const EXAMPLE =
  'export default (text) => [...text.matchAll(/Ada/g)].map((m) => ({ start: m.index, end: m.index + 3, type: "PER" }));';

/**
 * The tagger in a file: `./tagger.js`, seen from the folder `cwd`. Its default export must be a function from a text
 * to spans, or an object with a function `tag` from texts to arrays of spans.
 */
export async function loadModuleTagger(specifier: string, cwd: string): Promise<Tagger> {
  const path = resolve(cwd, specifier);
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw problem("tagger-unknown", specifier, file ? "is not a file" : `does not exist: ${path}`);
  const exported = defaultOf(await importFrom(path, specifier));
  if (isFunction(exported)) {
    const what = isClass(exported) ? "a class" : types.isGeneratorFunction(exported) ? "a generator" : undefined;
    if (what) throw problem("tagger-unknown", specifier, `exports ${what}, expected a function that returns spans`);
    return fromFunction(specifier, exported as TagText);
  }
  checkBatches(exported, specifier);
  return fromBatches(specifier, exported);
}

async function importFrom(path: string, specifier: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const what = error instanceof Error ? String(error) : inspect(error);
    const place = placeOf(error);
    // Node keeps to itself where in an ES module the syntax is wrong.
    const unplaced = error instanceof SyntaxError ? `; to see where, run: node --check ${path}` : "";
    throw problem("tagger-failed", specifier, `cannot be loaded: ${what}${place ? `, at ${place}` : unplaced}`);
  }
}

/** The first place that an error's stack names outside this file. */
function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const places = stack.match(/(?<=^|[\s(])(file:\/\/|\/|[A-Z]:\\)[^\s()]+:\d+/gm) ?? [];
  const here = [import.meta.url, fileURLToPath(import.meta.url)];
  return places.find((place) => !here.some((file) => place.startsWith(`${file}:`)));
}

/** The default export; also that of a CommonJS module which a compiler made from ES syntax. */
function defaultOf(module: unknown): unknown {
  const exported = (module as { default?: unknown }).default;
  const inner = exported as { __esModule?: unknown; default?: unknown } | null | undefined;
  return typeof inner === "object" && inner?.__esModule ? inner.default : exported;
}

function checkBatches(exported: unknown, specifier: string): asserts exported is BatchTagger {
  const wrong = (what: string) => problem("tagger-unknown", specifier, what);
  if (exported === undefined) throw wrong("has no default export");
  if (typeof exported !== "object" || exported === null || Array.isArray(exported))
    throw wrong("exports neither a function nor an object by default");
  const { tag, learn, close } = exported as { readonly [name: string]: unknown };
  if (!isFunction(tag)) throw wrong('exports an object without a function "tag" by default');
  if (types.isGeneratorFunction(tag)) throw wrong('exports a "tag" that is a generator, expected arrays of spans');
  if (learn !== undefined && !isFunction(learn)) throw wrong('exports a "learn" that is not a function');
  if (close !== undefined && !isFunction(close)) throw wrong('exports a "close" that is not a function');
}

function isFunction(value: unknown): value is (...values: never[]) => unknown {
  return typeof value === "function";
}

function isClass(value: (...values: never[]) => unknown): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

function problem(code: Code, specifier: string, what: string): NerEvalError {
  const hint =
    `a tagger is a module such as this one:\n  ${EXAMPLE}\n` +
    "or, for texts in batches:\n  export default { tag: (texts) => texts.map(() => []) };";
  return new NerEvalError({ code, source: specifier, message: `the tagger module ${what}`, hint });
}
