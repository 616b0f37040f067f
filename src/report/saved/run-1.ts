/**
 * Runs of the layout `ner-eval/run@1`, made to look like those of today: the only place that knows the older one. What is
 * not as that layout has it is left as it is, for the check of today's layout to refuse.
 */

/** The older layout that is still read. */
export const RUN_1 = "ner-eval/run@1";

/** A saved run of the older layout in today's. */
export function fromRun1(value: unknown): unknown {
  return change(value, {
    inputs: each(digested),
    scores: (scores) => ({ ...fieldsOf(mapFields(scores, counted)), ...fairIn(value) }),
    fair: (fair) => without(fair, "fair", "weighted"),
    nesting: each(renamed),
    surfaceSet: counted,
    confidence: (confidence) =>
      change(confidence, { columns: (columns) => mapFields(columns, each(nameOf)), all: point, types: each(point) }),
    alignment: (alignment) => change(alignment, { texts: (texts) => change(texts, { examples: each(renamed) }) }),
  });
}

type Change = (value: unknown) => unknown;

/** The names of counts, and of what was predicted. */
const names = new Map([
  ["possible", "gold"],
  ["actual", "pred"],
  ["predicted", "pred"],
]);

const nameOf: Change = (name) => names.get(name as string) ?? name;

/** A row with today's names. */
const renamed: Change = (row) =>
  isFields(row) ? Object.fromEntries(Object.entries(row).map(([name, value]) => [nameOf(name), value])) : row;

/** The scores of a scheme, or of sets of strings. */
const counted: Change = (scores) => change(scores, { micro: renamed, types: each(renamed) });

/** What the scores of predictions are worth: of all, or of a type. */
const point: Change = (row) => change(renamed(row), { best: renamed });

/** An input with the digest that runs of this layout have. */
const digested: Change = (input) => {
  if (!isFields(input) || !("sha256" in input)) return input;
  const { role, path, sha256, ...rest } = input;
  return { role, path, digest: { algorithm: "sha256-sum", value: sha256 }, ...rest };
};

/** FairEval's scores, which were apart from the others. */
function fairIn(value: unknown): Fields {
  const { fair, weighted } = fieldsOf(fieldsOf(value).fair);
  return { ...(fair !== undefined && { fair }), ...(weighted !== undefined && { "fair-weighted": weighted }) };
}

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** An object with some of the fields it has changed, in their order. */
function change(value: unknown, changes: { readonly [name: string]: Change }): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, Object.hasOwn(changes, name) ? changes[name]!(field) : field]),
  );
}

function mapFields(value: unknown, each: Change): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, each(field)]));
}

function without(value: unknown, ...left: readonly string[]): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !left.includes(name)));
}

function each(one: Change): Change {
  return (value) => (Array.isArray(value) ? value.map(one) : value);
}
