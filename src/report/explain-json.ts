/** What other scorers say, as JSON. */
import type { Opinion, ProfileRow } from "../compat/profile.ts";
import { prettyJson } from "./json.ts";

/** The version of the layout; `docs/scorers.md` describes it. */
export const OPINIONS_SCHEMA = "ner-eval/opinions@1";

/** The opinions as one JSON document with a line break at its end. Fractions are unrounded, null where undefined. */
export function opinionsJson(name: string, opinions: readonly Opinion[]): string {
  const value = {
    schema: OPINIONS_SCHEMA,
    name,
    scorers: opinions.map(({ profile, refused, result, tables }) => ({
      scorer: profile.name,
      tool: profile.tool,
      differs: profile.differs,
      ...(refused === undefined ? {} : { refused }),
      tables: (result?.tables ?? []).map((table) => {
        const beside = tables.find((one) => one.name === table.name);
        return {
          name: table.name,
          all: rowJson(table.all),
          averages: table.averages.map(rowJson),
          types: table.types.map(rowJson),
          figures: table.figures.map(([figure, figureValue]) => [figure, figureValue ?? null]),
          ...(beside && { ours: { scheme: beside.scheme, f1: beside.ours ?? null, mentions: beside.mentions } }),
        };
      }),
    })),
  };
  return `${prettyJson(value)}\n`;
}

function rowJson({ name, precision, recall, f1, counts }: ProfileRow) {
  return { name, precision: precision ?? null, recall: recall ?? null, f1: f1 ?? null, counts };
}
