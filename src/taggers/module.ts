/** The module tagger: a recognizer that users write in a JavaScript file of their own. */

import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect, types } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import {
  moduleDefaultUnusable,
  moduleFailed,
  moduleFieldNotAFunction,
  moduleMissing,
  moduleNoDefault,
  moduleNoTag,
  moduleNotAFile,
  moduleNotAFunction,
  moduleTagGenerator,
} from "../messages/taggers.ts";
import type { Words } from "../messages/words.ts";
import { fromBatches, fromFunction } from "./adapt.ts";
import type { BatchTagger, Tagger, TagText } from "./tagger.ts";

/**
 * The tagger in a file: `./tagger.js`, seen from the folder `cwd`. Its default export must be a function from a text
 * to spans, or an object with a function `tag` from texts to arrays of spans.
 */
export async function loadModuleTagger(specifier: string, cwd: string): Promise<Tagger> {
  const path = resolve(cwd, specifier);
  const file = await stat(path).catch(() => undefined);
  if (!file?.isFile()) throw problem(specifier, file ? moduleNotAFile() : moduleMissing(path));
  const exported = defaultOf(await importFrom(path, specifier));
  if (isFunction(exported)) {
    if (isClass(exported)) throw problem(specifier, moduleNotAFunction("class"));
    if (types.isGeneratorFunction(exported)) throw problem(specifier, moduleNotAFunction("generator"));
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
    // Node keeps to itself where in an ES module the syntax is wrong.
    const check = error instanceof SyntaxError ? path : undefined;
    throw problem(specifier, moduleFailed({ error: what, place: placeOf(error), check }));
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
  const wrong = (words: Words) => problem(specifier, words);
  if (exported === undefined) throw wrong(moduleNoDefault());
  if (typeof exported !== "object" || exported === null || Array.isArray(exported))
    throw wrong(moduleDefaultUnusable());
  const { tag, learn, close } = exported as { readonly [name: string]: unknown };
  if (!isFunction(tag)) throw wrong(moduleNoTag());
  if (types.isGeneratorFunction(tag)) throw wrong(moduleTagGenerator());
  if (learn !== undefined && !isFunction(learn)) throw wrong(moduleFieldNotAFunction("learn"));
  if (close !== undefined && !isFunction(close)) throw wrong(moduleFieldNotAFunction("close"));
}

function isFunction(value: unknown): value is (...values: never[]) => unknown {
  return typeof value === "function";
}

function isClass(value: (...values: never[]) => unknown): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

function problem(specifier: string, words: Words): NerEvalError {
  return new NerEvalError({ ...words, source: specifier });
}
