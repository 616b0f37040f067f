/** Numbers as people read them. The only file that formats one. */

/** A fraction in percent: `89.06`; `–` where it is undefined. */
export function percent(fraction: number | undefined, digits: number): string {
  return fraction === undefined ? "–" : (100 * fraction).toFixed(digits);
}

/** A fraction in percent, as short as it can be said: `95%`, `99.9%`. */
export function shortPercent(fraction: number): string {
  return `${Number((100 * fraction).toFixed(6))}%`;
}

/** The ends of an interval in percent: `[87.41, 90.62]`; `–` where it is undefined. */
export function percents(low: number | undefined, high: number | undefined, digits: number): string {
  return low === undefined || high === undefined ? "–" : `[${percent(low, digits)}, ${percent(high, digits)}]`;
}

/** A difference of fractions, in percent, with its sign: `+2.53`, `−0.70`, `0.00`; `–` where it is undefined. */
export function signed(difference: number | undefined, digits: number): string {
  if (difference === undefined) return "–";
  const text = (100 * Math.abs(difference)).toFixed(digits);
  if (Number(text) === 0) return text;
  return (difference < 0 ? "−" : "+") + text;
}

/** A count, or what is none: `1042`, or with that many digits `0.94`. */
export function numeral(value: number, digits: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(digits);
}

/** A coefficient between −1 and 1 with four digits: `0.8735`; `–` where it is undefined. */
export function coefficient(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(4).replace("-", "−");
}

/** A mean distance with one digit: `1.3`; `–` where it is undefined. */
export function distance(mean: number | undefined): string {
  return mean === undefined ? "–" : mean.toFixed(1);
}

/**
 * The shortest decimal above `low` and up to `high`, with two digits or more: a threshold that keeps `high` and leaves
 * out `low`, whichever of the numbers between them it is. Without `low`, one that keeps `high`.
 */
export function shortestBetween(low: number | undefined, high: number): string {
  for (let digits = 2; digits < 20; digits++) {
    const near = high.toFixed(digits);
    const text = Number(near) <= high ? near : (Number(near) - Number(`1e-${digits}`)).toFixed(digits);
    const value = Number(text);
    if (value <= high && (low === undefined || value > low)) return text;
  }
  return String(high);
}

/** The interval of a difference, in percent with signs: `[+1.10, +3.98]`; `–` where it is undefined. */
export function signedPercents(low: number | undefined, high: number | undefined, digits: number): string {
  return low === undefined || high === undefined ? "–" : `[${signed(low, digits)}, ${signed(high, digits)}]`;
}

/** A p-value: `0.41`, `0.041`, `0.0021`, `<0.0001`; `–` where there is none. */
export function pValue(p: number | undefined): string {
  if (p === undefined) return "–";
  if (p < 0.00005) return "<0.0001";
  return p.toFixed(p < 0.00995 ? 4 : p < 0.0995 ? 3 : 2);
}

/** A number as short as it can be said: `0.05`. */
export function shortNumber(value: number): string {
  return String(Number(value.toFixed(6)));
}

/**
 * The largest of numbers as they are shown, so that all that look the same are the best; undefined where there is none, or all
 * look the same.
 */
export function bestOf(texts: readonly (string | undefined)[]): string | undefined {
  const numbers = texts.filter((text) => text !== undefined && Number.isFinite(Number(text)) && text !== "");
  if (new Set(texts).size < 2) return undefined;
  return numbers.toSorted((a, b) => Number(b) - Number(a))[0];
}
