/** Counts of entities by type, where an entity is right that has the same extent and type on both sides. */
import { quotients } from "../score/scores.ts";
import { compareCodePoints } from "./printed.ts";
import { entry, keyOf, type ProfileRow, rowOf, type TokenSpan } from "./profile.ts";

export interface Counts {
  gold: number;
  pred: number;
  correct: number;
}

export class TypeCounts {
  private readonly counts = new Map<string, Counts>();

  /** The counts of a type, to be added to. */
  of(type: string): Counts {
    return entry(this.counts, type, () => ({ gold: 0, pred: 0, correct: 0 }));
  }

  /** Adds the entities of a document, of which none stands twice on one side. */
  addEntities(gold: readonly TokenSpan[], pred: readonly TokenSpan[]): void {
    const keys = new Set<string>();
    for (const entity of gold) {
      this.of(entity.type).gold++;
      keys.add(keyOf(entity));
    }
    for (const entity of pred) {
      const counts = this.of(entity.type);
      counts.pred++;
      if (keys.has(keyOf(entity))) counts.correct++;
    }
  }

  /** The sum over types. */
  total(): Counts {
    const total = { gold: 0, pred: 0, correct: 0 };
    for (const { gold, pred, correct } of this.counts.values()) {
      total.gold += gold;
      total.pred += pred;
      total.correct += correct;
    }
    return total;
  }

  /** The types that have an entity, in the order in which Perl and Python list them. */
  sorted(): (readonly [type: string, counts: Counts])[] {
    return [...this.counts].filter(([, { gold, pred }]) => gold + pred > 0).sort(([a], [b]) => compareCodePoints(a, b));
  }
}

/** A row of counts. */
export function countRow(name: string, { gold, pred, correct }: Counts, counts: ProfileRow["counts"]): ProfileRow {
  return rowOf(name, quotients(correct, pred, gold), counts);
}
