/** Codes: a stable name for every kind of problem. */

/** Every code, with what it stands for. `docs/errors.md` says the same at more length; a test keeps the two together. */
export const codes = {
  "bracket-unclosed": "a `[` is never closed",
  "bracket-unopened": "a `]` closes nothing",
  "bracket-empty": "a bracket that holds no text",
  "bracket-escape": "a `\\` that escapes nothing",
  "bracket-deep": "brackets nested absurdly deep",
  "bracket-guess": "a bracket that could be an annotation or plain text was settled by a guess",
  "bracket-markup": "HTML tags stand in the text, or were taken out of it",
  "bracket-unprintable": "the document cannot be written in the bracket format",
  "jsonl-syntax": "a line is not JSON",
  "jsonl-record": "a line is JSON, but not a record of the expected shape",
  "jsonl-field": "a field is missing or of the wrong type",
  "span-reversed": "a span ends before it starts, or is empty",
  "span-outside": "a span reaches outside its text",
  "span-surface": "the surface text given with a span is not what its offsets point at",
  "span-fragments": "the fragments of a span overlap, or are not where it starts and ends",
  "span-repeated": "one side has spans of the same extent and type more than once",
  "text-differs": "a prediction was made on another text than the gold document's",
  "offset-unit": "all offsets are wrong in one consistent way",
  "id-repeated": "two documents carry the same id",
  "id-unknown": "a prediction is for a document that the gold does not have",
  "document-unpredicted": "gold documents without predictions",
  "type-unseen": "predicted types that never occur in the gold",
  "gold-skipped": "a file in a gold folder was left out",
  "gold-none": "there is no gold to evaluate against",
  "file-unreadable": "a file cannot be opened or read",
  "file-encoding": "a file is not valid UTF-8",
  "file-unwritable": "an output cannot be written",
  usage: "the command line does not make sense",
  "tagger-unknown": "no such tagger",
  "tagger-failed": "a tagger stopped with an error",
  "tagger-answer": "a tagger answered with something that is not an answer",
  "tagger-timeout": "a tagger gave no answer in time",
  "tagger-offsets": "a tagger's offsets cannot be proven against the text",
  "train-none": "there is nothing to learn from",
  "partial-foreign": "a partial output belongs to another run",
  interrupted: "the run was interrupted",
} as const;

/** A stable name for a kind of problem; scripts may depend on it. */
export type Code = keyof typeof codes;
