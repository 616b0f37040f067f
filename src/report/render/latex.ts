/** Renders tables as LaTeX: a `tabular` in the manner of booktabs, in a `table` where there is a caption or a label. */
import { latexComment, latexText, UNICODE, unicodeCommand } from "../latex-text.ts";
import { type Cell, type Column, figureOf, type Table } from "../table.ts";

/** What a table is given beside its cells. */
export interface LatexOptions {
  /** Where the numbers come from, a comment for each. */
  readonly provenance: readonly string[];
  readonly label?: string | undefined;
  /** Whether numbers stand in columns of siunitx, in line by their points. */
  readonly siunitx?: boolean | undefined;
}

/** The table as a file to be read in with `\input`. Its first lines are comments. */
export function renderLatex(table: Table, options: LatexOptions): string {
  const { provenance, label, siunitx = false } = options;
  const { caption } = table;
  const body = tabular(table, siunitx);
  const floating = caption !== undefined || label !== undefined;
  const lines = floating
    ? [
        "\\begin{table}",
        "\\centering",
        ...(caption === undefined ? [] : [`\\caption{${latexText(caption)}}`]),
        ...(label === undefined ? [] : [`\\label{${label}}`]),
        ...body,
        "\\end{table}",
      ]
    : body;
  const foreign = lines.some((line) => line.includes(UNICODE));
  return `${[
    ...provenance.map(latexComment),
    latexComment(`needs \\usepackage{booktabs}${siunitx ? " and \\usepackage{siunitx}" : ""}`),
    ...(foreign
      ? [
          latexComment("pdflatex cannot set all characters and prints their numbers; lualatex and xelatex set them"),
          unicodeCommand,
        ]
      : []),
    ...lines,
  ].join("\n")}\n`;
}

function tabular({ columns, rows, notes = [] }: Table, siunitx: boolean): string[] {
  const shapes = columns.map((column, i) => {
    const cells = rows.map((row) => row.cells[i]!);
    return column.align === "left" ? "l" : ((siunitx ? numberColumn(cells) : undefined) ?? "r");
  });
  const inNumbers = shapes.map((shape) => shape.startsWith("S"));
  return [
    `\\begin{tabular}{@{}${shapes.join("")}@{}}`,
    "\\toprule",
    ...groupLines(columns),
    // In a column of numbers, braces keep texts from being read as one.
    rowLine(columns.map(({ title }, i) => (inNumbers[i] ? `{${latexText(title)}}` : latexText(title)))),
    "\\midrule",
    ...rows.flatMap(({ cells, rule }, i) => [
      ...(rule && i > 0 ? ["\\midrule"] : []),
      rowLine(cells.map((cell, c) => (inNumbers[c] ? numberCell(cell) : textCell(cell)))),
    ]),
    "\\bottomrule",
    "\\end{tabular}",
    ...notes.flatMap((note) => ["", `\\smallskip{\\footnotesize ${latexText(note)}\\par}`]),
  ];
}

function rowLine(cells: readonly string[]): string {
  return `${cells.join(" & ").trimEnd()} \\\\`;
}

/** The line over titles that have one in common, with a rule under each group. */
function groupLines(columns: readonly Column[]): string[] {
  if (columns.every(({ group }) => group === undefined)) return [];
  const cells: string[] = [];
  const rules: string[] = [];
  for (let from = 0; from < columns.length; ) {
    const { group } = columns[from]!;
    let to = from + 1;
    while (group !== undefined && to < columns.length && columns[to]!.group === group) to++;
    cells.push(group === undefined ? "" : `\\multicolumn{${to - from}}{c}{${latexText(group)}}`);
    if (group !== undefined) rules.push(`\\cmidrule(lr){${from + 1}-${to}}`);
    from = to;
  }
  return [rowLine(cells), rules.join(" ")];
}

const NUMBER = /^([-−+]?)(\d+)(?:\.(\d+))?$/;

/** A column of siunitx with room for the longest of its numbers; undefined where a cell shows more than one number. */
function numberColumn(cells: readonly Cell[]): string | undefined {
  const shown = cells.map(figureOf).filter(({ text }) => !isNone(text));
  const numbers = shown.map(({ text }) => NUMBER.exec(text));
  if (numbers.length === 0 || numbers.includes(null)) return undefined;
  if (shown.some(({ also, interval }) => also !== undefined || interval !== undefined)) return undefined;
  const most = (part: number) => Math.max(...numbers.map((number) => number![part]?.length ?? 0));
  const sign = most(1) > 0 ? "-" : "";
  const [mark] = shown.map(({ mark = "" }) => mark).sort((a, b) => b.length - a.length);
  const room = mark ? `,table-space-text-post={\\textsuperscript{${latexText(mark)}}}` : "";
  const bold = shown.some(({ best }) => best) ? ",detect-weight" : "";
  const plus = numbers.some((number) => number![1] === "+") ? ",retain-explicit-plus" : "";
  return `S[table-format=${sign}${most(2)}.${most(3)}${bold}${plus}${room}]`;
}

function isNone(text: string): boolean {
  return text === "" || text === "–";
}

function numberCell(cell: Cell): string {
  const { text, best, mark } = figureOf(cell);
  if (isNone(text)) return text && `{${latexText(text)}}`;
  const number = `${best ? "\\bfseries " : ""}${text.replace("−", "-")}`;
  return mark ? `${number}\\textsuperscript{${latexText(mark)}}` : number;
}

function textCell(cell: Cell): string {
  const { also, mark, interval, ...first } = figureOf(cell);
  const amounts = [first, ...(also ? [also] : [])].map(({ text, best }) =>
    best ? `\\textbf{${latexText(text)}}` : latexText(text),
  );
  const marked = amounts.join(" / ") + (mark ? `\\textsuperscript{${latexText(mark)}}` : "");
  return interval === undefined ? marked : `${marked} ${latexText(interval)}`;
}
