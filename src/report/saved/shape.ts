/** The shape of a saved run, as far as it is read again; `docs/run-json.md` describes all of it. */
import * as v from "valibot";
import { badSpanPolicies } from "../../align/place/bad-spans.ts";
import { offsetChoices } from "../../align/place/units.ts";
import { flawKinds } from "../../corpus/flaw.ts";
import { edgeKinds } from "../../count/edges.ts";
import { nestingClasses } from "../../count/nesting.ts";
import { unitNames } from "../../count/units.ts";
import { choices } from "../../run/choices.ts";
import { digestAlgorithms, isDigest } from "../../run/inputs.ts";
import { intervalMethods } from "../../stats/interval.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A count of one unit, of which many are added up. */
const small = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 32 - 1));
const fraction = v.nullable(v.pipe(v.number(), v.finite()));
const confidenceLevel = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));
const histogram = v.looseObject({ histogram: v.array(v.tuple([count, count])) });
interface Matrix {
  readonly types: unknown[];
  readonly counts?: unknown[][] | undefined;
  readonly cells?: [number, number, number][] | undefined;
}
const sameLengths = <T extends Matrix>({ types, counts, cells }: T) =>
  counts
    ? counts.length === types.length + 1 && counts.every((row) => row.length === types.length + 1)
    : cells !== undefined;
const inPlace = <T extends Matrix>({ types, cells = [] }: T) =>
  cells.every(([gold, pred]) => gold <= types.length && pred <= types.length) &&
  new Set(cells.map(([gold, pred]) => gold * (types.length + 1) + pred)).size === cells.length;

const sides = v.looseObject({
  ...{ read: count, scored: count, unannotated: count, unpaired: count, duplicates: count },
  renamed: v.optional(v.array(v.looseObject({ from: v.string(), to: v.string(), count }))),
});
const named = v.array(v.looseObject({ type: v.string(), count }));
const side = v.intersect([sides, v.looseObject({ dropped: named, ignored: named })]);
const repaired = v.looseObject({ tags: count, kinds: v.array(v.looseObject({ kind: v.string(), count })) });

const texts = v.looseObject({
  ...{ documents: count, truncated: count, unlike: count, exact: count, snapped: count, unprojectable: count },
  examples: v.array(v.looseObject({ id: v.string(), pred: v.string(), projected: v.nullable(v.string()) })),
});

const grounding = v.looseObject({
  rule: v.picklist(choices.ground),
  ...{ mentions: count, exact: count, case: count, whitespace: count, quotes: count, letters: v.optional(count, 0) },
  ...{ inside: count, repeated: count, hallucinated: count, spans: count },
  answers: v.looseObject({ truncated: count, unread: count }),
  examples: v.array(v.looseObject({ surface: v.string(), type: v.string(), count })),
});

const offsets = v.looseObject({
  side: v.optional(v.literal("gold")),
  ...{
    unit: v.picklist(offsetChoices.filter((unit) => unit !== "auto")),
    files: v.array(v.string()),
    surfaces: count,
    asUtf16: count,
  },
});

const badSpans = v.looseObject({
  policy: v.picklist(badSpanPolicies),
  ...{ spans: count, bad: count, placed: count, spurious: count, skipped: count },
  kinds: v.array(v.looseObject({ kind: v.picklist(flawKinds), count })),
});

const digest = v.pipe(
  v.looseObject({ algorithm: v.picklist(digestAlgorithms), value: v.string() }),
  v.check((found) => isDigest(found), "Invalid digest: Expected as many hexadecimal digits as its algorithm has"),
);

const interval = v.looseObject({ low: fraction, high: fraction, undefinedResamples: v.optional(count) });
const row = v.looseObject({ intervals: v.optional(v.record(v.string(), interval)) });
const typed = v.array(v.looseObject({ type: v.string(), ...row.entries }));
const scores = v.looseObject({ micro: row, macro: row, weighted: row, types: typed });

const surfaceRow = v.looseObject({ correct: count, gold: count, pred: count });

