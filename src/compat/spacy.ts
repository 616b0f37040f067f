/**
 * spaCy's scorer of spans, for predictions on gold's own tokens, all of them annotated: `get_ner_prf` of `doc.ents`; where
 * mentions overlap, which `doc.ents` cannot hold, `Scorer.score_spans` with `allow_overlap=True` of a span group. A prediction
 * that is repeated, which neither keeps, is wrong the second time, as `get_ner_prf` has it.
 */
import { quotients } from "../score/scores.ts";
import {
  byType,
  entry,
  keyOf,
  type Profile,
  type ProfileResult,
  type ProfileTally,
  rowOf,
  type TokenDocument,
  type TokenSpan,
} from "./profile.ts";

interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

class SpacyTally implements ProfileTally {
  readonly #types = new Map<string, Counts>();

  /** Gold is a set: a span that stands there twice is found once. */
  add({ gold, pred }: TokenDocument): void {
    const open = new Map(gold.map((span) => [keyOf(span), span]));
    for (const span of pred) this.#of(span)[open.delete(keyOf(span)) ? "tp" : "fp"]++;
    for (const span of open.values()) this.#of(span).fn++;
  }

  finish(): ProfileResult {
    const all = { tp: 0, fp: 0, fn: 0 };
    for (const { tp, fp, fn } of this.#types.values()) {
      all.tp += tp;
      all.fp += fp;
      all.fn += fn;
    }
    const nothing = { precision: undefined, recall: undefined, f1: undefined };
    const row = rowFor("ents", all);
    return {
      tables: [
        {
          name: "ents",
          all: this.#types.size === 0 ? { ...row, ...nothing } : row,
          types: byType(this.#types).map(([type, counts]) => rowFor(type, counts)),
          averages: [],
          figures: [],
        },
      ],
    };
  }

  #of({ type }: TokenSpan): Counts {
    return entry(this.#types, type, () => ({ tp: 0, fp: 0, fn: 0 }));
  }
}

function rowFor(name: string, { tp, fp, fn }: Counts) {
  return rowOf(name, quotients(tp, tp + fp, tp + fn), Object.entries({ tp, fp, fn }));
}

/** spaCy. Its counts are not printed by `spacy evaluate`, but kept. */
export const spacy: Profile = {
  name: "spacy",
  tool: "spaCy 3.8, Scorer",
  differs: "counts a gold span listed twice once; has no value at all where there is no entity on either side",
  flatOnly: "doc.ents",
  start: () => new SpacyTally(),
};
