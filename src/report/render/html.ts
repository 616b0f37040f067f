/** Renders reports as one HTML page: no script, no network; it reads without colours, prints, and follows the reader's dark mode. */
import { type Cell, type Column, type Facts, figureOf, isTable, type Report, type Table } from "../table.ts";
import { printable } from "../text.ts";

/** The page's only style. `STYLE_DIGEST` goes with it. */
const STYLE = `:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--faint:#5c5c5c;--line:#c8c8c8}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#161616;--faint:#a0a0a0;--line:#4a4a4a}}
body{margin:2rem auto;max-width:72rem;padding:0 1rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.25rem}
.scroll{overflow-x:auto;margin:1.5rem 0}
table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid;font-variant-numeric:tabular-nums lining-nums}
caption{caption-side:top;text-align:left;padding-bottom:.5rem}
th,td{padding:.2rem .75rem;text-align:right;white-space:nowrap}
th:first-child,td:first-child{padding-left:.25rem}
th:last-child,td:last-child{padding-right:.25rem}
.name{text-align:left}
.group{text-align:center;border-bottom:1px solid var(--line)}
thead tr:last-child th{border-bottom:1px solid}
tbody th{font-weight:400}
.rule>*{border-top:1px solid var(--line)}
tbody .strong>*{font-weight:700}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1.5rem;margin:1.5rem 0}
dt{font-weight:600}
dd{margin:0}
.note{color:var(--faint);font-size:.85rem;overflow-wrap:anywhere}
@media print{:root{--ink:#000;--paper:#fff;--faint:#333;--line:#999}body{margin:0;max-width:none;font-size:10pt}.scroll{overflow:visible}table,dl{break-inside:avoid}thead th{white-space:normal;overflow-wrap:anywhere}}
`;

/** The SHA-256 of the style, in base64: nothing else may style the page, whatever names are in it. */
export const STYLE_DIGEST = "RBlBcrxIgJvuPYmVhNAN/NcV5lUPa6ixYmdTCJa5ReM=";

/** The report as a page. */
export function renderHtml({ title, subtitle, blocks, notes }: Report): string {
  const policy = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${htmlText(title)}</h1>
${[
  ...(subtitle === undefined ? [] : [`<p>${htmlText(subtitle)}</p>`]),
  ...blocks.map((block) => (isTable(block) ? renderTable(block) : renderFacts(block))),
  ...notes.map((note) => `<p class="note">${htmlText(note)}</p>`),
].join("\n")}
</body>
</html>
`;
}

function renderTable({ columns, rows, notes = [], caption }: Table): string {
  const lines = rows.map(({ cells, strong, rule }, i) => {
    const classes = [...(strong ? ["strong"] : []), ...(rule && i > 0 ? ["rule"] : [])];
    const own = classes.length > 0 ? ` class="${classes.join(" ")}"` : "";
    return `<tr${own}>${cells.map((cell, c) => renderCell(cell, columns[c]!, c === 0)).join("")}</tr>`;
  });
  return [
    '<div class="scroll"><table>',
    ...(caption === undefined ? [] : [`<caption>${htmlText(caption)}</caption>`]),
    `<thead>${groupRow(columns)}<tr>${columns.map((column) => renderHead(column)).join("")}</tr></thead>`,
    `<tbody>\n${lines.join("\n")}\n</tbody>`,
    "</table></div>",
    ...notes.map((note) => `<p class="note">${htmlText(note)}</p>`),
  ].join("\n");
}

function renderHead({ title, align }: Column): string {
  return `<th scope="col" dir="auto"${align === "left" ? ' class="name"' : ""}>${htmlText(title)}</th>`;
}

/** Titles that columns have in common, over their own; nothing where there are none. */
function groupRow(columns: readonly Column[]): string {
  if (columns.every(({ group }) => group === undefined)) return "";
  const cells: string[] = [];
  for (let from = 0; from < columns.length; ) {
    const { group } = columns[from]!;
    let to = from + 1;
    while (group !== undefined && to < columns.length && columns[to]!.group === group) to++;
    cells.push(
      group === undefined
        ? "<td></td>"
        : `<th scope="colgroup" class="group" dir="auto" colspan="${to - from}">${htmlText(group)}</th>`,
    );
    from = to;
  }
  return `<tr>${cells.join("")}</tr>`;
}

function renderCell(cell: Cell, { align }: Column, first: boolean): string {
  const { also, mark, interval, ...one } = figureOf(cell);
  const amounts = [one, ...(also ? [also] : [])].map(({ text, best }) =>
    best ? `<b>${htmlText(text)}</b>` : htmlText(text),
  );
  const marked = amounts.join(" / ") + (mark ? `<sup>${htmlText(mark)}</sup>` : "");
  const content = interval === undefined ? marked : `${marked} ${htmlText(interval)}`;
  const left = align === "left" ? ' class="name" dir="auto"' : "";
  return first ? `<th scope="row"${left}>${content}</th>` : `<td${left}>${content}</td>`;
}

function renderFacts(facts: readonly Facts[]): string {
  const lines = facts.map(
    ({ label, facts: list }) => `<dt>${htmlText(label)}</dt><dd dir="auto">${list.map(htmlText).join(" · ")}</dd>`,
  );
  return `<dl>\n${lines.join("\n")}\n</dl>`;
}

const ENTITIES = new Map(Object.entries({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }));

/** Text for an element or an attribute in quotation marks: it shows as it is. */
function htmlText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES.get(character)!);
}
