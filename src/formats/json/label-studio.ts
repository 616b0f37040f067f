/** Label Studio: tasks with `annotations[].result[].value`; what their offsets count is told by the surface texts. */

import type { Document } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import { converterFor, isAscii, type OffsetUnit, unitNames } from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import {
  annotationNotAnObject,
  offsetsTold,
  resultNotAnObject,
  resultsSkipped,
  tasksAnnotatedSeveral,
  tasksSkipped,
  taskText,
} from "../../messages/json-formats.ts";
import { inFile } from "../../messages/words.ts";
import { placedPrediction, type TextOptions, textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { type Fields, isObject, type Path, readSpan } from "../record.ts";
import { codePointsOf, heldBy, type LossLog, listFrame, type Written } from "../writing.ts";
import { asObject, entriesOf, idOf, type ObjectEntry } from "./entries.ts";
import { ForeignRecords } from "./foreign.ts";
import { listIn, Placer, present, textIn } from "./place.ts";
import { shapedAs } from "./shape.ts";

/**
 * Gold, from annotations, and predictions, from the `predictions` of tasks where the file has any, else from annotations.
 * Of several annotations of a task the first that was not cancelled is read, which a warning says.
 */
export const labelStudio = textFormat({
  name: "label-studio",
  endings: [],
  looksLike: shapedAs("label-studio"),
  read,
  predictionOf: placedPrediction,
  writer: { endings: [], frame: listFrame, write },
});

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  { side }: TextOptions,
): AsyncIterable<readonly Document[]> {
  const entries: ObjectEntry[] = [];
  const foreign = new ForeignRecords("label-studio");
  const isTask = ({ value, origin }: ObjectEntry) => !foreign.has(value, origin);
  for await (const batch of entriesOf(chunks, context))
    entries.push(...batch.flatMap((entry) => present(asObject(entry))).filter(isTask));
  foreign.finish(context.issues);
  const predicted = side === "pred" && entries.some(({ value }) => hasItems(value.predictions));
  const counts: Counts = { skipped: 0, cancelled: 0, several: 0, others: 0, unannotated: 0 };
  const all = entries.flatMap((entry) => present(taskOf(entry, predicted, counts, context.keepFlaws)));
  // A task without predictions is one that nobody predicted, not one without mentions.
  const tasks = side === "gold" ? all : all.filter(({ annotated }) => annotated);
  counts.unannotated = all.filter(({ annotated }) => !annotated).length;
  const unit = unitOf(tasks, context);
  sayCounts(counts, predicted ? "predictions" : "annotations", context);
  yield tasks.map(({ entry, text, spans, flaws, annotated }) => {
    const placer = new Placer(text, unit, entry.complain, context.keepFlaws ? flaws : undefined);
    const placed = spans.flatMap(({ span, path }) => present(placer.place(span, path)));
    const partly = annotated ? {} : { annotated };
    return { id: idOf(entry, context), text, spans: placed, ...partly, origin: entry.origin, ...flawsIn(flaws) };
  });
}

interface Counts {
  /** Results that are no labels of a text. */
  skipped: number;
  cancelled: number;
  /** Tasks with several annotations, and the annotations not read. */
  several: number;
  others: number;
  /** Tasks without any annotation that counts. */
  unannotated: number;
}

/** A task as it stands, offsets as they are. */
interface Task {
  readonly entry: ObjectEntry;
  readonly text: string;
  /** Whether somebody annotated it; `spans` is empty where not. */
  readonly annotated: boolean;
  readonly spans: readonly { readonly span: PredictedSpan; readonly path: Path }[];
  readonly flaws: Flaw[];
}

function taskOf(entry: ObjectEntry, predicted: boolean, counts: Counts, keepFlaws = false): Task | undefined {
  const { value, complain } = entry;
  const text = isObject(value.data) ? textOf(value.data, complain) : textIn(value.text, ["text"], complain);
  const chosen = resultsOf(entry, predicted, counts);
  if (text === undefined) return undefined;
  const flaws: Flaw[] = [];
  const kept = keepFlaws ? flaws : undefined;
  const spans = (chosen ?? []).flatMap(({ result, path }) => spansOf(result, path, entry, counts, kept));
  return { entry, text, flaws, annotated: chosen !== undefined, spans };
}

/** The text of a task's data: `text`, or its only string. */
function textOf(data: Fields, complain: ObjectEntry["complain"]): string | undefined {
  if (typeof data.text === "string") return data.text;
  const strings = Object.values(data).filter((value) => typeof value === "string");
  if (strings.length === 1 && data.text === undefined) return strings[0] as string;
  complain(["data"], taskText(strings.length));
  return undefined;
}

interface Result {
  readonly result: unknown;
  readonly path: Path;
}

