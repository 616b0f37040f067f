/** Text from data, made safe for LaTeX: it shows as it is, and is no command. */
import { printable } from "./text.ts";

/** ASCII that means something to LaTeX, to babel, or behind the end of a row. */
const special = new Map(
  Object.entries({
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    $: "\\$",
    "&": "\\&",
    "#": "\\#",
    _: "\\_",
    "%": "\\%",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    '"': "\\symbol{34}",
    "`": "\\textasciigrave{}",
    "'": "\\textquotesingle{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
  }),
);

/** Signs that pdflatex has commands for, and would not find by their characters. */
const signs = new Map(
  Object.entries({
    "–": "\\textendash{}",
    "—": "\\textemdash{}",
    "−": "$-$",
    "±": "$\\pm$",
    "×": "$\\times$",
    "→": "$\\rightarrow$",
    "←": "$\\leftarrow$",
    "≥": "$\\geq$",
    "≤": "$\\leq$",
    Δ: "$\\Delta$",
    α: "$\\alpha$",
    "·": "\\textperiodcentered{}",
    "†": "\\textdagger{}",
    "‡": "\\textdaggerdbl{}",
    "…": "\\ldots{}",
    "\u00a0": "~",
  }),
);

/** What pdflatex sets with T1 fonts: ASCII, letters of Latin-1 and Latin Extended-A, and some punctuation. */
const PLAIN =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u0100-\u0107\u010a-\u0113\u0116-\u0123\u0128-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u0165\u0168-\u017e‘’‚“”„‹›•€™‰]$/u;

/** The command that shows a character only to engines that can, and its number to pdflatex. */
export const UNICODE = "\\nerevalunicode";

/** Its definition, for the head of a file in which it is used. */
export const unicodeCommand = [
  `\\providecommand{${UNICODE}}[2]{%`,
  "  \\ifdefined\\directlua #2\\else\\ifdefined\\XeTeXversion #2\\else\\texttt{#1}\\fi\\fi}",
].join("\n");

/** Text for a cell, a caption or a note. Runs of characters that pdflatex does not know stand in `UNICODE`. */
export function latexText(text: string): string {
  const parts: string[] = [];
  let foreign = "";
  const flush = () => {
    if (foreign !== "") parts.push(`${UNICODE}{${numbers(foreign)}}{${foreign}}`);
    foreign = "";
  };
  for (const character of printable(text.normalize("NFC"))) {
    const known = special.get(character) ?? signs.get(character) ?? (PLAIN.test(character) ? character : undefined);
    if (known === undefined) foreign += character;
    else {
      flush();
      parts.push(known);
    }
  }
  flush();
  return parts.join("").replace(LIGATURE, "$&{}");
}

/** Characters that would melt with the next one, into a dash or a quotation mark. */
const LIGATURE = /-(?=-)|,(?=,)|!(?=\\textasciigrave)|\?(?=\\textasciigrave)/g;

/** `U+6F22 U+1F600`. */
function numbers(text: string): string {
  return Array.from(
    text,
    (character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");
}

/** Text for a comment, which ends with its line. */
export function latexComment(text: string): string {
  return `% ${printable(text)}`;
}
