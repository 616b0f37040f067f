/** Fields: the names that readers of JSON records look for in them. */
import { names } from "../record.ts";

/** The fields of a record that say what it is, whatever format it is in. */
export const recordFields: ReadonlySet<string> = new Set([
  ...[...names.id, ...names.text, ...names.spans, "meta", "annotated", "unannotated"],
  ...["tokens", "words", "ner_tags", "tags", "labels", "ner", "tokenized_text"],
  ...["label", "data", "column_data", "column_label", "completions", "answer", "_input_hash", "_task_hash", "output"],
]);

/** The names under which a record has what a model said. */
export const answerNames = ["output", "response", "completion", "raw", "answer", "generated_text"] as const;

/** The fields that hold lists in any format, which may stand as JSON in a string. */
export const listFields: readonly string[] = [
  ...names.spans,
  ...["label", "labels", "column_label", "completions"],
  ...["tokens", "words", "tokenized_text", "ner", "ner_tags", "tags"],
];

/** The fields in which a record of each format has its mentions. */
export const mentionFields = {
  jsonl: names.spans,
  spacy: ["spans", "ents", "entities"],
  doccano: ["label", "labels", "column_label", "entities", "annotations"],
  "label-studio": ["annotations", "completions", "predictions", "label"],
  gliner: ["tokenized_text", "ner"],
  hf: [...names.spans, "output"],
  "hf-tokens": ["ner_tags", "tags", "labels", "ner"],
  mentions: [...names.spans, ...answerNames],
} as const satisfies { readonly [format: string]: readonly string[] };

/** A format of the JSON family. */
export type JsonFormat = keyof typeof mentionFields;
