/**
 * Output formats: what a result is written in, by the name behind `-f` and the ending behind `-o`. To add one, write a renderer
 * in `render/` and add a line here. All renderers but the screen's load when they are used.
 */
import type { LongText } from "./json.ts";
import type { LatexOptions } from "./render/latex.ts";
import { plain, type Style } from "./render/style.ts";
import { renderText } from "./render/terminal.ts";
import type { Report, Table } from "./table.ts";

/** Lines of cells, the first one with the names of the columns. */
export type Rows = readonly (readonly unknown[])[];

/** What a command can show of its result. A format takes the one that it holds. */
export interface Views {
  /** Everything, for people. */
  readonly report: () => Report;
  /** The one table of formats that hold one. */
  readonly table?: () => Table;
  /** Numbers for spreadsheets and statistics programs: those of a table, or lines. */
  readonly rows?: () => Table | Rows;
  /** Everything, for programs; with all that reading it again takes where it is `whole`. */
  readonly json?: (whole: boolean) => string | LongText;
}

/** How a result is shown, beside what is in it. */
export interface Showing extends Partial<LatexOptions> {
  /** Whether it is a file, and not standard output. */
  readonly isFile: boolean;
  /** The width of a terminal, in cells, and how text is set off there. */
  readonly width?: number | undefined;
  readonly style?: Style | undefined;
}

/** A format of output. */
export interface OutputFormat {
  readonly name: string;
  /** The ending of its files, with the dot. */
  readonly ending: string;
  /** The view that it renders. */
  readonly of: keyof Views;
  readonly render: (views: Required<Views>, showing: Showing) => string | LongText | Promise<string>;
}

/** All of them. */
export const outputFormats: readonly OutputFormat[] = [
  {
    ...{ name: "text", ending: ".txt", of: "report" },
    render: ({ report }, { width = Infinity, style = plain }) => renderText(report(), width, style),
  },
  { ...{ name: "json", ending: ".json", of: "json" }, render: ({ json }, { isFile }) => json(isFile) },
  {
    ...{ name: "markdown", ending: ".md", of: "report" },
    render: async ({ report }) => (await import("./render/markdown.ts")).renderMarkdown(report()),
  },
  {
    ...{ name: "latex", ending: ".tex", of: "table" },
    render: async ({ table }, { provenance = [], label, siunitx }) =>
      (await import("./render/latex.ts")).renderLatex(table(), { provenance, label, siunitx }),
  },
  {
    ...{ name: "html", ending: ".html", of: "report" },
    render: async ({ report }) => (await import("./render/html.ts")).renderHtml(report()),
  },
  { ...{ name: "csv", ending: ".csv", of: "rows" }, render: ({ rows }) => delimited(rows(), ",") },
  { ...{ name: "tsv", ending: ".tsv", of: "rows" }, render: ({ rows }) => delimited(rows(), "\t") },
];

async function delimited(rows: Table | Rows, delimiter: "," | "\t"): Promise<string> {
  const { delimited, renderDelimited } = await import("./render/delimited.ts");
  if ("columns" in rows) return renderDelimited(rows, delimiter);
  return delimited(rows, rows[0]!.length, delimiter);
}

/** The formats that can be made of these views, in the order of the list. */
export function formatsOf(views: readonly (keyof Views)[]): OutputFormat[] {
  return outputFormats.filter(({ of }) => views.includes(of));
}
