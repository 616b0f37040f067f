/** The Hungarian method: the best one-to-one choice among any overlaps, in cubic time. */
import type { Candidate } from "./candidate.ts";
import { packWeights } from "./pack.ts";

/**
 * The best choice for any overlaps (successive shortest paths with potentials; Kuhn 1955, Edmonds and Karp 1972): gold
 * spans are added one by one, each along the path of reassignments that loses least. Every span has a price; the prices
 * of two spans that overlap are together at least what linking them is worth, and exactly that where they are linked.
 * O(|gold| · min(|gold|, |pred|) · |pred|). Ties go to the spans that come first. The choice is in the order of gold.
 */
export function assignByPrices<C extends Candidate>(candidates: readonly C[]): C[] {
  const assignment = new Assignment(candidates);
  for (let gold = 0; gold < assignment.golds; gold++) assignment.add(gold);
  return assignment.chosen().map((link) => candidates[link]!);
}

const NONE = -1;

/** The links chosen so far, with the prices that prove them best. A row of `width` numbers is a packed weight. */
class Assignment {
  readonly golds: number;
  private readonly preds: number;
  private readonly width: number;
  /** Of each link: what it is worth, and its spans. */
  private readonly worth: Float64Array;
  private readonly goldOf: Int32Array;
  private readonly predOf: Int32Array;
  /** The links of each gold span. */
  private readonly links: number[][];
  /** The chosen link of each span. */
  private readonly linkOfGold: Int32Array;
  private readonly linkOfPred: Int32Array;
  private readonly goldPrice: Float64Array;
  private readonly predPrice: Float64Array;
  /** The best known path to each predicted span: what it loses, and its last link. */
  private readonly loss: Float64Array;
  private readonly last: Int32Array;
  /** What the path to each visited gold span loses. */
  private readonly goldLoss: Float64Array;

  constructor(candidates: readonly Candidate[]) {
    const goldNumbers = numbersOf(candidates.map(({ gold }) => gold));
    const predNumbers = numbersOf(candidates.map(({ pred }) => pred));
    this.golds = goldNumbers.size;
    this.preds = predNumbers.size;
    const weights = candidates.map(({ weight }) => weight);
    // Paths take a link to and one from each span of the smaller side; a loss is a path and two prices, paths as well.
    const { width, values } = packWeights(weights, 8 * (Math.min(this.golds, this.preds) + 1));
    this.width = width;
    this.worth = values;
    this.goldOf = Int32Array.from(candidates, ({ gold }) => goldNumbers.get(gold)!);
    this.predOf = Int32Array.from(candidates, ({ pred }) => predNumbers.get(pred)!);
    this.links = Array.from({ length: this.golds }, () => []);
    for (let link = 0; link < candidates.length; link++) this.links[this.goldOf[link]!]!.push(link);
    this.linkOfGold = new Int32Array(this.golds).fill(NONE);
    this.linkOfPred = new Int32Array(this.preds).fill(NONE);
    this.goldPrice = new Float64Array(this.golds * width);
    this.predPrice = new Float64Array(this.preds * width);
    this.loss = new Float64Array(this.preds * width);
    this.last = new Int32Array(this.preds);
    this.goldLoss = new Float64Array(this.golds * width);
  }

  /** The chosen links, in the order of gold. */
  chosen(): number[] {
    return [...this.linkOfGold].filter((link) => link !== NONE);
  }

