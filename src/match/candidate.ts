/** Candidates: overlaps that may be linked. */
import type { Overlap } from "./overlap.ts";
import type { Weight } from "./weight.ts";

/** An overlap with what linking it would be worth. */
export interface Candidate extends Overlap {
  readonly weight: Weight;
}
