/** Mutations: how a fuzzer damages files. `MUTATIONS=10000` tries so many of each format. */
import type { Random } from "../src/stats/random.ts";
import { runs } from "./runs.ts";

/** How many damaged files of each format are tried. */
export const MUTATIONS = Number(process.env.MUTATIONS ?? runs(400));

/** What damage puts in: marks of all formats, and characters that are rarely thought of. */
const pieces = [
  ..."[ ] { } ( ) < > / \\ | = _ - # * . , : ; & \" ' 0 9 -1 99999 1e9 null O B-PER I-LOC E-X".split(" "),
  ...[
    "\t",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\u0000",
    "\u001b",
    "\ufeff",
    "\u0301",
    "\u2028",
    "🚢",
    "\ud83d",
    "]]>",
    "&#0;",
    "&x;",
  ],
];

const whole = (below: number, random: Random) => Math.floor(random() * below);
const pick = <T>(items: readonly T[], random: Random) => items[whole(items.length, random)]!;

/** A text with one to three changes: a stretch cut out, doubled, moved or overwritten, a number changed, lines swapped. */
export function damaged(text: string, random: Random): string {
  let result = text;
  for (let times = 1 + whole(3, random); times > 0; times--) result = damagedOnce(result, random);
  return result;
}

function damagedOnce(text: string, random: Random): string {
  const at = whole(text.length + 1, random);
  // Mostly short stretches, and long ones now and then.
  const length = 1 + Math.floor(random() ** 4 * 200);
  const other = whole(text.length + 1, random);
  const [before, behind] = [text.slice(0, at), text.slice(at)];
  switch (whole(9, random)) {
    case 0:
      return before + behind.slice(length);
    case 1:
      return before + behind.slice(0, length) + behind;
    case 2:
      return before + text.slice(other, other + length) + behind;
    case 3:
      return before + text.slice(other, other + length) + behind.slice(length);
    case 4:
    case 5:
      return before + pick(pieces, random) + behind.slice(whole(2, random));
    case 6:
      return numberChanged(text, random);
    case 7:
      return linesSwapped(text, random);
    default:
      return whole(4, random) === 0 ? before : before + pick(pieces, random).repeat(3) + behind;
  }
}

/** Numbers are where damage goes unnoticed. */
function numberChanged(text: string, random: Random): string {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return text;
  const found = pick(numbers, random);
  const change = pick([1, -1, 2, 100], random);
  return text.slice(0, found.index) + String(Number(found[0]) + change) + text.slice(found.index + found[0].length);
}

function linesSwapped(text: string, random: Random): string {
  const lines = text.split("\n");
  const [a, b] = [whole(lines.length, random), whole(lines.length, random)];
  [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  return lines.join("\n");
}