  /**
   * Adds a gold span along the path that loses least. It ends at a predicted span that was free, or at a gold span that
   * goes without from now on, which may be the added one.
   */
  add(start: number): void {
    const { width, links, worth, predOf, linkOfPred, goldOf, goldPrice, predPrice, loss, last, goldLoss } = this;
    this.setPrice(start);
    last.fill(NONE);
    const visitedGolds = [start];
    const visitedPreds: number[] = [];
    const waiting: number[] = [];
    const least = new Float64Array(width);
    for (let k = 0; k < width; k++) {
      goldLoss[start * width + k] = 0;
      least[k] = goldPrice[start * width + k]!;
    }
    /** Where the best path ends: at a free predicted span, or with the gold span that goes without. */
    let end: End = { gold: start, pred: NONE };
    const found = new Float64Array(width);
    for (let gold = start; ; ) {
      for (const link of links[gold]!) {
        const pred = predOf[link]!;
        for (let k = 0; k < width; k++)
          found[k] =
            goldLoss[gold * width + k]! +
            goldPrice[gold * width + k]! +
            predPrice[pred * width + k]! -
            worth[link * width + k]!;
        if (last[pred] !== NONE && compare(found, 0, loss, pred * width, width) >= 0) continue;
        if (compare(found, 0, least, 0, width) >= 0) continue;
        if (linkOfPred[pred] === NONE) {
          least.set(found);
          end = { gold: NONE, pred };
        } else if (last[pred] === NONE) waiting.push(pred);
        loss.set(found, pred * width);
        last[pred] = link;
      }
      let next = NONE;
      for (let at = 0; at < waiting.length; at++) {
        if (next === NONE || compare(loss, waiting[at]! * width, loss, waiting[next]! * width, width) < 0) next = at;
      }
      if (next === NONE || compare(loss, waiting[next]! * width, least, 0, width) >= 0) break;
      const [pred] = waiting.splice(next, 1) as [number];
      visitedPreds.push(pred);
      gold = goldOf[linkOfPred[pred]!]!;
      visitedGolds.push(gold);
      for (let k = 0; k < width; k++) {
        goldLoss[gold * width + k] = loss[pred * width + k]!;
        found[k] = loss[pred * width + k]! + goldPrice[gold * width + k]!;
      }
      if (compare(found, 0, least, 0, width) >= 0) continue;
      least.set(found);
      end = { gold, pred: NONE };
    }
    for (let k = 0; k < width; k++) {
      for (const gold of visitedGolds) goldPrice[gold * width + k]! -= least[k]! - goldLoss[gold * width + k]!;
      for (const pred of visitedPreds) predPrice[pred * width + k]! += least[k]! - loss[pred * width + k]!;
    }
    this.reassign(end);
  }

  /** The least price of a gold span that leaves none of its links worth more than the prices of its spans. */
  private setPrice(gold: number): void {
    const { width, worth, predOf, predPrice, goldPrice } = this;
    const price = new Float64Array(width);
    const asked = new Float64Array(width);
    for (const link of this.links[gold]!) {
      for (let k = 0; k < width; k++) asked[k] = worth[link * width + k]! - predPrice[predOf[link]! * width + k]!;
      if (compare(asked, 0, price, 0, width) > 0) price.set(asked);
    }
    goldPrice.set(price, gold * width);
  }

  /** Links the spans along the path to its end anew. */
  private reassign({ gold: loser, pred: free }: End): void {
    const { goldOf, predOf, linkOfGold, linkOfPred, last } = this;
    let pred = free;
    if (loser !== NONE) {
      pred = linkOfGold[loser] === NONE ? NONE : predOf[linkOfGold[loser]!]!;
      linkOfGold[loser] = NONE;
    }
    while (pred !== NONE) {
      const link = last[pred]!;
      const gold = goldOf[link]!;
      const before = linkOfGold[gold]!;
      linkOfGold[gold] = link;
      linkOfPred[pred] = link;
      pred = before === NONE ? NONE : predOf[before]!;
    }
  }
}

/** Where a path ends: at a predicted span that is free, or with a gold span that goes without. The other is -1. */
interface End {
  readonly gold: number;
  readonly pred: number;
}

/** Negative, zero or positive as the row of `a` is less than, equal to or more than that of `b`. */
function compare(a: Float64Array, i: number, b: Float64Array, j: number, width: number): number {
  for (let k = 0; k < width; k++) if (a[i + k] !== b[j + k]) return a[i + k]! - b[j + k]!;
  return 0;
}

/** The positions of spans, numbered from 0 in their order. */
function numbersOf(positions: readonly number[]): ReadonlyMap<number, number> {
  const inOrder = [...new Set(positions)].sort((a, b) => a - b);
  return new Map(inOrder.map((position, number) => [position, number]));
}
