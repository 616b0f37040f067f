/** Messages of single JSON formats: doccano, Label Studio, spaCy and Prodigy, GLiNER, Hugging Face, and answers of models. */

import { fieldValue } from "./values.ts";
import { byCount, counted, grouped, listed, option, type Words } from "./words.ts";

function field(message: string, hint?: string): Words {
  return { code: "jsonl-field", message, hint };
}

function record(message: string, hint?: string): Words {
  return { code: "jsonl-record", message, hint };
}

/** A doccano record without labels. */
export function doccanoNoLabels(): Words {
  return record('the record has no "label", "entities" or "annotations"', 'write "label": [] if it has no mentions');
}

/** Documents with spans of several annotators; `left` spans are not the first annotator's. */
export function doccanoAnnotatorsSeveral({ documents, left }: { documents: number; left: number }): Words {
  const have = byCount(documents, "has", "have");
  const rest = `${counted(left, "span")} of others ${byCount(left, "was", "were")} skipped`;
  return {
    code: "annotators-several",
    message: `${counted(documents, "document")} ${have} several annotators: the first annotator's spans were read, ${rest}`,
  };
}

/** Labels that are numbers and have no names in the file; the numbers are the types. */
export function doccanoLabelsUnnamed(numbers: readonly number[]): Words {
  return {
    code: "labels-unnamed",
    message: `labels are numbers without names, such as ${numbers.join(", ")}; the numbers are the types (${option("map")} names them)`,
  };
}

/** Labels such as `LABEL_3`, which a model has where its configuration names none. */
export function pipelineLabelsUnnamed(example: string): Words {
  return {
    code: "labels-unnamed",
    message: `labels are numbers without names, such as ${example}; set id2label in the model's configuration, or ${option("map")}`,
  };
}

/** The data of a Label Studio task without a text, or with several strings that could be it. */
export function taskText(strings: number): Words {
  return field(
    `"data" has ${strings === 0 ? "no text" : "several strings and none is called text"}`,
    'the text is "text", or the only string of "data"',
  );
}

export function annotationNotAnObject(value: unknown): Words {
  return field(`the annotation is ${fieldValue(value)}, expected an object`);
}

export function resultNotAnObject(value: unknown): Words {
  return field(`the result is ${fieldValue(value)}, expected an object`);
}

/** The unit of offsets, decided by the surface texts: `fits` of those `checked` are at their offsets in it. */
export function offsetsTold({ unit, fits, checked }: { unit: string; fits: number; checked: number }): Words {
  return {
    code: "offsets-told",
    message: `offsets were read as ${unit}: of ${counted(checked, "surface text")} that ${byCount(checked, "depends", "depend")} on the unit, ${grouped(fits)} ${byCount(fits, "matches", "match")} the text`,
  };
}

/** Tasks without annotations, or without predictions. */
export function tasksSkipped(count: number, side: "annotations" | "predictions"): Words {
  return {
    code: "entries-skipped",
    message: `skipped: ${counted(count, "task")} without ${side} (cancelled ones do not count)`,
  };
}

/** Tasks of which one annotation was read and `left` were not. */
export function tasksAnnotatedSeveral({ tasks, left }: { tasks: number; left: number }): Words {
  const have = byCount(tasks, "has", "have");
  return {
    code: "annotators-several",
    message: `${counted(tasks, "task")} ${have} several annotations: the first was read, ${counted(left, "other")} ${byCount(left, "was", "were")} skipped`,
  };
}

/** Annotations that were cancelled, and results that label no text. */
export function resultsSkipped({ cancelled, unlabeled }: { cancelled: number; unlabeled: number }): Words {
  const skipped = [
    ...(cancelled > 0 ? [counted(cancelled, "cancelled annotation")] : []),
    ...(unlabeled > 0 ? [`${counted(unlabeled, "result")} without a label on text`] : []),
  ];
  return { code: "entries-skipped", message: `skipped: ${listed(skipped)}` };
}

/** A file of spaCy or Prodigy in which no record has a list of spans; `found` are the lists of the first. */
export function spacyNoSpans(found: readonly string[]): Words {
  return record(
    `no record has "spans", "ents" or "entities"; the first lists are ${found.map((name) => JSON.stringify(name)).join(", ")}`,
    'spaCy writes {"text", "ents"}, and Prodigy {"text", "spans", "answer"}',
  );
}

/** Records, and spans of other records, that were rejected or ignored in Prodigy. */
export function answersNotAccepted({ records, spans }: { records: number; spans: number }): Words {
  const skipped = [
    ...(records > 0 ? [counted(records, "record")] : []),
    ...(spans > 0 ? [`${counted(spans, "span")} of ${records > 0 ? "other " : ""}records`] : []),
  ];
  return { code: "entries-skipped", message: `skipped: ${listed(skipped)} whose answer is not "accept"` };
}

/** How GLiNER writes spans. */
const GLINER = "first and last count tokens from 0, and the last token is part of the mention";

export function glinerSpanExpected(): Words {
  return field("expected [first, last, label]", GLINER);
}

