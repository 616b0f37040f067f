/** FairEval: a traditional table, a fair one, and one in which boundary errors are half right (Ortmann 2022). */
import {
  addFairCounts,
  compareFairly,
  countEvents,
  countEventsByType,
  type FairBooking,
  type FairCounts,
  type FairEvent,
  noFairCounts,
} from "../count/fair.ts";
import { type FairWeights, fairWeights, gradedWeights } from "../score/fair-weights.ts";
import { fairScore } from "../score/scores.ts";
import {
  byType,
  type Profile,
  type ProfileResult,
  type ProfileRow,
  type ProfileTable,
  type ProfileTally,
  rowOf,
  type TokenDocument,
} from "./profile.ts";

/** Counts over all types, and by type. */
class Counts {
  all: FairCounts = noFairCounts;
  readonly types = new Map<string, FairCounts>();

  add(events: readonly FairEvent[], booking: FairBooking): void {
    this.all = addFairCounts(this.all, countEvents(events));
    for (const [type, counts] of countEventsByType(events, booking))
      this.types.set(type, addFairCounts(this.types.get(type) ?? noFairCounts, counts));
  }
}

class FairEvalTally implements ProfileTally {
  readonly #booking: FairBooking;
  readonly #traditional = new Counts();
  readonly #fair = new Counts();
  #repeatedGold = 0;
  #repeatedPred = 0;

  constructor(booking: FairBooking) {
    this.#booking = booking;
  }

  add({ gold, pred }: TokenDocument): void {
    const { events, traditional, repeated } = compareFairly(gold, pred);
    this.#traditional.add(traditional, this.#booking);
    this.#fair.add(events, this.#booking);
    this.#repeatedGold += repeated.gold;
    this.#repeatedPred += repeated.pred;
  }

  /** Every span is in a traditional event of its type, so the types of these are all there are. */
  finish(): ProfileResult {
    const types = byType(this.#traditional.types).map(([type]) => type);
    const table = (name: string, counts: Counts, weights: FairWeights, cells: Cells): ProfileTable => {
      const row = (of: string, own: FairCounts) => rowOf(of, fairScore(own, weights), cells(own));
      return {
        name,
        all: row("overall", counts.all),
        types: types.map((type) => row(type, counts.types.get(type) ?? noFairCounts)),
        averages: [],
        figures: counts === this.#fair ? repeated : [],
      };
    };
    const repeated = [
      ["gold spans in more than one event", this.#repeatedGold],
      ["predictions in more than one event", this.#repeatedPred],
    ] as const;
    return {
      tables: [
        table("fair", this.#fair, fairWeights, fairCells),
        table("weighted", this.#fair, gradedWeights, fairCells),
        table("traditional", this.#traditional, fairWeights, traditionalCells),
      ],
    };
  }
}

type Cells = (counts: FairCounts) => ProfileRow["counts"];

const traditionalCells: Cells = ({ TP, FP, FN }) => Object.entries({ TP, FP, FN });

const fairCells: Cells = ({ TP, FP, LE, BES, BEL, BEO, LBE, FN }) =>
  Object.entries({ TP, FP, LE, BE: BES + BEL + BEO, BES, BEL, BEO, LBE, FN });

/** FairEval as it is, which books a wrong type under gold's type. */
export const faireval: Profile = {
  name: "faireval",
  tool: "FairEval, focus on the target",
  differs: "tells errors apart and charges each once; a span that overlaps several can stand in several events",
  start: () => new FairEvalTally("target"),
};

/** FairEval with its focus on the system. */
export const fairevalSystem: Profile = {
  name: "faireval-system",
  tool: "FairEval, focus on the system",
  differs: "does as faireval, but counts a wrong type under the predicted type",
  start: () => new FairEvalTally("system"),
};
