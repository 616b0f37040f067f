/** Nested assignment: the best one-to-one choice among any overlaps, in cubic time with small constants. */
import { type Candidates, compareRows, packRows } from "./candidates.ts";

const NONE = -1;

/** Up to how many overlaps ties are traced. */
const FEW = 600;

/**
 * Successive shortest paths with potentials (Kuhn 1955, Edmonds and Karp 1972): gold spans are added one by one, each
 * along the path of reassignments that gains most. Such a path begins with a link of the added span; where the predicted
 * span was taken, its gold span takes another one, and so on. It ends at a predicted span that was free, or with a gold
 * span that goes without.
 *
 * Every span has a price, never below 0. The prices of two spans that overlap are together at least what their link is
 * worth, and exactly that where they are linked; a predicted span that is free has the price 0. What a link is worth less
 * than its prices is its loss, and a path loses what its links lose. No loss is negative, so the paths that lose least
 * are found in order (Dijkstra 1959). A path gains the price of the added span less what it loses.
 *
 * All numbers are rows of doubles, for which `packRows` needs to know how far the digits of what is compared are apart. A path
 * turns the choice into another one, in which at most one predicted span is linked twice: totals of these are at most
 * (k + 1) · m. The price of a predicted span is the difference of two such totals; that of a gold span is what a link is
 * worth less the price of a predicted span; a loss is two prices less a gain. Two losses, of which the price of the
 * added span is a part that is the same, differ by three such totals at most.
 *
 * Where several choices are equally good, it takes, of a few overlaps, the one that a search without prices finds, which visits
 * predicted spans by falling gain and, among equal gains, in the order in which it came upon them: `trace`. Of many, it takes
 * the path that it comes upon first: walking on along all that are as good would take the square of the time.
 */
class NestedAssignment {
  private width = 1;
  private values: Float64Array = new Float64Array(0);
  private pred: ArrayLike<number> = [];
  private gold: ArrayLike<number> = [];
  /** The links of gold span g are `first[g]` up to `first[g + 1]`. */
  private first = new Int32Array(0);
  /** The chosen link of each span, or -1. */
  private linkOfGold = new Int32Array(0);
  private linkOfPred = new Int32Array(0);
  private goldPrice = new Float64Array(0);
  private predPrice = new Float64Array(0);
  /** The least loss of a path to each span, where `reached` is the gold span that is being added. */
  private goldLoss = new Float64Array(0);
  private predLoss = new Float64Array(0);
  private reached = new Int32Array(0);
  /** The last link of the traced path to each predicted span, where `traced` is the gold span that is being added. */
  private step = new Int32Array(0);
  private traced = new Int32Array(0);
  /** The gold span that is being added, where the predicted span waits to be visited. */
  private waits = new Int32Array(0);
  private tracedLoss = new Float64Array(0);
  /** What that path gains, less the price of the added span. */
  private gain = new Float64Array(0);
  /** Predicted spans that have a path, but are not visited yet; those that are visited. */
  private waiting = new Int32Array(0);
  private visited = new Int32Array(0);
  private visits = 0;
  /** Whether ties are broken by `trace`. */
  private traces = true;
  /** The least loss of a path that has come to its end. */
  private least = new Float64Array(1);
  private found = new Float64Array(1);

  /** The positions of the chosen candidates, in the order of gold. */
  choose(candidates: Candidates): number[] {
    const golds = this.prepare(candidates);
    this.traces = candidates.count <= FEW;
    for (let gold = 0; gold < golds; gold++) if (this.first[gold] !== this.first[gold + 1]) this.add(gold);
    const chosen: number[] = [];
    for (let gold = 0; gold < golds; gold++) if (this.linkOfGold[gold] !== NONE) chosen.push(this.linkOfGold[gold]!);
    return chosen;
  }