const confidenceRow = v.looseObject({
  gold: count,
  // [threshold, pred, correct, precision, recall, f1]
  curve: v.array(v.tuple([fraction, count, count, fraction, fraction, fraction])),
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
      digest,
      documents: count,
      spans: count,
    }),
  ),
  tagging: v.optional(v.looseObject({ tagger: v.string(), training: v.nullable(v.string()) })),
  options: v.looseObject({
    ...{ resamples: v.optional(count), seed: v.optional(count), level: v.optional(confidenceLevel) },
    interval: v.optional(v.picklist(intervalMethods)),
  }),
  documents: count,
  resampling: v.optional(
    v.looseObject({
      ...{ unit: v.picklist(unitNames), units: count, method: v.picklist(intervalMethods) },
      ...{ resamples: count, seed: count, level: confidenceLevel },
    }),
  ),
  scores: v.objectWithRest(
    {
      strict: v.looseObject({
        ...scores.entries,
        micro: v.looseObject({ ...row.entries, correct: count, gold: count, pred: count }),
      }),
    },
    scores,
  ),
  fair: v.looseObject({ repeated: v.looseObject({ gold: count, pred: count }) }),
  errors: v.looseObject({ ...row.entries, types: typed }),
  surfaceSet: v.optional(v.looseObject({ types: v.array(v.looseObject({ type: v.string(), ...surfaceRow.entries })) })),
  boundary: v.looseObject({
    edges: v.array(v.looseObject({ edge: v.picklist(edgeKinds), characters: histogram, tokens: histogram })),
  }),
  nesting: v.array(v.looseObject({ mentions: v.picklist(nestingClasses), correct: count, gold: count, pred: count })),
  confusion: v.pipe(
    v.looseObject({
      types: v.array(v.string()),
      // One of the two.
      counts: v.optional(v.array(v.array(count))),
      cells: v.optional(v.array(v.tuple([count, count, count]))),
    }),
    v.check(sameLengths, "Invalid matrix: Expected a row and a column for every type and one for none"),
    v.check(inPlace, "Invalid matrix: Expected cells of the types, each once"),
  ),
  confidence: v.optional(
    v.looseObject({ types: v.array(v.intersect([confidenceRow, v.looseObject({ type: v.string() })])) }),
  ),
  alignment: v.looseObject({
    documents: v.looseObject({ paired: count, unpredicted: count, unannotated: count }),
    pairing: v.looseObject({
      ...{ byName: count, byText: count, unknown: v.looseObject({ documents: count, spans: count }) },
    }),
    gold: side,
    pred: side,
    belowThreshold: v.optional(named),
    unscored: v.optional(count),
    offsets: v.optional(v.array(offsets)),
    texts: v.optional(texts),
    tokens: v.optional(v.looseObject({ compared: count, different: count })),
    sentences: v.optional(v.looseObject({ recut: count, crossing: count, joined: count, moved: count })),
    grounding: v.optional(grounding),
    badSpans: v.optional(v.looseObject({ gold: v.optional(badSpans), pred: v.optional(badSpans) })),
    repaired: v.optional(v.looseObject({ gold: v.optional(repaired), pred: v.optional(repaired) })),
  }),
  warnings: v.array(v.looseObject({ code: v.string(), message: v.string() })),
  units: v.looseObject({
    unit: v.picklist(unitNames),
    counters: v.array(v.string()),
    types: v.array(v.string()),
    documents: v.array(
      v.looseObject({
        ...{ id: v.string(), of: v.optional(v.string()) },
        ...{ tokens: v.tuple([small, small, small]), rows: v.array(v.array(small)) },
        outcomes: v.optional(v.pipe(v.string(), v.regex(/^[ctbxm]*$/, "Invalid outcomes: Expected c, t, b, x and m"))),
      }),
    ),
    habits: v.array(v.tuple([v.string(), v.string(), count])),
  }),
});

/** A saved run, read as JSON and held against its shape. */
export type SavedJson = v.InferOutput<typeof savedShape>;

/** A row of scores or counts, with what it has of intervals. */
export type SavedRow = v.InferOutput<typeof row>;
