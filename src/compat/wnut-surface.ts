/** The WNUT 2017 scorer: entities, and the different forms among them. */
import { quotients } from "../score/scores.ts";
import {
  byType,
  entry,
  type Profile,
  type ProfileResult,
  type ProfileTable,
  type ProfileTally,
  rowOf,
  type TokenDocument,
  type TokenSpan,
} from "./profile.ts";

/** What is counted once: things of gold, of the prediction, and of those that are right. */
class Things {
  readonly gold = new Set<string>();
  readonly pred = new Set<string>();
  readonly right = new Set<string>();
}

/** All things by type. A thing is a key. */
class Inventory {
  readonly #types = new Map<string, Things>();

  of(type: string): Things {
    return entry(this.#types, type, () => new Things());
  }

  table(name: string): ProfileTable {
    const sizes = byType(this.#types).map(([type, { gold, pred, right }]) => ({
      type,
      gold: gold.size,
      found: pred.size,
      correct: right.size,
    }));
    const sum = (of: "gold" | "found" | "correct") => sizes.reduce((total, size) => total + size[of], 0);
    return {
      name,
      all: rowFor("all", sum("correct"), sum("found"), sum("gold")),
      types: sizes
        .filter(({ gold }) => gold > 0)
        .map(({ type, correct, found, gold }) => rowFor(type, correct, found, gold)),
      averages: [],
      figures: [],
    };
  }
}

function rowFor(name: string, correct: number, found: number, gold: number) {
  return rowOf(name, quotients(correct, found, gold), Object.entries({ gold, found, correct }));
}

class WnutTally implements ProfileTally {
  readonly #forms = new Inventory();
  readonly #entities = new Inventory();
  #documents = 0;

  add({ tokens, gold, pred }: TokenDocument): void {
    const document = this.#documents++;
    const formOf = ({ start, end }: TokenSpan) => JSON.stringify(tokens.slice(start, end));
    const placeOf = ({ start, end }: TokenSpan) => `${document} ${start} ${end}`;
    for (const span of gold) {
      this.#forms.of(span.type).gold.add(formOf(span));
      this.#entities.of(span.type).gold.add(placeOf(span));
    }
    for (const span of pred) {
      const entities = this.#entities.of(span.type);
      const forms = this.#forms.of(span.type);
      const place = placeOf(span);
      forms.pred.add(formOf(span));
      entities.pred.add(place);
      if (!entities.gold.has(place)) continue;
      forms.right.add(formOf(span));
      entities.right.add(place);
    }
  }

  finish(): ProfileResult {
    return { tables: [this.#forms.table("surface"), this.#entities.table("entity")] };
  }
}

/** The scorer of the shared task on emerging entities. */
export const wnutSurface: Profile = {
  name: "wnut-surface",
  tool: "wnuteval.py of WNUT 2017",
  wholeCorpus: true,
  differs: "counts a form once per type, however often it occurs, as right if it was found at one of its places",
  start: () => new WnutTally(),
};
