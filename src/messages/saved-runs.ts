/** Messages about saved runs: files that are none, that were changed, and runs that cannot be compared or merged. */
import { byCount, counted, listed, option, type Words } from "./words.ts";

const SCORE_AGAIN = "score again, or use the version that wrote it";
const NOT_AS_WRITTEN = "the file is not as ner-eval writes it; docs/run-json.md has every field";
const CHANGED = "the file was changed after it was written; score again";

/** A saved run that is not JSON. */
export function runNotJson(empty: boolean): Words {
  return {
    code: "run-syntax",
    message: empty ? "the file is empty" : "this is not JSON",
    hint: `a saved run is one JSON document, as ${option("output", "run.json")} writes it`,
  };
}

/** A text that is not a saved run, in the library. */
export function runTextNotJson(source: string): Words {
  return {
    code: "run-syntax",
    message: `${source} is not JSON`,
    hint: "a saved run is one JSON document, as runJson(run, { units: true }) writes it",
  };
}

/** A file in a layout of saved runs that this version does not read. */
export function runLayoutUnknown(layout: string, known: readonly string[]): Words {
  return {
    code: "run-schema",
    message: `the run has the layout ${layout}; this version reads ${listed(known)}`,
    hint: SCORE_AGAIN,
  };
}

/** JSON that is not a saved run. `schema` is what it says it is; `current` is the layout that is written. */
export function notSavedRun(schema: unknown, current: string): Words {
  const why = schema === undefined ? 'it has no "schema"' : `its "schema" is ${JSON.stringify(schema).slice(0, 60)}`;
  return {
    code: "run-schema",
    message: `not a saved run: ${why}`,
    hint: `${option("output", "run.json")} writes a saved run, ${current}`,
  };
}

/** A run that was saved by a version that counted less. */
export function runCountersMissing(version: string, counters: readonly string[]): Words {
  return { code: "run-schema", message: `version ${version} did not count ${listed(counters)}`, hint: SCORE_AGAIN };
}

/** A run that was saved without the counts of its documents. */
export function runUnitsMissing(): Words {
  return {
    code: "run-units",
    message: "the run was saved without the counts of its documents",
    hint: `save it with ${option("output", "run.json")}, or with ${option("format", "json")} and ${option("units")}`,
  };
}

/** A field that is missing or of the wrong type. `why` is what was expected and found. */
export function runFieldWrong(field: string, why: string): Words {
  return { code: "run-field", message: `${field === "" ? "the run" : field}: ${why}`, hint: NOT_AS_WRITTEN };
}

/** A signature that this version cannot read. */
export function runSignatureUnknown(): Words {
  return { code: "run-field", message: "signature: this version does not know it", hint: SCORE_AGAIN };
}

/** Two documents with one id among the units of a run. */
export function runDocumentRepeated(id: string): Words {
  return { code: "run-field", message: `units have a second document ${JSON.stringify(id)}`, hint: NOT_AS_WRITTEN };
}

/** A row of counts that is too long or too short. */
export function runRowLength(found: number, expected: number): Words {
  return {
    code: "run-field",
    message: `a row of units has ${counted(found, "number")}, expected ${expected}`,
    hint: NOT_AS_WRITTEN,
  };
}

/** A row of counts for a type that the run does not list. */
export function runRowType(type: number, types: number): Words {
  return {
    code: "run-field",
    message: `a row of units is for type number ${type}, and there ${byCount(types, "is", "are")} ${counted(types, "type")}`,
    hint: NOT_AS_WRITTEN,
  };
}

/** Another number of outcomes than of gold mentions. */
export function runOutcomes(outcomes: number, mentions: number): Words {
  return {
    code: "run-field",
    message: `a document of units has ${counted(outcomes, "outcome")} for ${counted(mentions, "gold mention")}`,
    hint: NOT_AS_WRITTEN,
  };
}

/** A number that contradicts the rest of its run. Values are as in JSON, undefined where there is none. */
export function runNumberAltered(field: string, stored: unknown, expected: unknown): Words {
  const said = (value: unknown) => (value === undefined ? "missing" : JSON.stringify(value)?.slice(0, 60));
  return {
    code: "run-altered",
    message: `${field} is ${said(stored)}, but the rest of the run implies ${expected === undefined ? "that it is missing" : said(expected)}`,
    hint: CHANGED,
  };
}

/** An interval, its ends undefined where it has none. */
interface EndsFacts {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** An interval that is not the one that the resamples of the run give. */
export function runIntervalAltered(metric: string, stored: EndsFacts, drawn: EndsFacts | undefined): Words {
  return {
    code: "run-altered",
    message: `the interval of ${metric} is [${stored.low}, ${stored.high}], but resampling the run again gives [${drawn?.low}, ${drawn?.high}]`,
    hint: CHANGED,
  };
}

/** Runs with different counters, in the library. */
export function runCountersDiffer(): Words {
  return {
    code: "runs-differ",
    message: "runs with different counters cannot be compared",
    hint: `evaluate all of them with the same overlap@X in ${option("scheme")}`,
  };
}

/** Runs over different documents, in the library. */
export function runDocumentsDiffer(): Words {
  return {
    code: "runs-differ",
    message: "runs over different documents cannot be compared",
    hint: "evaluate all of them on the same gold",
  };
}

/** Two runs in different layouts; `older` is the one to score again. */
export function runLayoutsDiffer(
  a: { readonly source: string; readonly layout: string },
  b: { readonly source: string; readonly layout: string },
  older: string,
): Words {
  return {
    code: "runs-differ",
    message: `${a.source} was saved as ${a.layout}, and ${b.source} as ${b.layout}`,
    hint: `score the predictions of ${older} again`,
  };
}

/** Two shards that were not scored alike. `what` is in which they differ. */
export function shardsDiffer(facts: {
  readonly what: string;
  readonly a: { readonly source: string; readonly value: string };
  readonly b: { readonly source: string; readonly value: string };
}): Words {
  const { what, a, b } = facts;
  return {
    code: "runs-differ",
    message: `${a.source} and ${b.source} are not shards of one run: ${what} is ${a.value} in the one and ${b.value} in the other`,
    hint: "score all shards with the same options",
  };
}

/** A document in two shards. */
export function shardsOverlap(id: string, one: string, other: string): Words {
  return {
    code: "runs-overlap",
    message: `the document ${JSON.stringify(id)} is in ${one} and in ${other}`,
    hint: "each document belongs in one shard; score each shard of the predictions against a shard of the gold",
  };
}

/** Runs that were written by several versions. */
export function runVersionsDiffer(versions: readonly string[]): Words {
  return { code: "runs-versions", message: `the runs were written by different versions: ${versions.join(", ")}` };
}

/** Text that is not a signature. */
export function notSignature(text: string): Words {
  return { code: "usage", message: `not a signature: ${text}` };
}
