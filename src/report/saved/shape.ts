/** The shape of a saved run, as far as it is read again; `docs/run-json.md` describes all of it. */
import * as v from "valibot";
import { edgeKinds } from "../../score/edges.ts";
import { nestingClasses } from "../../score/nesting.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const fraction = v.nullable(v.number());
const histogram = v.looseObject({ histogram: v.array(v.tuple([count, count])) });
const sameLengths = <T extends { readonly types: unknown[]; readonly counts: unknown[][] }>({ types, counts }: T) =>
  counts.length === types.length + 1 && counts.every((row) => row.length === types.length + 1);

const sides = v.looseObject({ read: count, scored: count, unannotated: count, duplicates: count });
const named = v.array(v.looseObject({ type: v.string(), count }));
const side = v.intersect([sides, v.looseObject({ dropped: named, ignored: named })]);
const repaired = v.looseObject({ tags: count, kinds: v.array(v.looseObject({ kind: v.string(), count })) });

const confidenceRow = v.looseObject({
  gold: count,
  // [threshold, predicted, correct, precision, recall, f1]
  curve: v.array(v.tuple([v.nullable(v.number()), count, count, fraction, fraction, fraction])),
});

/** What of a saved run is read. Scores are worked out anew from `units`; the counts beside them are compared. */
export const savedShape = v.looseObject({
  name: v.string(),
  version: v.string(),
  signature: v.string(),
  inputs: v.array(
    v.looseObject({
      role: v.picklist(["gold", "pred", "train"]),
      path: v.string(),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "Invalid digest: Expected 64 hexadecimal digits")),
      documents: count,
      spans: count,
    }),
  ),
  tagging: v.optional(v.looseObject({ tagger: v.string(), training: v.nullable(v.string()) })),
  options: v.looseObject({}),
  documents: count,
  scores: v.looseObject({
    strict: v.looseObject({ micro: v.looseObject({ correct: count, possible: count, actual: count }) }),
  }),
  fair: v.looseObject({ repeated: v.looseObject({ gold: count, pred: count }) }),
  boundary: v.looseObject({
    edges: v.array(v.looseObject({ edge: v.picklist(edgeKinds), characters: histogram, tokens: histogram })),
  }),
  nesting: v.array(
    v.looseObject({ mentions: v.picklist(nestingClasses), correct: count, possible: count, actual: count }),
  ),
  confusion: v.pipe(
    v.looseObject({ types: v.array(v.string()), counts: v.array(v.array(count)) }),
    v.check(sameLengths, "Invalid matrix: Expected a row and a column for every type and one for none"),
  ),
  confidence: v.optional(
    v.looseObject({ types: v.array(v.intersect([confidenceRow, v.looseObject({ type: v.string() })])) }),
  ),
  alignment: v.looseObject({
    documents: v.looseObject({ paired: count, unpredicted: count, unannotated: count }),
    gold: side,
    pred: side,
    belowThreshold: v.optional(named),
    repaired: v.optional(v.looseObject({ gold: v.optional(repaired), pred: v.optional(repaired) })),
  }),
  warnings: v.array(v.looseObject({ code: v.string(), message: v.string() })),
  units: v.looseObject({
    unit: v.string(),
    counters: v.array(v.string()),
    types: v.array(v.string()),
    documents: v.array(
      v.looseObject({ id: v.string(), tokens: v.tuple([count, count, count]), rows: v.array(v.array(count)) }),
    ),
    habits: v.array(v.tuple([v.string(), v.string(), count])),
  }),
});

/** A saved run, read as JSON and held against its shape. */
export type SavedJson = v.InferOutput<typeof savedShape>;
