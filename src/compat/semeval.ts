/** The counts of SemEval 2013 as other scorers keep them: in four tables, and by type. */
import { quotients } from "../score/scores.ts";
import { byType, entry, type ProfileRow, type ProfileTable, rowOf } from "./profile.ts";

/** The four ways to judge a pair, under the names they have there. */
export const semevalTables = ["strict", "exact", "partial", "ent_type"] as const;
export type SemevalTable = (typeof semevalTables)[number];

export type Outcome = "correct" | "incorrect" | "partial" | "missed" | "spurious";
type Outcomes = { [outcome in Outcome]: number };

function noOutcomes(): Outcomes {
  return { correct: 0, incorrect: 0, partial: 0, missed: 0, spurious: 0 };
}

/** How many outcomes there are, by table, over all types and for each. */
export class SemevalCounts {
  readonly #all = new Map<SemevalTable, Outcomes>();
  readonly #types = new Map<string, Map<SemevalTable, Outcomes>>();

  /** Counts an outcome over all types. */
  count(table: SemevalTable, outcome: Outcome): void {
    entry(this.#all, table, noOutcomes)[outcome]++;
  }

  /** Counts an outcome for a type. */
  countFor(type: string, table: SemevalTable, outcome: Outcome): void {
    entry(this.#of(type), table, noOutcomes)[outcome]++;
  }

  /** Makes sure that a type has a row. */
  know(type: string): void {
    this.#of(type);
  }

  /** A table; a partial outcome earns what `credit` says. */
  table(name: SemevalTable, credit: number): ProfileTable {
    const row = (of: string, counts: Outcomes = noOutcomes()) => outcomeRow(of, counts, credit);
    return {
      name,
      all: row("overall", this.#all.get(name)),
      types: byType(this.#types).map(([type, tables]) => row(type, tables.get(name))),
      averages: [],
      figures: [],
    };
  }

  #of(type: string): Map<SemevalTable, Outcomes> {
    return entry(this.#types, type, () => new Map());
  }
}

function outcomeRow(name: string, counts: Outcomes, credit: number): ProfileRow {
  const { correct, incorrect, partial, missed, spurious } = counts;
  const possible = correct + incorrect + partial + missed;
  const actual = correct + incorrect + partial + spurious;
  const score = quotients(correct + credit * partial, actual, possible);
  return rowOf(name, score, Object.entries({ ...counts, possible, actual }));
}
