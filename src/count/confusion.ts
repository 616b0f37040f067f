/** Confusion: how often each gold type met each predicted type in the ledger, "none" included on either side. */
import { type DocumentColumns, TypeNames } from "../corpus/columns.ts";
import { compareText } from "../corpus/span.ts";
import { type Ledger, NONE } from "../match/ledger.ts";

/**
 * The matrix. `counts[i][j]` are links of gold type i with predicted type j; the last row holds spurious predictions,
 * the last column missed gold spans, and the last cell of all is 0. Its sum is the number of links.
 */
export interface Confusion {
  readonly types: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** The counts that are not 0, row by row. There are as many types squared as counts, which of many types is too many. */
  readonly cells: readonly ConfusionCell[];
}

/** How many links there are of a gold type with a predicted type, by their positions. */
export type ConfusionCell = readonly [gold: number, pred: number, count: number];

/** A matrix as it is saved: whole, or the cells alone. */
export interface SavedConfusion {
  readonly types: readonly string[];
  readonly counts?: readonly (readonly number[])[] | undefined;
  readonly cells?: readonly ConfusionCell[] | undefined;
}

/** The matrix of cells that are row by row; all counts are there once somebody asks for them. */
export class ConfusionMatrix implements Confusion {
  readonly types: readonly string[];
  readonly cells: readonly ConfusionCell[];
  #counts: readonly (readonly number[])[] | undefined;

  constructor(types: readonly string[], cells: readonly ConfusionCell[]) {
    this.types = types;
    this.cells = cells;
  }

  get counts(): readonly (readonly number[])[] {
    if (this.#counts) return this.#counts;
    const size = this.types.length + 1;
    const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const [i, j, count] of this.cells) counts[i]![j] = count;
    return (this.#counts = counts);
  }
}

/** Counts links by the types of their two ends. */
export class ConfusionTally {
  private readonly types: TypeNames;
  /** By number of the gold type: how often it met each predicted type. `NONE` is on either side what met nothing. */
  private readonly rows = new Map<number, Map<number, number>>();
  /** How often each type met itself, was missed and was spurious: nearly all links. */
  private readonly frequent = { same: [] as number[], missed: [] as number[], spurious: [] as number[] };

  constructor(types = new TypeNames()) {
    this.types = types;
  }

  /** The tally of a matrix as it was saved. */
  static from({ types, counts = [], cells }: SavedConfusion): ConfusionTally {
    const tally = new ConfusionTally();
    const numberOf = (at: number) => (at < types.length ? tally.types.numberOf(types[at]!) : NONE);
    const all = cells ?? counts.flatMap((row, i) => row.map((count, j): ConfusionCell => [i, j, count]));
    for (const [i, j, count] of all) if (count > 0) tally.count(numberOf(i), numberOf(j), count);
    return tally;
  }

  /** Adds the links of a document, and its predictions that could not be located. */
  add({ gold, pred, unplaced }: DocumentColumns, { links }: Pick<Ledger, "links">): void {
    for (let g = 0; g < gold.length; g++) {
      const p = links.ofGold[g]!;
      this.count(gold.type[g]!, p === NONE ? NONE : pred.type[p]!, 1);
    }
    for (let p = 0; p < pred.length; p++) if (links.ofPred[p] === NONE) this.count(NONE, pred.type[p]!, 1);
    for (const type of unplaced) this.count(NONE, type, 1);
  }

  /** Adds what another tally counted. */
  merge(other: ConfusionTally): void {
    const { names } = other.types;
    const numberOf = (type: number) => (type === NONE ? NONE : this.types.numberOf(names[type]!));
    for (const [gold, pred, count] of other.list()) this.count(numberOf(gold), numberOf(pred), count);
  }

  private count(gold: number, pred: number, by: number): void {
    const { same, missed, spurious } = this.frequent;
    if (gold === pred) same[gold] = (same[gold] ?? 0) + by;
    else if (pred === NONE) missed[gold] = (missed[gold] ?? 0) + by;
    else if (gold === NONE) spurious[pred] = (spurious[pred] ?? 0) + by;
    else {
      let row = this.rows.get(gold);
      if (!row) this.rows.set(gold, (row = new Map()));
      row.set(pred, (row.get(pred) ?? 0) + by);
    }
  }

  /** All counts, by the numbers of types. */
  private list(): ConfusionCell[] {
    const { same, missed, spurious } = this.frequent;
    const found: ConfusionCell[] = [];
    for (const [type, count] of same.entries()) if (count > 0) found.push([type, type, count]);
    for (const [type, count] of missed.entries()) if (count > 0) found.push([type, NONE, count]);
    for (const [type, count] of spurious.entries()) if (count > 0) found.push([NONE, type, count]);
    for (const [gold, row] of this.rows) for (const [pred, count] of row) found.push([gold, pred, count]);
    return found;
  }

  /** The matrix over all types that occur, in the order of their names. */
  matrix(): Confusion {
    const found = this.list();
    const numbers = new Set(found.flatMap(([gold, pred]) => [gold, pred].filter((type) => type !== NONE)));
    const types = Array.from(numbers, (number) => this.types.names[number]!).sort(compareText);
    const place = new Map(types.map((type, i) => [this.types.numberOf(type), i]));
    const placeOf = (type: number) => (type === NONE ? types.length : place.get(type)!);
    const cells = found.map(([gold, pred, count]): ConfusionCell => [placeOf(gold), placeOf(pred), count]);
    return new ConfusionMatrix(
      types,
      cells.sort(([a, b], [c, d]) => a - c || b - d),
    );
  }
}
