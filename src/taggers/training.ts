/** Training: lets a tagger learn from gold without ever showing it what it is going to tag. */

import type { Document } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { trainings, trainNoDocuments, trainSentenceOnly } from "../messages/taggers.ts";
import { inDocument, type Piece, piecesOf } from "./pieces.ts";
import type { Passage, Tagged, Tagger } from "./tagger.ts";

/** What a tagger may learn from. */
export type Teaching =
  /** Nothing. */
  | { readonly from: "none" }
  /** Documents other than those it tags. */
  | { readonly from: "documents"; readonly documents: readonly Document[]; readonly name: string }
  /** The documents it tags, all but the fold that is being tagged. `assign` deals ids into folds. */
  | { readonly from: "folds"; readonly folds: number; readonly seed: number; readonly assign: AssignFolds };

/** Deals keys into folds, counted from 0. */
export type AssignFolds = (keys: readonly string[], folds: number, seed: number) => ReadonlyMap<string, number>;

/** What will be learned and tagged: how it was arranged, in words, and the answers as they come. */
export interface Session {
  /** For reports; undefined where nothing is learned. */
  readonly training: string | undefined;
  /** Tags all documents but those in `done`. */
  run(done?: ReadonlySet<string>): AsyncIterable<Tagged>;
}

/** Arranges for `tagger` to tag `documents`. A tagger that cannot learn is not taught. */
export function arrange(tagger: Tagger, documents: readonly Document[], teaching: Teaching): Session {
  if (!tagger.learn || teaching.from === "none") {
    return { training: undefined, run: (done) => tagger.tag(passagesOf(documents, done)) };
  }
  if (teaching.from === "documents") {
    return {
      training: trainings.documents(teaching.name),
      run: (done) => learnThenTag(tagger, teaching.documents, passagesOf(documents, done)),
    };
  }
  const { folds, seed, assign } = teaching;
  const [only] = documents;
  if (documents.length === 1 && only) {
    const pieces = piecesOf(only);
    const parts = Math.min(folds, pieces.length);
    if (parts < 2) throw new NerEvalError(trainSentenceOnly(only.id));
    const training = trainings.sentenceFolds(parts, seed);
    return {
      training,
      run: (done) => (done?.has(only.id) ? none() : tagPieces(tagger, only, pieces, foldsOf(pieces, parts))),
    };
  }
  const parts = Math.min(folds, documents.length);
  if (parts < 2) throw new NerEvalError(trainNoDocuments());
  const training = trainings.documentFolds(parts, seed);
  return { training, run: (done) => tagFolds(tagger, foldsOf(documents, parts), done) };

  function foldsOf<D extends Document>(items: readonly D[], count: number): Fold<D>[] {
    const fold = assign(
      items.map(({ id }) => id),
      count,
      seed,
    );
    return Array.from({ length: count }, (_, i) => ({
      heldOut: items.filter(({ id }) => fold.get(id) === i),
      rest: items.filter(({ id }) => fold.get(id) !== i),
    }));
  }
}

/** A part of the documents, and all the others. */
interface Fold<D> {
  readonly heldOut: readonly D[];
  readonly rest: readonly D[];
}

async function* tagFolds(
  tagger: Tagger,
  folds: readonly Fold<Document>[],
  done: ReadonlySet<string> | undefined,
): AsyncIterable<Tagged> {
  for (const { heldOut, rest } of folds) {
    const passages = passagesOf(heldOut, done);
    if (passages.length > 0) yield* learnThenTag(tagger, rest, passages);
  }
}

async function* tagPieces(
  tagger: Tagger,
  document: Document,
  pieces: readonly Piece[],
  folds: readonly Fold<Piece>[],
): AsyncIterable<Tagged> {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]));
  const spans: PredictedSpan[] = [];
  for await (const tagged of tagFolds(tagger, folds, undefined)) {
    spans.push(...inDocument(byId.get(tagged.id)!, tagged.spans));
  }
  yield { id: document.id, spans: spans.sort((a, b) => a.start - b.start) };
}

async function* learnThenTag(
  tagger: Tagger,
  documents: readonly Document[],
  passages: readonly Passage[],
): AsyncIterable<Tagged> {
  await tagger.learn!(documents.filter(({ annotated }) => annotated !== false));
  yield* tagger.tag(passages);
}

async function* none(): AsyncIterable<Tagged> {}

function passagesOf(documents: readonly Document[], done: ReadonlySet<string> = new Set()): Passage[] {
  return documents.filter(({ id }) => !done.has(id)).map(({ id, text }) => ({ id, text }));
}
