/** Shape: tells the formats of the JSON family by the first record of a file, of which only the beginning may be known. */
import { oncePerFile, type UnreadFile } from "../format.ts";
import { type Fields, isObject, names, unpackLists } from "../record.ts";
import { listFields } from "./fields.ts";
import { isNamed, namesMentions } from "./named.ts";
import { scan } from "./scan.ts";

/** The names of the formats that can be told. */
type JsonShape = "spacy" | "doccano" | "label-studio" | "gliner" | "hf" | "hf-tokens" | "mentions";

/** Tells the files whose records have a shape, unless their ending is of something else than JSON. */
export function shapedAs(shape: JsonShape): (file: UnreadFile) => boolean {
  return (file) => shapeIn(file) === shape;
}

const shapeIn = oncePerFile(({ ending, beginning }) =>
  ending === undefined || ending === "jsonl" ? shapeOf(beginning) : undefined,
);

/**
 * The format of a text that begins so; undefined where it is no JSON, or none of these. What can be read as JSONL with our
 * own names is none of these, unless Prodigy's marks show whose it is.
 */
function shapeOf(beginning: string): JsonShape | undefined {
  const text = beginning.trimStart();
  if (!/^[[{]/.test(text)) return undefined;
  const end = text.indexOf("\n");
  const line = end < 0 ? text : text.slice(0, end).trimEnd();
  const whole = parsed(line);
  const value = whole ?? parsed(scan(text).closed ?? "");
  // Our own JSONL does not read an object that goes on behind its line.
  const laidOut = line === "{";
  if (!Array.isArray(value)) {
    if (!isObject(value)) return undefined;
    return ofRecord(value, laidOut) ?? (isUntold(value) ? laterIn(text) : undefined);
  }
  if (whole !== undefined && end >= 0 && value.length === 0) return ofLines(text.slice(end));
  const items = value as unknown[];
  const first = items.find(tells) ?? items[0];
  if (isNamed(first) || (Array.isArray(first) && isNamed(first[0]))) return "mentions";
  if (Array.isArray(first))
    return typeof first[0] === "string" ? (isObject(first[1]) ? "spacy" : undefined) : ofEntities(first);
  return isObject(first)
    ? (ofRecord(first, whole === undefined || text.trimEnd() === line) ?? ofEntities(value))
    : undefined;
}

/** Where the first record of JSONL has no mentions, the first that has some, or marks of its tool, tells the format. */
function laterIn(text: string): JsonShape | undefined {
  for (const line of text.split("\n")) {
    const value = parsed(line);
    if (!isObject(value)) continue;
    const shape = ofRecord(value, false);
    if (shape !== undefined || !isUntold(value)) return shape;
  }
  return undefined;
}

/** Lists that are lines are answers, of a pipeline unless the first that is not empty names mentions without offsets. */
function ofLines(text: string): JsonShape | undefined {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first] = lines.map(parsed).filter((value) => value === undefined || !Array.isArray(value) || value.length > 0);
  // A last line that was cut off tells as little as one that is empty.
  if (first === undefined) return lines.length > 0 ? "hf" : undefined;
  return Array.isArray(first) ? (shapeOf(JSON.stringify(first)) ?? "hf") : undefined;
}

/** Whether a record has a list of mentions that is empty, and so tells nothing of them. */
function isUntold(record: Fields): boolean {
  return namesMentions(record) === undefined;
}

/** Whether an item of a list tells its format: not an empty list, nor a record without mentions. */
function tells(item: unknown): boolean {
  if (Array.isArray(item)) return item.length > 0;
  return !isObject(item) || namesMentions(item) !== undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? unpackLists(value, listFields) : value;
  } catch {
    return undefined;
  }
}

/** A list of entities, as a pipeline answers. */
function ofEntities(list: readonly unknown[]): JsonShape | undefined {
  const [first] = list;
  if (first === undefined) return "hf";
  return isObject(first) && ("entity" in first || "entity_group" in first || ("start" in first && "label" in first))
    ? "hf"
    : undefined;
}

/** `foreign` where our own JSONL does not read the record: it is an item of a list, or stands on several lines. */
function ofRecord(record: Fields, foreign: boolean): JsonShape | undefined {
  if (Array.isArray(record.tokenized_text)) return "gliner";
  if (isLabelStudio(record)) return "label-studio";
  if (isTokens(record)) return "hf-tokens";
  const { text, spans, answer } = record;
  if (typeof text === "string" && ("_input_hash" in record || "_task_hash" in record || isAnswer(answer)))
    return "spacy";
  if (isDoccano(record)) return "doccano";
  if (namesMentions(record)) return "mentions";
  if (!foreign) return undefined;
  if (typeof text === "string")
    return Array.isArray(spans) ? "spacy" : Array.isArray(record.entities) ? "doccano" : undefined;
  return [...names.spans, "output"].some((name) => Array.isArray(record[name])) ? "hf" : undefined;
}

function isAnswer(answer: unknown): boolean {
  return answer === "accept" || answer === "reject" || answer === "ignore";
}

function isLabelStudio(record: Fields): boolean {
  const { data, label, annotations, completions, predictions } = record;
  const small = firstOf(label);
  if (isObject(small) && Array.isArray(small.labels)) return true;
  const first = firstOf(annotations) ?? firstOf(completions) ?? firstOf(predictions);
  if (first !== undefined)
    return isObject(first) && ["result", "completed_by", "was_cancelled"].some((name) => name in first);
  return isObject(data) && ["project", "inner_id", "file_upload", "total_annotations"].some((name) => name in record);
}

function isTokens(record: Fields): boolean {
  const { tokens, words, features, rows, row } = record;
  if (isObject(row)) return isTokens(row);
  if (isObject(firstOf(rows))) return true;
  if (typeof record.text === "string" || names.spans.some((name) => name in record)) return false;
  if (features !== undefined || Array.isArray(record.label_names) || record.id2label !== undefined) return true;
  const tagged = ["ner_tags", "tags", "labels", "ner"].some((name) => Array.isArray(record[name]));
  const first = firstOf(tokens ?? words);
  return tagged && (typeof first === "string" || (first === undefined && Array.isArray(tokens ?? words)));
}

function isDoccano(record: Fields): boolean {
  if (typeof record.column_data === "string") return true;
  const span = firstOf(record.annotations) ?? firstOf(record.entities);
  if (isObject(span) && "start_offset" in span && typeof span.label === "number") return true;
  if (names.spans.some((name) => name in record)) return false;
  return typeof record.text === "string" && (Array.isArray(record.label) || Array.isArray(record.labels));
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : undefined;
}
