/** A run: what an evaluation returns, and what is saved, merged, compared and reported. */
import type { AlignmentCounts } from "../align/align.ts";
import type { Warning } from "../corpus/issue.ts";
import type { Outcomes } from "../count/mention-outcomes.ts";
import type { Results } from "../score/results.ts";
import type { Intervals } from "../stats/bootstrap.ts";
import type { Input } from "./inputs.ts";
import type { Signature } from "./signature.ts";

/** The version of the layout in which runs are saved; `docs/run-json.md` describes it. */
export const RUN_SCHEMA = "ner-eval/run@2";

/** How a tagger's predictions came about. */
export interface Tagging {
  readonly tagger: string;
  /** How it learned, in words, such as `5-fold cross-validation over documents (seed 12345)`; undefined for not at all. */
  readonly training: string | undefined;
}

/**
 * The results of an evaluation with everything that decided them. Scores are fractions, undefined where they are 0/0;
 * spans are half-open in UTF-16 code units.
 */
export interface Run extends Results {
  /** What tables call it. */
  readonly name: string;
  /** Intervals of every score and error count, where they were drawn. */
  readonly intervals?: Intervals | undefined;
  /** What became of every gold mention, in its words; where it was asked for. */
  readonly outcomes?: Outcomes | undefined;
  /** What happened on the way from the input to the scored spans. */
  readonly alignment: AlignmentCounts;
  readonly warnings: readonly Warning[];
  /** The files, folders and taggers that went in; none where documents were given as objects. */
  readonly inputs: readonly Input[];
  readonly tagging?: Tagging | undefined;
  /** Everything besides the data that decided a number; its scheme is the one shown first. */
  readonly signature: Signature;
  /** The options as they were resolved; `evaluate()` takes them again. */
  readonly options: { readonly [name: string]: unknown };
}
