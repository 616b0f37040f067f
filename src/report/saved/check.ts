/** Checks JSON before it is taken for a saved run. */
import * as v from "valibot";
import { NerEvalError } from "../../corpus/error.ts";
import type { Issue } from "../../corpus/issue.ts";
import { notSavedRun, runFieldWrong, runLayoutUnknown, runUnitsMissing } from "../../messages/saved-runs.ts";
import { RUN_SCHEMA } from "../../run/run.ts";
import { pathName } from "./contradiction.ts";
import { fromRun1, RUN_1 } from "./run-1.ts";
import { type SavedJson, savedShape } from "./shape.ts";

/**
 * The saved run that a JSON value is, as this version saves it, and how it was saved; `source` is what messages call it.
 *
 * @throws NerEvalError `run-schema` where it is none or of another version, `run-units` where it was saved without tallies,
 * `run-field` with the path of a field that is missing or of the wrong type.
 */
export function checkSaved(given: unknown, source: string): { readonly json: SavedJson; readonly layout: string } {
  const { schema, units } = fieldsOf(given);
  if (schema !== RUN_SCHEMA && schema !== RUN_1) throw new NerEvalError(foreign(schema, source));
  const value = schema === RUN_1 ? fromRun1(given) : given;
  if (units === undefined) throw new NerEvalError({ ...runUnitsMissing(), source });
  const checked = v.safeParse(savedShape, value, { abortEarly: true });
  if (checked.success) return { json: value as SavedJson, layout: schema };
  const [issue] = checked.issues;
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  throw new NerEvalError({ ...runFieldWrong(pathName(path), said(issue.message)), source, path });
}

function foreign(schema: unknown, source: string): Issue {
  return /^ner-eval\/run@\d+$/.test(String(schema))
    ? { ...runLayoutUnknown(String(schema), [RUN_SCHEMA, RUN_1]), source, path: ["schema"] }
    : { ...notSavedRun(schema, RUN_SCHEMA), source };
}

function fieldsOf(value: unknown): { readonly schema?: unknown; readonly units?: unknown } {
  return typeof value === "object" && value !== null ? value : {};
}

/** `Invalid type: Expected string but received 3` → `expected string but received 3`; a key that is not there is missing. */
function said(message: string): string {
  return /^Invalid key: .* received undefined$/.test(message)
    ? "it is missing"
    : message.replace(/^Invalid [^:]+: E/, "e");
}
