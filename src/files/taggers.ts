/** Taggers by name: turns a specification into a tagger, loading only the one that is asked for, and tags documents. */
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Document, Prediction } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import { flawsIn } from "../corpus/flaw.ts";
import { parsePrediction } from "../formats/jsonl.ts";
import { taggerUnknown } from "../messages/files.ts";
import type { Tagger } from "../taggers/tagger.ts";

/** The taggers that have a name, each loaded when it is asked for. */
const named: ReadonlyMap<string, () => Promise<Tagger>> = new Map([
  ["wink", async () => (await import("../taggers/wink.ts")).createWinkTagger()],
  ["gazetteer", async () => (await import("../taggers/gazetteer.ts")).createGazetteer()],
]);

/** How a tagger is loaded. */
export interface LoadOptions {
  /** How long a command may stay silent, in seconds. 60. */
  readonly timeout?: number | undefined;
  /** The folder that paths are seen from. The current one. */
  readonly cwd?: string | undefined;
  /** Whether spans of a command whose offsets are none are kept as flaws of its answers. `false`. */
  readonly keepFlaws?: boolean | undefined;
  /** Told the real path of a module that is loaded. */
  readonly onModule?: ((path: string | undefined) => void) | undefined;
}

/**
 * The tagger of a specification: `wink`, `gazetteer`, `cmd:COMMAND`, or the path of a module. Close it when it is not
 * needed any more.
 *
 * @throws NerEvalError `tagger-unknown` where there is no such tagger.
 */
export async function loadTagger(specification: string, options: LoadOptions = {}): Promise<Tagger> {
  const { timeout = 60, cwd = process.cwd(), keepFlaws = false, onModule } = options;
  const load = named.get(specification);
  if (load) return load();
  if (/^cmd:.*\S/s.test(specification)) {
    const { createCommandTagger } = await import("../taggers/command.ts");
    return createCommandTagger(specification.slice(4), {
      timeout,
      parse: (line, number, source) => parsePrediction(line, number, source, keepFlaws),
    });
  }
  if (/^(\.{0,2}\/|[A-Za-z]:[\\/]|file:)/.test(specification) || /\.[cm]?js$/.test(specification)) {
    const path = resolve(cwd, specification);
    onModule?.(existsSync(path) ? realpathSync(path) : undefined);
    return (await import("../taggers/module.ts")).loadModuleTagger(specification, cwd);
  }
  throw new NerEvalError(taggerUnknown(specification, [...named.keys()]));
}

/**
 * What a tagger predicts for documents, batch by batch, as `evaluate` takes it; it never sees their gold spans. A tagger
 * with `learn` is trained first, on other documents.
 */
export async function* tagDocuments(
  tagger: Tagger,
  documents: readonly Pick<Document, "id" | "text">[],
): AsyncIterable<readonly Prediction[]> {
  const passages = documents.map(({ id, text }) => ({ id, text }));
  for await (const { id, spans, flaws = [] } of tagger.tag(passages)) yield [{ id, spans, ...flawsIn(flaws) }];
}
