/** Adapters: make a tagger of what users write, and check what it answers. */

import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import { type Extent, type Place, placeFrom } from "../corpus/fragments.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import {
  answerNotAnArray,
  answerSpan,
  batchAnswerLength,
  batchAnswerUnexpected,
  batchSizeUnexpected,
  type SpanProblem,
  type TaggerTask,
  taggerThrew,
} from "../messages/taggers.ts";
import type { Words } from "../messages/words.ts";
import type { BatchTagger, Passage, Tagged, Tagger, TagText } from "./tagger.ts";

/** How many texts a batch tagger gets at once where it does not say. */
const BATCH = 32;

/**
 * A tagger that calls a function with one text after the other.
 *
 *     fromFunction("years", (text) =>
 *       [...text.matchAll(/\b\d{4}\b/g)].map(({ index }) => ({ start: index, end: index + 4, type: "YEAR" })));
 */
export function fromFunction(name: string, tagText: TagText): Tagger {
  return {
    name,
    async *tag(passages: readonly Passage[]): AsyncIterable<Tagged> {
      for (const passage of passages) {
        await setImmediate();
        const answer: unknown = await attempt(name, { tagging: [passage.id] }, () => tagText(passage.text));
        yield { id: passage.id, spans: readSpans(answer, passage, name) };
      }
    },
  };
}

/** A tagger that hands its texts on in batches, and passes `learn` and `close` through where there are such. */
export function fromBatches(name: string, batchTagger: BatchTagger): Tagger {
  const { batchSize = BATCH } = batchTagger;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    throw new NerEvalError({ ...batchSizeUnexpected(batchSize), source: name });
  const tagger: Tagger = {
    name,
    async *tag(passages: readonly Passage[]): AsyncIterable<Tagged> {
      for (let from = 0; from < passages.length; from += batchSize) {
        await setImmediate();
        const batch = passages.slice(from, from + batchSize);
        const answers = await tagBatch(name, batchTagger, batch);
        for (const [i, passage] of batch.entries()) {
          yield { id: passage.id, spans: readSpans(answers[i], passage, name) };
        }
      }
    },
  };
  if (batchTagger.learn)
    tagger.learn = (documents) => attempt(name, { calling: "learn" }, () => batchTagger.learn!(documents));
  if (batchTagger.close) tagger.close = () => attempt(name, { calling: "close" }, () => batchTagger.close!());
  return tagger;
}

async function tagBatch(name: string, tagger: BatchTagger, batch: readonly Passage[]): Promise<readonly unknown[]> {
  const ids = batch.map(({ id }) => id);
  const texts = batch.map(({ text }) => text);
  const answers: unknown = await attempt(name, { tagging: ids }, () => tagger.tag(texts));
  if (!Array.isArray(answers)) throw wrongAnswer(name, batchAnswerUnexpected(ids, answers));
  if (answers.length !== batch.length) throw wrongAnswer(name, batchAnswerLength(ids, answers.length));
  return answers;
}

/** What a call to the user's code returns; what it throws becomes an error that says so. */
async function attempt<T>(name: string, task: TaggerTask, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof NerEvalError) throw error;
    const what = error instanceof Error ? String(error) : inspect(error);
    throw new NerEvalError({ ...taggerThrew(task, what, placeOf(error)), source: name });
  }
}

/** Where an error was thrown: the topmost line of its stack, if it has one. */
function placeOf(error: unknown): string | undefined {
  return error instanceof Error ? /^[ \t]+(at .*)$/m.exec(error.stack ?? "")?.[1] : undefined;
}

function readSpans(answer: unknown, { id, text }: Passage, name: string): PredictedSpan[] {
  if (!Array.isArray(answer)) throw wrongAnswer(name, answerNotAnArray(id, answer));
  return answer.map((value: unknown, i) => {
    const span = readSpan(value, text);
    if (!("is" in span)) return span;
    throw wrongAnswer(name, answerSpan(id, i, span));
  });
}

/** The span that a value stands for, or what is wrong with it. */
function readSpan(value: unknown, text: string): PredictedSpan | SpanProblem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { is: "object", value };
  const { fragments, ...fields } = value as { readonly [name: string]: unknown };
  const place = isAbsent(fragments) ? undefined : readFragments(fragments);
  if (place && "is" in place) return place;
  const {
    start,
    end,
    label,
    type = label,
    score,
    surface,
  } = { ...place, ...fields } as { readonly [name: string]: unknown };
  if (!isOffset(start)) return { is: "field", field: "start", value: start };
  if (!isOffset(end)) return { is: "field", field: "end", value: end };
  if (start < 0) return { is: "before", start, end };
  if (end <= start) return { is: "reversed", start, end };
  if (end > text.length) return { is: "after", start, end, length: text.length };
  if (typeof type !== "string" || type === "") return { is: "field", field: "type", value: type };
  if (!isAbsent(score) && !Number.isFinite(score)) return { is: "field", field: "score", value: score };
  if (!isAbsent(surface) && typeof surface !== "string") return { is: "field", field: "surface", value: surface };
  if (place && (start !== place.start || end !== place.end)) return { is: "apart", start, end };
  return {
    ...(place ?? { start, end }),
    type,
    ...(isAbsent(score) ? {} : { score: score as number }),
    ...(isAbsent(surface) ? {} : { surface: surface as string }),
  };
}

/** The place that a list of fragments stands for, or what is wrong with them. */
function readFragments(value: unknown): Place | SpanProblem {
  const isExtent = (piece: Extent | null) =>
    isOffset(piece?.start) && isOffset(piece?.end) && piece.start < piece.end && piece.start >= 0;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isExtent)) return { is: "fragments" };
  return placeFrom(value.map(({ start, end }: Extent) => ({ start, end }))) ?? { is: "overlap" };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function wrongAnswer(name: string, words: Words): NerEvalError {
  return new NerEvalError({ ...words, source: name });
}
