/** Drawn units: packed so that adding up thousands of draws is fast. What many units have alike is added once. */
import { columnOf } from "../count/tally.ts";
import type { Units } from "../count/units.ts";
import type { Random } from "./random.ts";

/** The counters whose values are rarely the same in two documents; kept by themselves, so that the others often are. */
const varied: ReadonlySet<number> = new Set(
  (["characterGold", "characterPred", "characterBoth"] as const).map((counter) => columnOf(counter)),
);

/** Lists of cells. */
interface Patterns {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Uint32Array;
}

/** Units to draw from, and the sums of a draw. */
export class Draws {
  /** How often each unit is in the draw. */
  readonly times: Uint16Array;
  /** The counts of the draw, those of each type behind those of the one before. */
  readonly sums: Float64Array;
  /** Counts of one type that one or more units have: the p-th has the cells `starts[p]` up to `starts[p + 1]`. */
  private readonly patterns: Patterns;
  private readonly patternTimes: Float64Array;
  /** The patterns that make up unit u: `starts[u]` up to `starts[u + 1]`. */
  private readonly parts: { readonly starts: Uint32Array; readonly patterns: Uint32Array };

  constructor(units: Units) {
    const { ids, types, width, starts, columns, values } = units;
    const patterns = new PatternList();
    const partStarts = [0];
    const parts: number[] = [];
    const typeOf = types.flatMap((_, type) => new Array<number>(width).fill(type));
    for (let u = 0; u < ids.length; u++) {
      for (let cell = starts[u]!, end = starts[u + 1]!; cell < end; ) {
        // Cells of a type stand together.
        const type = typeOf[columns[cell]!]!;
        const [own, shared]: [number[], number[]] = [[], []];
        for (; cell < end && typeOf[columns[cell]!] === type; cell++)
          (varied.has(columns[cell]! - type * width) ? own : shared).push(columns[cell]!, values[cell]!);
        for (const cells of [own, shared]) if (cells.length > 0) parts.push(patterns.numberOf(cells));
      }
      partStarts.push(parts.length);
    }
    this.times = new Uint16Array(ids.length);
    this.sums = new Float64Array(types.length * width);
    this.patterns = patterns.finish();
    this.patternTimes = new Float64Array(this.patterns.starts.length - 1);
    this.parts = { starts: Uint32Array.from(partStarts), patterns: Uint32Array.from(parts) };
  }

  /** Draws as many units as there are, each of them possibly often. */
  draw(random: Random): void {
    drawUnits(this.times, random);
  }

  /** Adds up the counts of the units that are in the draw. */
  add(): void {
    const { times, sums, patternTimes } = this;
    const { starts, patterns } = this.parts;
    patternTimes.fill(0);
    for (let u = 0; u < times.length; u++) {
      const n = times[u]!;
      if (n > 0) for (let i = starts[u]!, end = starts[u + 1]!; i < end; i++) patternTimes[patterns[i]!]! += n;
    }
    sums.fill(0);
    const { starts: first, columns, values } = this.patterns;
    for (let p = 0; p < patternTimes.length; p++) {
      const n = patternTimes[p]!;
      if (n > 0) for (let i = first[p]!, end = first[p + 1]!; i < end; i++) sums[columns[i]!]! += n * values[i]!;
    }
  }
}

/** Draws as many units as there are, each of them possibly often: how often each. */
export function drawUnits(times: Uint16Array, random: Random): void {
  times.fill(0);
  for (let i = 0; i < times.length; i++) times[Math.floor(random() * times.length)]!++;
}

/** Patterns as they come, each once. */
class PatternList {
  private readonly numbers = new Map<string, number>();
  private readonly starts: number[] = [0];
  private readonly columns: number[] = [];
  private readonly values: number[] = [];

  /** The number of a pattern, given as columns and values in turn. */
  numberOf(cells: readonly number[]): number {
    let key = "";
    for (const number of cells) key += String.fromCharCode(number & 0xffff, number >>> 16);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    for (let i = 0; i < cells.length; i += 2) {
      this.columns.push(cells[i]!);
      this.values.push(cells[i + 1]!);
    }
    this.starts.push(this.columns.length);
    this.numbers.set(key, this.numbers.size);
    return this.numbers.size - 1;
  }

  finish(): Patterns {
    const [starts, columns, values] = [this.starts, this.columns, this.values].map((list) => Uint32Array.from(list));
    return { starts: starts!, columns: columns!, values: values! };
  }
}
