/** seqeval's report: the string that `classification_report` returns, to the byte. */
import { codePoints, padCodePoints, printFixed } from "./printed.ts";
import type { ProfileRow } from "./profile.ts";

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
