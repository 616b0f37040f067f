/** Messages about tables: columns, rows and types that a table cannot have. */
import { listed, option, type Words } from "./words.ts";

const usage = (message: string, hint: string): Words => ({ code: "usage", message, hint });

/** A column that there is not. `known` are the names of columns; `near` is one that may be meant; `why` is what else is wrong. */
export function columnUnknown(facts: {
  readonly name: string;
  readonly known: readonly string[];
  readonly near?: string | undefined;
  readonly why?: string | undefined;
}): Words {
  const { name, known, near, why } = facts;
  const more = why !== undefined ? `: ${why}` : near !== undefined ? `; did you mean ${near}?` : "";
  return usage(
    `no column is called ${JSON.stringify(name)}${more}`,
    `columns are ${known.join(", ")}; a metric may name a scheme, an average or a type, as in partial:f1, f1@macro and f1[PER]; f1+gold puts two numbers in one cell`,
  );
}

/** Why a name is not a column. */
export const columnReasons = {
  intervalFirst: "write an interval after its score, as in f1+ci",
  countInterval: "a count has no interval",
} as const;

/** A column of a comparison in a table of scores. */
export function columnNeedsComparison(word: "p" | "delta"): Words {
  const what = word === "p" ? "the p-value of a comparison" : "the difference of a comparison";
  return usage(
    `the column ${word} is ${what}, and this table compares nothing`,
    word === "p" ? "for precision, write precision; ner-eval compare has p-values" : "ner-eval compare has it",
  );
}

/** A column that a table of counts does not have. */
export function countColumnUnknown(table: string, name: string, known: readonly string[]): Words {
  return usage(`the table of ${table} has no column ${JSON.stringify(name)}`, `its columns are ${known.join(", ")}`);
}

/** Types in a table of scores. */
export function scoresTableHasNoTypes(): Words {
  return usage(
    "a table of scores has no types",
    `${option("columns", "f1[PER]")} is the score of one type; ${option("table", "types")} has all types`,
  );
}

/** Systems ordered by their gold mentions. */
export function systemsHaveSameSupport(): Words {
  return usage(
    "systems cannot be ordered by gold mentions, since all have the same",
    `set ${option("rows", "name")} or ${option("rows", "score")}, or name the files in the order you want`,
  );
}

/** A confusion matrix of several runs. */
export function confusionOfSeveralRuns(): Words {
  return usage("a confusion matrix is of one run", "name one run");
}

/** A confusion matrix with columns, rows or types. */
export function confusionHasAllTypes(): Words {
  const options = [option("columns"), option("rows"), option("types")];
  return usage("a confusion matrix has all types", `leave out ${listed(options)}`);
}

/** Types or an order for a table of schemes. */
export function schemesTableHasNoTypes(): Words {
  return usage(
    "a table of schemes has no types, and its order is that of the schemes",
    `${option("scheme")} sets the schemes and their order`,
  );
}

/** A column of one scheme in a table of schemes. */
export function schemesTableNamesSchemes(): Words {
  return usage(
    "in a table of schemes, the rows or columns are the schemes",
    `${option("table", "scores")} has columns such as partial:f1`,
  );
}

/** A column of one type or average in a table of types. */
export function typesTableNamesTypes(): Words {
  return usage(
    "in a table of types, the rows or columns are the types",
    `${option("table", "scores")} has columns such as f1@macro and f1[PER]`,
  );
}

/** A type that no run has. `known` are the types that they have. */
export function tableTypeUnknown(type: string, known: readonly string[]): Words {
  const types = known.length === 0 ? "none: nothing was annotated or predicted" : known.join(", ");
  return usage(`no run has the type ${type}`, `the types are ${types}`);
}

/** F-beta of a run that was scored without a beta. */
export function fbetaMissing(run: string): Words {
  return usage(`the run ${run} has no F-beta`, `score it with ${option("beta", "0.5")}, or another beta`);
}

/** A scheme that a run was saved without. */
export function schemeMissing(run: string, scheme: string): Words {
  return usage(`the run ${run} was saved without ${scheme}`, `score it with ${option("scheme", `strict,${scheme}`)}`);
}

/** A name that columns of comparisons had in earlier versions. */
export function columnRenamed(name: "score" | "score-ci"): Words {
  return usage(
    `there is no column ${JSON.stringify(name)}`,
    name === "score" ? "write the metric, such as f1" : "write the metric and its interval, such as f1,ci",
  );
}

/** An interval behind nothing that has one. */
export function intervalColumnAlone(): Words {
  return usage(
    "the column ci is the interval of the column before it",
    "write f1,ci for the interval of a score, delta,ci for the interval of a difference",
  );
}

/** A metric that was not compared. */
export function columnNotCompared(metric: string, compared: readonly string[]): Words {
  return usage(`the column ${metric} was not compared`, `the compared metrics are ${compared.join(", ")}`);
}

/** A count that a comparison does not have. */
export function countNotCompared(column: string): Words {
  return usage(
    `a comparison has no column ${column}`,
    "it has the counts gold, pred and correct over all types, as in gold or exact:correct",
  );
}

/** A table of transitions where there are none. */
export function transitionsMissing(): Words {
  return usage(
    "the runs have no outcomes of single mentions, so there are no transitions",
    "transitions need one run per system; runs saved by older versions must be scored again",
  );
}