  private prepare(candidates: Candidates): number {
    const { count, gold, pred } = candidates;
    const { width, values } = packRows(candidates);
    const golds = count === 0 ? 0 : gold[count - 1]! + 1;
    let preds = 0;
    for (let i = 0; i < count; i++) if (pred[i]! >= preds) preds = pred[i]! + 1;
    this.width = width;
    this.values = values;
    this.gold = gold;
    this.pred = pred;
    if (this.first.length <= golds || this.goldPrice.length < golds * width) {
      this.first = new Int32Array(2 * golds + 1);
      this.linkOfGold = new Int32Array(2 * golds);
      this.goldPrice = new Float64Array(2 * golds * width);
      this.goldLoss = new Float64Array(2 * golds * width);
    }
    if (this.step.length < preds || this.predPrice.length < preds * width) {
      for (const name of ["linkOfPred", "reached", "traced", "waits", "step", "waiting", "visited"] as const)
        this[name] = new Int32Array(2 * preds);
      for (const name of ["predPrice", "predLoss", "tracedLoss", "gain"] as const)
        this[name] = new Float64Array(2 * preds * width);
    }
    if (this.least.length < width) {
      this.least = new Float64Array(width);
      this.found = new Float64Array(width);
    }
    this.first.fill(0, 0, golds + 1);
    for (let i = 0; i < count; i++) this.first[gold[i]! + 1] = i + 1;
    for (let g = 0; g < golds; g++) if (this.first[g + 1]! < this.first[g]!) this.first[g + 1] = this.first[g]!;
    this.linkOfGold.fill(NONE, 0, golds);
    this.linkOfPred.fill(NONE, 0, preds);
    this.reached.fill(NONE, 0, preds);
    this.traced.fill(NONE, 0, preds);
    this.waits.fill(NONE, 0, preds);
    this.predPrice.fill(0, 0, preds * width);
    return golds;
  }

  /** Adds a gold span to the choice, if that gains anything. */
  private add(start: number): void {
    const { width, least, goldPrice, predPrice, goldLoss, predLoss, visited, linkOfPred, gold } = this;
    this.setPrice(start);
    const found = this.search(start);
    // Where the least loss is the whole price, nothing is gained: the span itself goes without.
    const gains = compareRows(least, 0, goldPrice, start * width, width) < 0;
    const end = gains ? (this.traces ? this.trace(start) : found) : NONE;
    for (let k = 0; k < width; k++) goldPrice[start * width + k]! -= least[k]!;
    for (let i = 0; i < this.visits; i++) {
      const p = visited[i]! * width;
      const g = gold[linkOfPred[visited[i]!]!]! * width;
      for (let k = 0; k < width; k++) {
        goldPrice[g + k]! -= least[k]! - goldLoss[g + k]!;
        predPrice[p + k]! += least[k]! - predLoss[p + k]!;
      }
    }
    if (end !== NONE) this.relink(end);
  }

  /** Gives a gold span the least price that leaves none of its links worth more than the prices of its spans. */
  private setPrice(start: number): void {
    const { width, values, pred, first, goldPrice, predPrice } = this;
    const price = start * width;
    goldPrice.fill(0, price, price + width);
    for (let link = first[start]!; link < first[start + 1]!; link++) {
      const p = pred[link]! * width;
      let order = 0;
      for (let k = 0; k < width && order === 0; k++)
        order = values[link * width + k]! - predPrice[p + k]! - goldPrice[price + k]!;
      if (order <= 0) continue;
      for (let k = 0; k < width; k++) goldPrice[price + k] = values[link * width + k]! - predPrice[p + k]!;
    }
  }

  /**
   * Finds the least loss of a path to its end, and of the paths to all predicted spans that lose less than that; to those that
   * lose as much as well where ties are traced. Returns the predicted span at which the path ends that was found first.
   */
  private search(start: number): number {
    const { width, values, pred, gold, first, linkOfPred, goldPrice, predPrice } = this;
    const { goldLoss, predLoss, reached, waiting, visited, least, found, step, traces } = this;
    let ending = NONE;
    let length = 0;
    let visits = 0;
    for (let k = 0; k < width; k++) {
      goldLoss[start * width + k] = 0;
      least[k] = goldPrice[start * width + k]!;
    }
    for (let at = start; ; ) {
      const a = at * width;
      const end = first[at + 1]!;
      for (let link = first[at]!; link < end; link++) {
        const to = pred[link]!;
        const p = to * width;
        // The first number decides about most links.
        const loss = goldLoss[a]! + goldPrice[a]! + predPrice[p]! - values[link * width]!;
        if (loss > least[0]!) continue;
        const known = reached[to] === start;
        if (known && loss > predLoss[p]!) continue;
        found[0] = loss;
        let more = loss - least[0]!;
        let less = known ? loss - predLoss[p]! : -1;
        for (let k = 1; k < width; k++) {
          const loss = goldLoss[a + k]! + goldPrice[a + k]! + predPrice[p + k]! - values[link * width + k]!;
          found[k] = loss;
          if (more === 0) more = loss - least[k]!;
          if (less === 0) less = loss - predLoss[p + k]!;
        }
        if (less >= 0 || (traces ? more > 0 : more >= 0)) continue;
        for (let k = 0; k < width; k++) predLoss[p + k] = found[k]!;
        step[to] = link;
        if (linkOfPred[to] === NONE) {
          for (let k = 0; k < width; k++) least[k] = found[k]!;
          ending = to;
        } else if (!known) waiting[length++] = to;
        reached[to] = start;
      }
      let next = 0;
      for (let i = 1; i < length; i++)
        if (compareRows(predLoss, waiting[i]! * width, predLoss, waiting[next]! * width, width) < 0) next = i;
      const order = length === 0 ? 1 : compareRows(predLoss, waiting[next]! * width, least, 0, width);
      if (order > 0 || (order === 0 && !traces)) break;
      const to = waiting[next]!;
      waiting.copyWithin(next, next + 1, length--);
      visited[visits++] = to;
      at = gold[linkOfPred[to]!]!;
      for (let k = 0; k < width; k++) {
        goldLoss[at * width + k] = predLoss[to * width + k]!;
        found[k] = predLoss[to * width + k]! + goldPrice[at * width + k]!;
      }
      if (compareRows(found, 0, least, 0, width) >= 0) continue;
      for (let k = 0; k < width; k++) least[k] = found[k]!;
      ending = to;
    }
    for (let i = 0; i < length; i++) reached[waiting[i]!] = NONE;
    this.visits = visits;
    return ending;
  }

