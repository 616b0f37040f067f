/** Adapters: make a tagger of what users write, and check what it answers. */
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import { type Extent, type Place, placeFrom } from "../corpus/fragments.ts";
import type { PredictedSpan } from "../corpus/span.ts";
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
        const answer: unknown = await attempt(name, `failed on document ${quote(passage.id)}`, () =>
          tagText(passage.text),
        );
        yield { id: passage.id, spans: readSpans(answer, passage, name) };
      }
    },
  };
}

/** A tagger that hands its texts on in batches, and passes `learn` and `close` through where there are such. */
export function fromBatches(name: string, batchTagger: BatchTagger): Tagger {
  const { batchSize = BATCH } = batchTagger;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    const message = `"batchSize" is ${describe(batchSize)}, expected a whole number of at least 1`;
    throw new NerEvalError({ code: "tagger-failed", message, source: name });
  }
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
    tagger.learn = (documents) => attempt(name, "failed to learn", () => batchTagger.learn!(documents));
  if (batchTagger.close) tagger.close = () => attempt(name, "failed to close", () => batchTagger.close!());
  return tagger;
}

async function tagBatch(name: string, tagger: BatchTagger, batch: readonly Passage[]): Promise<readonly unknown[]> {
  const first = quote(batch[0]!.id);
  const where = batch.length === 1 ? `document ${first}` : `the ${batch.length} documents from ${first} on`;
  const texts = batch.map(({ text }) => text);
  const answers: unknown = await attempt(name, `failed on ${where}`, () => tagger.tag(texts));
  const hint = "return one array for every text, each an array of spans, in the order of the texts";
  if (!Array.isArray(answers)) throw wrongAnswer(name, `answered ${where} with ${describe(answers)}`, hint);
  if (answers.length !== batch.length)
    throw wrongAnswer(name, `answered ${where} with an array of length ${answers.length}`, hint);
  return answers;
}

/** What a call to the user's code returns; what it throws becomes an error that says so. */
async function attempt<T>(name: string, what: string, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof NerEvalError) throw error;
    throw new NerEvalError({
      code: "tagger-failed",
      source: name,
      message: `the tagger ${what}: ${error instanceof Error ? error : inspect(error)}`,
      hint: placeOf(error),
    });
  }
}

/** Where an error was thrown: the topmost line of its stack, if it has one. */
function placeOf(error: unknown): string | undefined {
  const place = error instanceof Error ? /^[ \t]+(at .*)$/m.exec(error.stack ?? "")?.[1] : undefined;
  return place && `it was thrown ${place}`;
}

function readSpans(answer: unknown, { id, text }: Passage, name: string): PredictedSpan[] {
  if (!Array.isArray(answer)) {
    const hint = 'return an array of spans: [{ start: 0, end: 5, type: "PER" }], or [] where there are none';
    throw wrongAnswer(name, `answered document ${quote(id)} with ${describe(answer)}, expected an array`, hint);
  }
  return answer.map((value: unknown, i) => {
    const span = readSpan(value, text);
    if (typeof span !== "string") return span;
    const hint = "a span is { start, end, type }, where text.slice(start, end) is the mention";
    throw wrongAnswer(name, `answered document ${quote(id)} with a wrong span, index ${i}: ${span}`, hint);
  });
}

/** The span that a value stands for, or what is wrong with it. */
function readSpan(value: unknown, text: string): PredictedSpan | string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `expected an object, found ${describe(value)}`;
  const { fragments, ...fields } = value as { readonly [name: string]: unknown };
  const place = isAbsent(fragments) ? undefined : readFragments(fragments);
  if (typeof place === "string") return place;
  const {
    start,
    end,
    label,
    type = label,
    score,
    surface,
  } = { ...place, ...fields } as { readonly [name: string]: unknown };
  if (!isOffset(start)) return `"start" is ${describe(start)}, expected a whole number`;
  if (!isOffset(end)) return `"end" is ${describe(end)}, expected a whole number`;
  if (start < 0) return `it starts at ${start}, before the text`;
  if (end <= start) return `it ends at ${end}, which is not after its start at ${start}`;
  if (end > text.length) return `it ends at ${end}, but the text has ${text.length} characters`;
  if (typeof type !== "string" || type === "") return `"type" is ${describe(type)}, expected the name of a type`;
  if (!isAbsent(score) && !Number.isFinite(score)) return `"score" is ${describe(score)}, expected a finite number`;
  if (!isAbsent(surface) && typeof surface !== "string") return `"surface" is ${describe(surface)}, expected a string`;
  if (place && (start !== place.start || end !== place.end))
    return `its fragments do not reach from ${start} to ${end}`;
  return {
    ...(place ?? { start, end }),
    type,
    ...(isAbsent(score) ? {} : { score: score as number }),
    ...(isAbsent(surface) ? {} : { surface: surface as string }),
  };
}

/** The place that a list of fragments stands for, or what is wrong with them. */
function readFragments(value: unknown): Place | string {
  const isExtent = (piece: Extent | null) =>
    isOffset(piece?.start) && isOffset(piece?.end) && piece.start < piece.end && piece.start >= 0;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isExtent))
    return '"fragments" is no list of { start, end }';
  return placeFrom(value.map(({ start, end }: Extent) => ({ start, end }))) ?? "its fragments overlap";
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function wrongAnswer(name: string, what: string, hint: string): NerEvalError {
  return new NerEvalError({ code: "tagger-answer", source: name, message: `the tagger ${what}`, hint });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "function") return "a function";
  return `${typeof value === "string" ? quote(value) : String(value)} (a ${typeof value})`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}