export function glinerSpanReversed(first: number, last: number): Words {
  return { code: "span-reversed", message: `the span ${first}–${last} ends before it starts`, hint: GLINER };
}

export function glinerSpanOutside(facts: { first: number; last: number; tokens: number }): Words {
  const { first, last, tokens } = facts;
  return {
    code: "span-outside",
    message: `the span ${first}–${last} reaches outside its text, which has ${counted(tokens, "token")}`,
    hint: GLINER,
  };
}

/** A span whose tokens are all empty. */
export function glinerSpanEmpty(first: number, last: number): Words {
  return { code: "span-reversed", message: `the span ${first}–${last} is empty, like its tokens` };
}

/** A value where the entities of a document must be. */
export function entitiesExpected(value: unknown): Words {
  return record(
    `expected the entities of a document, found ${fieldValue(value)}`,
    'a document is a list of entities, or {"id": …, "entities": […]}',
  );
}

export function entityNoOffsets(): Words {
  return field("the entity has no offsets", "use a fast tokenizer; slow ones give no offsets");
}

/** A record without the words of its text. */
export function tokensMissing(name: string): Words {
  return record(`the record has no "${name}"`);
}

export function tokenNotAString(value: unknown): Words {
  return field(`the token is ${fieldValue(value)}, expected a string`);
}

/** A record without its tags. */
export function tagsMissing(name: string): Words {
  return record(`the record has no "${name}"`);
}

export function tagsCount({ tags, tokens }: { tags: number; tokens: number }): Words {
  return {
    code: "tokens-count",
    message: `found ${counted(tags, "tag")} for ${counted(tokens, "token")}`,
    hint: "give every token one tag",
  };
}

/** A number whose name is not a tag. */
export function tagNameNotATag(name: string, number: number): Words {
  return { code: "conll-tag", message: `${JSON.stringify(name)}, the name of ${number}, is not a tag` };
}

/** A number without a name, where the numbers from 0 on have `names`. */
export function tagNumberOutside(number: number, names: number): Words {
  return {
    code: "labels-unnamed",
    message: `the tag ${number} has no name`,
    hint: `names are given for 0 to ${names - 1}`,
  };
}

/** A number without a name, where no number has one. */
export function tagNumberUnnamed(number: number): Words {
  return {
    code: "labels-unnamed",
    message: `the tag ${number} is a number without a name`,
    hint: `set ${option("labelNames", "O,B-PER,…")}, or write {"label_names": […]} on a line before the records or "features" in them`,
  };
}

/** A value where the mentions or the answer of a document must be; `isRecord` where it only lacks them. */
export function mentionsExpected(value: unknown, isRecord: boolean): Words {
  return record(
    isRecord ? 'the record has no "entities" and no "output"' : `expected a record, found ${fieldValue(value)}`,
    'a document is {"id": …, "entities": [{"text": …, "type": …}]}, or {"id": …, "output": "…"}',
  );
}

/** Items of lists of mentions with one fault: how many there are, and the first. */
interface Faulty {
  readonly count: number;
  readonly example: string;
}

export function mentionsUnread({ count, example }: Faulty): Words {
  const items = byCount(count, "1 item is not a mention and was", `${grouped(count)} items are not mentions and were`);
  return { code: "mention-unread", message: `${items} skipped; the first: ${example}` };
}

export function mentionsBlank({ count, example }: Faulty): Words {
  const mentions = byCount(
    count,
    "1 mention has no text and counts",
    `${grouped(count)} mentions have no text and count`,
  );
  return { code: "mention-unread", message: `${mentions} as spurious; the first: ${example}` };
}

/** Numbers where the texts of mentions must be. */
export function mentionsOfNumbers({ count, example }: Faulty): Words {
  const numbers = byCount(count, "1 number was read as the text", `${grouped(count)} numbers were read as the texts`);
  return {
    code: "mention-unread",
    message: `${numbers} of ${byCount(count, "a mention", "mentions")}; the first: ${example}`,
  };
}

export function mentionsUntyped({ count, example, type }: Faulty & { readonly type: string }): Words {
  const mentions = byCount(count, "1 mention has no type and was", `${grouped(count)} mentions have no type and were`);
  return { code: "mention-untyped", message: `${mentions} read as of type "${type}"; the first: ${example}` };
}

/** Numbers where the types of mentions must be. */
export function mentionsNumbered({ count, example }: Faulty): Words {
  const numbers = byCount(count, "1 number was read as the type", `${grouped(count)} numbers were read as the types`);
  const named = `(${option("map", "pred:3=LOC")} names them)`;
  return {
    code: "mention-untyped",
    message: `${numbers} of ${byCount(count, "a mention", "mentions")} ${named}; the first: ${example}`,
  };
}

/** Answers of models with several lists of mentions. */
export function answersSeveral(count: number): Words {
  return {
    code: "answer-several",
    message: `${counted(count, "answer")} ${byCount(count, "holds", "hold")} several lists of mentions; the first list was read`,
  };
}
