/** Candidates: overlaps that may be linked, and what links are worth, packed into few numbers. */

/** Overlaps that may be linked, in columns: the first `count` of each, by gold, then by prediction. */
export interface Candidates {
  readonly count: number;
  /** The positions of the two spans. */
  readonly gold: ArrayLike<number>;
  readonly pred: ArrayLike<number>;
  /** What a link is worth: rows of `criteria` whole numbers from 0, in falling importance. Rows of several links add up. */
  readonly criteria: number;
  readonly worth: ArrayLike<number>;
}

/** What candidates are worth: rows of `width` numbers, compared from left to right; row i begins at i · width. */
interface PackedRows {
  readonly width: number;
  readonly values: Float64Array;
}

/** Whole numbers up to four times this are exact as doubles. */
const MOST = 2 ** 51;

let values: Float64Array = new Float64Array(64);

/**
 * Puts the criteria of candidates together, each as a digit of one number for as long as the number is exact, and then
 * as digits of the next number. The rows are valid until the next call.
 *
 * With k the spans of the smaller side, and m the largest value of a criterion, no choice adds up to more than k · m. What
 * an assignment compares differs by at most 3 · (k + 1) · m in each digit (`assign-nested.ts` says why). In a base that is
 * larger by 1, a larger digit outweighs all that follow it. Nothing that is added up on the way has digits of more than
 * twice the base, so that it is below 2^53. Two numbers hold the five criteria of 1,000 × 1,000 spans that
 * overlap by up to 80,000 characters.
 *
 * @throws RangeError where one criterion alone does not fit: k spans of 2^51 / 3 (k + 1) characters.
 */
export function packRows({ count, gold, pred, criteria, worth }: Candidates): PackedRows {
  let preds = 0;
  for (let i = 0; i < count; i++) if (pred[i]! >= preds) preds = pred[i]! + 1;
  const golds = count === 0 ? 0 : gold[count - 1]! - gold[0]! + 1;
  const smaller = Math.min(golds, preds);
  const bases: number[] = [];
  /** The criteria with which another number begins. */
  const begins: boolean[] = [];
  let width = 0;
  let size = Number.POSITIVE_INFINITY;
  for (let at = 0; at < criteria; at++) {
    let most = 1;
    for (let i = at; i < count * criteria; i += criteria) if (worth[i]! > most) most = worth[i]!;
    const base = 3 * (smaller + 1) * most + 1;
    if (base > MOST) throw new RangeError(`spans are too long to be weighed: ${smaller} of up to ${most} characters`);
    begins.push(size * base > MOST);
    size = begins[at] ? base : size * base;
    if (begins[at]) width++;
    bases.push(base);
  }
  if (values.length < count * width) values = new Float64Array(2 * count * width);
  for (let i = 0, next = 0, from = 0; i < count; i++, from += criteria) {
    let number = worth[from]!;
    for (let at = 1; at < criteria; at++) {
      if (begins[at]) {
        values[next++] = number;
        number = worth[from + at]!;
      } else number = number * bases[at]! + worth[from + at]!;
    }
    values[next++] = number;
  }
  return { width, values };
}

/** Negative, zero or positive as the row of `a` that begins at `i` is less than, equal to or more than that of `b` at `j`. */
export function compareRows(a: Float64Array, i: number, b: Float64Array, j: number, width: number): number {
  for (let k = 0; k < width; k++) if (a[i + k] !== b[j + k]) return a[i + k]! - b[j + k]!;
  return 0;
}
