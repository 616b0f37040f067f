/** nervaluate 0.3: one pass over sorted predictions that feeds all four tables. */
import { sameExtent } from "../corpus/span.ts";
import { neighborsOf } from "../match/neighbors.ts";
import { keyOf, type Profile, type ProfileResult, type ProfileTally, type TokenDocument } from "./profile.ts";
import { type Outcome, SemevalCounts, semevalTables } from "./semeval.ts";

/** What a pair, or a span without partner, is in `strict`, `exact`, `partial` and `ent_type`. */
type Verdict = readonly [strict: Outcome, exact: Outcome, partial: Outcome, entType: Outcome];

const verdicts = {
  right: ["correct", "correct", "correct", "correct"],
  label: ["incorrect", "correct", "correct", "incorrect"],
  boundary: ["incorrect", "incorrect", "partial", "correct"],
  both: ["incorrect", "incorrect", "partial", "incorrect"],
  missed: ["missed", "missed", "missed", "missed"],
  spurious: ["spurious", "spurious", "spurious", "spurious"],
} satisfies { [name: string]: Verdict };

class Nervaluate03Tally implements ProfileTally {
  readonly #counts = new SemevalCounts();

  /**
   * A prediction is right if gold has its like. Otherwise it meets every gold span it overlaps and nobody met before,
   * up to one of the same extent: so it can count several times. A span of gold counts as met if its like was.
   */
  add(document: TokenDocument): void {
    const gold = [...document.gold].sort((a, b) => a.start - b.start);
    const pred = [...document.pred].sort((a, b) => a.end - b.end);
    const { ofPred } = neighborsOf(gold, pred);
    const golds = new Set(gold.map(keyOf));
    const met = new Set<string>();
    for (const [i, p] of pred.entries()) {
      if (golds.has(keyOf(p))) {
        met.add(keyOf(p));
        this.#book(p.type, verdicts.right);
        continue;
      }
      let found = false;
      for (const g of ofPred[i]!.map((place) => gold[place]!)) {
        const extent = sameExtent(g, p);
        if (!extent && met.has(keyOf(g))) continue;
        met.add(keyOf(g));
        found = true;
        this.#book(g.type, extent ? verdicts.label : g.type === p.type ? verdicts.boundary : verdicts.both);
        if (extent) break;
      }
      if (!found) this.#book(p.type, verdicts.spurious);
    }
    for (const g of gold) if (!met.has(keyOf(g))) this.#book(g.type, verdicts.missed);
    for (const { type } of document.pred) this.#counts.know(type);
  }

  finish(): ProfileResult {
    return { tables: semevalTables.map((table) => this.#counts.table(table, 0.5)) };
  }

  #book(type: string, verdict: Verdict): void {
    for (const [i, table] of semevalTables.entries()) {
      this.#counts.count(table, verdict[i]!);
      this.#counts.countFor(type, table, verdict[i]!);
    }
  }
}

/** The last version before the rewrite. */
export const nervaluate03: Profile = {
  name: "nervaluate-0.3.1",
  tool: "nervaluate 0.3.1",
  differs: "counts a prediction once for every gold span it meets, and in the rows of types under gold's type only",
  start: () => new Nervaluate03Tally(),
};