/** The results that count, each with its place; undefined where nobody annotated the task, or all who did gave up. */
function resultsOf(
  { value, complain }: ObjectEntry,
  predicted: boolean,
  counts: Counts,
): readonly Result[] | undefined {
  const name = ["annotations", "completions"].find((other) => value[other] !== undefined) ?? "annotations";
  // The small export has the values alone.
  if (value[name] === undefined && Array.isArray(value.label) && !predicted)
    return value.label.map((item: unknown, i) => ({ result: { value: item }, path: ["label", i] }));
  // It leaves the field out where there is nothing to list.
  if (value[name] === undefined && value.annotation_id !== undefined && !predicted) return [];
  const list = predicted ? (value.predictions ?? []) : (value[name] ?? []);
  const path: Path = [predicted ? "predictions" : name];
  const items = (listIn(list, path, complain) ?? []).map((item, i) => ({ item, path: [...path, i] }));
  const valid = items.filter(({ item }) => !(isObject(item) && item.was_cancelled === true));
  counts.cancelled += items.length - valid.length;
  const [first, ...others] = valid;
  if (others.length > 0) counts.several++;
  counts.others += others.length;
  if (!first) return undefined;
  if (!isObject(first.item)) {
    complain(first.path, annotationNotAnObject(first.item));
    return [];
  }
  const results = listIn(first.item.result, [...first.path, "result"], complain) ?? [];
  return results.map((result, i) => ({ result, path: [...first.path, "result", i] }));
}

/** The spans of a result, one per label; none where it labels no text, which is counted. */
function spansOf(
  result: unknown,
  path: Path,
  { complain }: ObjectEntry,
  counts: Counts,
  flaws: Flaw[] | undefined,
): Task["spans"] {
  if (!isObject(result)) {
    complain(path, resultNotAnObject(result));
    return [];
  }
  const { value, score } = result;
  if (!isObject(value) || value.start === undefined) {
    counts.skipped++;
    return [];
  }
  const place: Path = path[0] === "label" ? path : [...path, "value"];
  const labels = value.labels ?? value.hypertextlabels;
  if (!Array.isArray(labels) || labels.length === 0) {
    counts.skipped++;
    return [];
  }
  const { start, end, text } = value;
  return labels.flatMap((type: unknown) => {
    const fields = {
      start,
      end,
      type,
      ...(score === undefined ? {} : { score }),
      ...(text === undefined ? {} : { text }),
    };
    return present(readSpan(fields, place, complain, flaws)).map((span) => ({ span, path: place }));
  });
}

/** The unit in which most surfaces stand where they should: code points where nothing speaks for UTF-16. */
function unitOf(tasks: readonly Task[], { source, warnings }: ReadContext): OffsetUnit {
  const fits = { codepoint: 0, utf16: 0 };
  let checked = 0;
  for (const { text, spans } of tasks) {
    if (isAscii(text)) continue;
    const codepoint = converterFor(text, "codepoint");
    for (const { span } of spans) {
      const { start, end, surface } = span;
      if (surface === undefined) continue;
      const extent = codepoint(start, end);
      const [asPoints, asUnits] = [extent && text.slice(extent.start, extent.end), text.slice(start, end)];
      if (asPoints === asUnits) continue;
      checked++;
      if (asPoints === surface) fits.codepoint++;
      if (asUnits === surface) fits.utf16++;
    }
  }
  const unit = fits.utf16 > fits.codepoint ? "utf16" : "codepoint";
  if (checked > 0) warnings.push(inFile(source, offsetsTold({ unit: unitNames[unit], fits: fits[unit], checked })));
  return unit;
}

function sayCounts(
  { skipped, cancelled, several, others, unannotated }: Counts,
  side: "annotations" | "predictions",
  { source, warnings }: ReadContext,
): void {
  if (unannotated > 0) warnings.push(inFile(source, tasksSkipped(unannotated, side)));
  if (several > 0) warnings.push(inFile(source, tasksAnnotatedSeveral({ tasks: several, left: others })));
  if (skipped > 0 || cancelled > 0) warnings.push(inFile(source, resultsSkipped({ cancelled, unlabeled: skipped })));
}

function hasItems(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** Text, scores and mentions of any kind in one piece, in code points, with their surfaces. Lost are tokens. */
function write(document: Written, _: number, losses: LossLog): string {
  const { id, text } = document;
  const place = codePointsOf(document);
  const result = heldBy(document, losses, { scores: true }).map(({ start, end, type, score }, i) => ({
    id: `r${i + 1}`,
    ...{ from_name: "label", to_name: "text", type: "labels" },
    value: { ...place({ start, end }), text: text.slice(start, end), labels: [type] },
    ...(score !== undefined && { score }),
  }));
  // The id of a task is Label Studio's own, a number.
  return JSON.stringify({ data: { text }, meta: { id }, annotations: [{ result }] });
}
