/** Runs for the tests of tables: two systems on the same gold, with type names that any format could choke on. */

import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import type { Run } from "../../src/run/run.ts";
import type { Interval } from "../../src/stats/interval.ts";

/** Names that mean something to LaTeX, HTML, Markdown, CSV or a spreadsheet, and scripts that need fonts. */
export const nasty = [
  "50%_A&B^{x}~\\",
  "$\\input{x}$ #1",
  "[opt]*",
  '<b>|"q"\'s</b>',
  "``x'' --- ,, ?`",
  "=cmd()",
  "Zoë Łódź",
  "漢字 😀",
  "two\nlines",
];

const origin = { source: "test" };
const text = "x".repeat(400);

/** Spans one after the other, one for each type, every `skip`th left out, every `wrong`th of the next type. */
function spansOf(types: readonly string[], skip: number, wrong: number): Span[] {
  return types.flatMap((_, i) => {
    if (i % skip === skip - 1) return [];
    const type = types[i % wrong === wrong - 1 ? (i + 1) % types.length : i]!;
    return [{ start: 10 * i, end: 10 * i + (i % 4 === 3 ? 4 : 5), type }];
  });
}

/** A run of a system on gold of these types. */
export async function runOf(name: string, types: readonly string[], skip: number, wrong: number): Promise<Run> {
  const gold = spansOf(types, Infinity, Infinity).map((span) => ({ ...span, end: span.start + 5 }));
  const run = await evaluate(
    [{ id: "d", text, spans: gold, origin }],
    [{ id: "d", spans: spansOf(types, skip, wrong), origin }],
    { name },
  );
  const input = {
    role: "gold",
    path: "gold\n\\end",
    digest: { algorithm: "sha256-sum", value: "0".repeat(64) },
    documents: 1,
    spans: gold.length,
  } as const;
  return { ...run, inputs: [input] };
}

const drawn = { unit: "document", units: 1, method: "percentile", resamples: 1000, seed: 1, level: 0.95 } as const;

/** The run with an interval for everything that may have one. */
export function bounded(run: Run): Run {
  const of = new Map<string, Interval>();
  for (const [scheme, { micro, types }] of Object.entries(run.scores)) {
    for (const [place, row] of [["", micro] as const, ...types.map((each) => [`[${each.type}]`, each] as const)]) {
      for (const measure of ["precision", "recall", "f1"] as const) {
        const value = row[measure];
        if (value !== undefined)
          of.set(`${scheme}:${measure}${place}`, {
            low: value * 0.9,
            high: Math.min(1, value * 1.05),
            undefinedResamples: 0,
          });
      }
    }
  }
  return { ...run, intervals: { ...drawn, of } };
}