  /**
   * Walks along the paths that lose no more than the least loss, by falling gain, until one ends with the least loss;
   * `step` then has its links. Returns the predicted span that was free, or whose gold span goes without.
   *
   * A predicted span is visited again where a better path to it is found later. As that can happen over and over, after
   * some visits only the best paths, which `search` knows, are walked on.
   */
  private trace(start: number): number {
    const { width, values, pred, gold, first, linkOfPred, goldPrice, predPrice } = this;
    const { predLoss, reached, traced, tracedLoss, waits, waiting, gain, least, step, found } = this;
    let visitsLeft = 4 * this.visits + 64;
    let length = 0;
    let from = NONE;
    for (let at = start; ; ) {
      const end = first[at + 1]!;
      for (let link = first[at]!; link < end; link++) {
        const to = pred[link]!;
        if (reached[to] !== start) continue;
        const p = to * width;
        const loser = linkOfPred[to] === NONE ? NONE : gold[linkOfPred[to]!]!;
        let less = traced[to] === start ? 0 : -1;
        let ends = true;
        for (let k = 0; k < width; k++) {
          const before = from === NONE ? 0 : tracedLoss[from * width + k]!;
          const loss = before + goldPrice[at * width + k]! + predPrice[p + k]! - values[link * width + k]!;
          found[k] = loss;
          if (less === 0) less = loss - tracedLoss[p + k]!;
          if (loss + (loser === NONE ? 0 : goldPrice[loser * width + k]!) !== least[k]) ends = false;
        }
        if (less >= 0) continue;
        step[to] = link;
        if (ends) return to;
        traced[to] = start;
        for (let k = 0; k < width; k++) {
          tracedLoss[p + k] = found[k]!;
          gain[p + k] = predPrice[p + k]! - found[k]!;
        }
        if (loser === NONE || waits[to] === start) continue;
        waits[to] = start;
        waiting[length++] = to;
      }
      do {
        let next = 0;
        for (let i = 1; i < length; i++)
          if (compareRows(gain, waiting[i]! * width, gain, waiting[next]! * width, width) > 0) next = i;
        if (length === 0) throw new Error("the best path of an assignment was lost");
        from = waiting[next]!;
        waits[from] = NONE;
        waiting.copyWithin(next, next + 1, length--);
      } while (visitsLeft-- <= 0 && compareRows(tracedLoss, from * width, predLoss, from * width, width) > 0);
      at = gold[linkOfPred[from]!]!;
    }
  }

  /** Links the spans along the traced path to its end anew. */
  private relink(end: number): void {
    const { pred, gold, linkOfGold, linkOfPred, step } = this;
    if (linkOfPred[end] !== NONE) linkOfGold[gold[linkOfPred[end]!]!] = NONE;
    for (let to = end; to !== NONE; ) {
      const link = step[to]!;
      const before = linkOfGold[gold[link]!]!;
      linkOfGold[gold[link]!] = link;
      linkOfPred[to] = link;
      to = before === NONE ? NONE : pred[before]!;
    }
  }
}

const assignment = new NestedAssignment();

/**
 * The best choice for any overlaps, as positions of candidates in the order of gold. The time grows with the third power
 * of the spans at most. `NestedAssignment` says which one it takes where several are equally good.
 */
export function assignNested(candidates: Candidates): number[] {
  return assignment.choose(candidates);
}
