/** Fields: the names that readers of JSON records look for in them. */
import { names } from "../record.ts";

/** The fields of a record that say what it is, whatever format it is in. */
export const recordFields: ReadonlySet<string> = new Set([
  ...[...names.id, ...names.text, ...names.spans, "meta", "annotated", "unannotated"],
  ...["tokens", "words", "ner_tags", "tags", "labels", "ner", "tokenized_text"],
  ...["label", "data", "column_data", "column_label", "completions", "answer", "_input_hash", "_task_hash", "output"],
]);
