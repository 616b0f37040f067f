/** Saved runs as text: read, and merged. */
import { NerEvalError } from "../../corpus/error.ts";
import { arrayOf, string } from "../../corpus/expect.ts";
import { runTextNotJson } from "../../messages/saved-runs.ts";
import type { Run } from "../../run/run.ts";
import { mergeSaved } from "./merge.ts";
import { readSaved, runOf, type Saved } from "./read.ts";

/**
 * The run that `runJson` saved. Its scores are computed anew from the counts of its documents.
 *
 * @throws NerEvalError `run-syntax`, `run-schema`, `run-units` or `run-field` where the text is not a saved run of this
 * layout with its units, and `run-altered` where its numbers contradict each other. `source` is what messages call it.
 */
export function parseRun(json: string, source = "the run"): Run {
  return runOf(savedIn(json, source));
}

/**
 * The run of all documents of some saved runs: shards of one corpus that were scored by the same rules.
 *
 * @throws NerEvalError as `parseRun`, and `runs-overlap` where two of them have the same document, `runs-differ` where they
 * were not scored by the same rules.
 */
export function mergeRuns(jsons: readonly string[], name = "merged"): Run {
  arrayOf(string, 1)(jsons, "the runs");
  return mergeSaved(
    jsons.map((json, i) => savedIn(json, `run ${i + 1}`)),
    name,
  );
}

function savedIn(json: string, source: string): Saved {
  string(json, source);
  try {
    return readSaved(JSON.parse(json), source);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NerEvalError({ ...runTextNotJson(source), source });
  }
}
