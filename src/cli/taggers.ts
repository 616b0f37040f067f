/** Taggers by name: turns what stands behind `--tagger` into a tagger, loading only the one that is asked for. */
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { NerEvalError } from "../corpus/error.ts";
import { parsePrediction } from "../formats/jsonl.ts";
import { didYouMean } from "../messages/nearest.ts";
import type { Tagger } from "../taggers/tagger.ts";
import type { Io } from "./io.ts";
import { noteModule } from "./stray.ts";

/**
 * The tagger of a specification: `wink`, `gazetteer`, `cmd:COMMAND`, or the path of a module.
 * `timeout` is how long a command may stay silent, in seconds. With `keepFlaws`, spans of a command whose offsets are none
 * are kept as flaws of its answers.
 *
 * @throws NerEvalError `tagger-unknown` where there is no such tagger.
 */
export async function loadTagger(specification: string, timeout: number, io: Io, keepFlaws = false): Promise<Tagger> {
  if (specification === "wink") return (await import("../taggers/wink.ts")).createWinkTagger();
  if (specification === "gazetteer") return (await import("../taggers/gazetteer.ts")).createGazetteer();
  if (/^cmd:.*\S/s.test(specification)) {
    const { createCommandTagger } = await import("../taggers/command.ts");
    return createCommandTagger(specification.slice(4), {
      timeout,
      parse: (line, number, source) => parsePrediction(line, number, source, keepFlaws),
    });
  }
  if (/^(\.{0,2}\/|[A-Za-z]:[\\/]|file:)/.test(specification) || /\.[cm]?js$/.test(specification)) {
    const path = resolve(io.cwd, specification);
    if (existsSync(path)) io.opened?.add(realpathSync(path));
    noteModule(specification);
    return (await import("../taggers/module.ts")).loadModuleTagger(specification, io.cwd);
  }
  throw new NerEvalError({
    code: "tagger-unknown",
    message: `there is no tagger called ${JSON.stringify(specification)}${didYouMean(specification, ["wink", "gazetteer"])}`,
    hint: "there are wink, gazetteer, cmd:COMMAND for any program, and ./module.js for a module of yours",
  });
}
