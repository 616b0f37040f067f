/** Print as Perl and Python print, for output that must match theirs to the byte. */
import type { ProfileRow } from "./profile.ts";

/**
 * The value as `%.{digits}f` of C, Perl and Python: the exact binary value, and of two equally near decimals the even
 * one, where `toFixed` takes the larger. For values from 0 on and at least one digit.
 */
export function printFixed(value: number, digits: number): string {
  const printed = value.toFixed(digits);
  // Half-way between two decimals lie, of all binary numbers, the odd multiples of 2^-(digits + 1).
  if ((value * 2 ** (digits + 1)) % 2 !== 1) return printed;
  const upper = BigInt(printed.replace(".", ""));
  const even = (upper - (upper % 2n)).toString().padStart(digits + 1, "0");
  return `${even.slice(0, -digits)}.${even.slice(-digits)}`;
}

/** Right-aligned in `width` code points, as Python counts them. */
export function padCodePoints(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - codePoints(text))) + text;
}

/** Right-aligned in `width` bytes of UTF-8, as Perl counts them. */
export function padBytes(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - bytes(text))) + text;
}

/** How many code points a text has. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

function bytes(text: string): number {
  let count = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    count += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return count;
}

/** Orders by code points, as Perl on UTF-8 and Python do. UTF-16, the order of `<`, puts U+10000 before U+E000. */
export function compareCodePoints(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [rank(a.charCodeAt(i)), rank(b.charCodeAt(i))];
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}

/** Surrogates behind all other code units. */
function rank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The decimals of `classification_report` where it is not told otherwise. */
export const REPORT_DIGITS = 2;

const COLUMN = 9;
const headers = ["precision", "recall", "f1-score", "support"];

/** The report of types and averages, with a blank line after each group. All scores are defined. */
export function seqevalReport(types: readonly ProfileRow[], averages: readonly ProfileRow[], digits: number): string {
  const width = Math.max(...types.map(({ name }) => codePoints(name)), "weighted avg".length, digits);
  const line = (name: string, cells: readonly string[]): string =>
    `${padCodePoints(name, width)} ${cells.map((cell) => ` ${cell.padStart(COLUMN)}`).join("")}\n`;
  const row = ({ name, precision, recall, f1, counts }: ProfileRow): string => {
    const scores = [precision!, recall!, f1!].map((score) => printFixed(score, digits));
    return line(name, [...scores, String(counts[0]![1])]);
  };
  return `${line("", headers)}\n${types.map(row).join("")}\n${averages.map(row).join("")}`;
}
