/** Messages of taggers: modules of users, what they answer, and training. */

import { fieldValue, quotedField } from "./values.ts";
import { counted, option, type Words } from "./words.ts";

/** The smallest modules that are taggers. */
const EXAMPLE =
  "a tagger is a module such as this one:\n" +
  '  export default (text) => [...text.matchAll(/Ada/g)].map((m) => ({ start: m.index, end: m.index + 3, type: "PER" }));\n' +
  "or, for texts in batches:\n  export default { tag: (texts) => texts.map(() => []) };";

function moduleUnknown(what: string): Words {
  return { code: "tagger-unknown", message: `the tagger module ${what}`, hint: EXAMPLE };
}

export function moduleNotAFile(): Words {
  return moduleUnknown("is not a file");
}

export function moduleMissing(path: string): Words {
  return moduleUnknown(`does not exist: ${path}`);
}

/** A module whose function is something else that can be called. */
export function moduleNotAFunction(kind: "class" | "generator"): Words {
  return moduleUnknown(`exports a ${kind}, expected a function that returns spans`);
}

export function moduleNoDefault(): Words {
  return moduleUnknown("has no default export");
}

export function moduleDefaultUnusable(): Words {
  return moduleUnknown("has a default export that is neither a function nor an object");
}

export function moduleNoTag(): Words {
  return moduleUnknown('has a default export without a function "tag"');
}

export function moduleTagGenerator(): Words {
  return moduleUnknown('exports a "tag" that is a generator, expected a function that returns arrays of spans');
}

export function moduleFieldNotAFunction(field: "learn" | "close"): Words {
  return moduleUnknown(`exports a "${field}" that is not a function`);
}

/** A module that fails to load, at a place where that is known, else with a command that finds it. */
export function moduleFailed(facts: { error: string; place: string | undefined; check: string | undefined }): Words {
  const { error, place, check } = facts;
  const where = place ? `, at ${place}` : check === undefined ? "" : `; to find the place, run: node --check ${check}`;
  return { code: "tagger-failed", message: `the tagger module cannot be loaded: ${error}${where}`, hint: EXAMPLE };
}

/** What a tagger was doing when it threw an error. */
export type TaggerTask = { readonly tagging: readonly string[] } | { readonly calling: "learn" | "close" };

/** A tagger that threw an error; `place` is the top of its stack. */
export function taggerThrew(task: TaggerTask, error: string, place: string | undefined): Words {
  const what = "tagging" in task ? `on ${documentsOf(task.tagging)}` : `to ${task.calling}`;
  return {
    code: "tagger-failed",
    message: `the tagger failed ${what}: ${error}`,
    hint: place && `it was thrown ${place}`,
  };
}

/** Documents by their ids, as those of a batch. */
function documentsOf(ids: readonly string[]): string {
  const first = quotedField(ids[0]!);
  return ids.length === 1 ? `document ${first}` : `the ${counted(ids.length, "document")} from ${first} on`;
}

export function batchSizeUnexpected(value: unknown): Words {
  return {
    code: "tagger-failed",
    message: `"batchSize" is ${fieldValue(value)}, expected a whole number of at least 1`,
  };
}

function wrongAnswer(what: string, hint: string): Words {
  return { code: "tagger-answer", message: `the tagger ${what}`, hint };
}

const BATCH = "return one array for every text, each an array of spans, in the order of the texts";

/** An answer to a batch that is not a list of answers. */
export function batchAnswerUnexpected(ids: readonly string[], answer: unknown): Words {
  return wrongAnswer(`answered ${documentsOf(ids)} with ${fieldValue(answer)}, expected an array`, BATCH);
}

/** An answer to a batch with too many or too few answers. */
export function batchAnswerLength(ids: readonly string[], length: number): Words {
  return wrongAnswer(`answered ${documentsOf(ids)} with an array of length ${length}`, BATCH);
}

export function answerNotAnArray(id: string, answer: unknown): Words {
  return wrongAnswer(
    `answered document ${quotedField(id)} with ${fieldValue(answer)}, expected an array`,
    'return an array of spans: [{ start: 0, end: 5, type: "PER" }], or [] if there are none',
  );
}

/** What can be wrong with a span of an answer. */
export type SpanProblem =
  | { readonly is: "object" | "fragments" | "overlap"; readonly value?: unknown }
  | { readonly is: "field"; readonly field: keyof typeof spanFields; readonly value: unknown }
  | {
      readonly is: "before" | "reversed" | "after" | "apart";
      readonly start: number;
      readonly end: number;
      readonly length?: number;
    };

const spanFields = {
  start: "a whole number",
  end: "a whole number",
  type: "an entity type",
  score: "a finite number",
  surface: "a string",
} as const;

/** A wrong span among those of an answer. */
export function answerSpan(id: string, index: number, problem: SpanProblem): Words {
  return wrongAnswer(
    `answered document ${quotedField(id)} with a wrong span, index ${index}: ${spanProblem(problem)}`,
    "a span is { start, end, type }, where text.slice(start, end) is the mention",
  );
}

function spanProblem(problem: SpanProblem): string {
  switch (problem.is) {
    case "object":
      return `expected an object, found ${fieldValue(problem.value)}`;
    case "fragments":
      return '"fragments" is not a list of { start, end }';
    case "overlap":
      return "its fragments overlap";
    case "field":
      return `"${problem.field}" is ${fieldValue(problem.value)}, expected ${spanFields[problem.field]}`;
    case "before":
      return `it starts at ${problem.start}, before the text`;
    case "reversed":
      return `it ends at ${problem.end}, which is not after its start at ${problem.start}`;
    case "after":
      return `it ends at ${problem.end}, but the text has ${counted(problem.length ?? 0, "character")}`;
    default:
      return `its fragments do not reach from ${problem.start} to ${problem.end}`;
  }
}

/** A token of wink that is not in the text where it must be. */
export function winkTokenMisplaced({ token, at, id }: { token: string; at: number; id: string }): Words {
  return {
    code: "tagger-offsets",
    message: `wink's token ${JSON.stringify(token)} is not at character ${at} of document ${JSON.stringify(id)}`,
    hint: "evaluate without this document, or with another tagger",
  };
}

function trainNone(why: string): Words {
  return {
    code: "train-none",
    message: `nothing to learn from: ${why}`,
    hint: `set ${option("train")} to other gold, or ${option("train", "none")} to tag without learning`,
  };
}

/** A single document that cannot be cut into parts to learn from and to tag. */
export function trainSentenceOnly(id: string): Words {
  return trainNone(
    `the only document, ${JSON.stringify(id)}, is a single sentence, and taggers never learn from what they tag`,
  );
}

export function trainNoDocuments(): Words {
  return trainNone("there are no documents");
}

export function gazetteerUntrained(): Words {
  return {
    code: "train-none",
    message: "the gazetteer has no phrases: it got no training documents",
    hint: `set ${option("train")} to annotated documents to learn from`,
  };
}

/** How a tagger learned, for reports. */
export const trainings = {
  documents: (name: string) => `trained on ${name}`,
  sentenceFolds: (folds: number, seed: number) =>
    `${folds}-fold cross-validation over the sentences of the document (seed ${seed})`,
  documentFolds: (folds: number, seed: number) => `${folds}-fold cross-validation over documents (seed ${seed})`,
};
