import { expect } from "chai";
import fc from "fast-check";
import { Aligner } from "../../src/align/align.ts";
import type { DuplicatePolicy } from "../../src/align/duplicates.ts";
import type { TypeMap, TypeRules } from "../../src/align/types.ts";
import type { Document } from "../../src/corpus/document.ts";
import type { Extent } from "../../src/corpus/fragments.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { type Span, sortSpans } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { runs } from "../runs.ts";
import { brokenSpans, charactersOf, span } from "../spans.ts";

const text = "x".repeat(30);
const origin = { source: "test", line: 1 };
const none = { gold: new Map<string, string>(), pred: new Map<string, string>() };
const ignoring = (...types: string[]): TypeRules => ({ keep: undefined, ignore: new Set(types), rename: none });

interface Given {
  readonly gold: readonly Span[];
  readonly pred: readonly Span[];
  readonly unannotated?: readonly Extent[];
  readonly types?: TypeRules;
  readonly duplicates?: DuplicatePolicy;
}

/** What is left of a document, and the counts. */
function align({ gold, pred, unannotated = [], types = ignoring(), duplicates = "keep" }: Given) {
  const issues = new IssueLog();
  const aligner = new Aligner({ types, issues, duplicates });
  const document: Document = { id: "a", text, spans: gold, origin, unannotated };
  const aligned = aligner.align({ gold: document, pred: { id: "a", spans: pred, origin } })!;
  return { ...aligned, counts: aligner.finish(), issues: issues.issues };
}

const shareCharacters = (a: Span, b: Span) => [...charactersOf(a)].some((at) => charactersOf(b).has(at));
const regions = fc.array(
  fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 4 })).map(([start, size]) => ({ start, end: start + size })),
  { maxLength: 3 },
);
const someTypes = fc.subarray(["A", "B", "constructor"]);
const given: fc.Arbitrary<Given> = fc.record({
  gold: brokenSpans(7),
  pred: brokenSpans(7),
  unannotated: regions,
  duplicates: fc.constantFrom("keep" as const, "drop" as const),
  types: fc.record({
    keep: fc.option(
      someTypes.map((types) => new Set(types)),
      { nil: undefined },
    ),
    ignore: someTypes.map((types) => new Set(types)),
    rename: fc.constantFrom(none, { gold: new Map([["A", "B"]]), pred: new Map([["B", "A"]]) }),
  }),
});

describe("what is not judged", () => {
  it("is told by the characters alone: the definition, written down again", () => {
    fc.assert(
      fc.property(given, (input) => {
        const { keep, ignore, rename } = input.types!;
        const named = (spans: readonly Span[], names: TypeMap) =>
          spans.map((s) => ({ ...s, type: names.get(s.type) ?? s.type }));
        const outside = (s: Span) => input.unannotated!.every((region) => !shareCharacters(s, { ...region, type: "" }));
        const counts = (s: Span) => !ignore!.has(s.type) && (keep?.has(s.type) ?? true) && outside(s);
        const gold = named(input.gold, rename.gold);
        const ignoredGold = gold.filter(({ type }) => ignore!.has(type));
        const scoredGold = gold.filter(counts);
        const scoredPred = named(input.pred, rename.pred)
          .filter(counts)
          .filter(
            (s) => !ignoredGold.some((g) => shareCharacters(g, s)) || scoredGold.some((g) => shareCharacters(g, s)),
          );
        const aligned = align({ ...input, duplicates: "keep" });
        expect(aligned.gold).to.deep.equal(sortSpans(scoredGold));
        expect(aligned.pred).to.deep.equal(sortSpans(scoredPred));
      }),
      { numRuns: runs(2000) },
    );
  });

  it("is counted: on each side every span that was read is scored, or left out for one reason", () => {
    fc.assert(
      fc.property(given, (input) => {
        const aligned = align(input);
        for (const side of ["gold", "pred"] as const) {
          const { read, scored, dropped, ignored, unannotated, duplicates } = aligned.counts[side];
          const sum = (counts: readonly { count: number }[]) => counts.reduce((so, { count }) => so + count, 0);
          const copies = input.duplicates === "drop" ? duplicates : 0;
          expect(read).to.equal(input[side].length);
          expect(scored).to.equal(aligned[side].length);
          expect(scored + sum(dropped) + sum(ignored) + unannotated + copies).to.equal(read);
        }
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe("ignored types", () => {
  it("are neither right nor wrong to find, under whatever type", () => {
    const { pred, counts } = align({
      gold: [span(0, 5, "MISC"), span(10, 15, "PER")],
      pred: [span(0, 5, "MISC"), span(3, 6, "ORG"), span(10, 15, "PER"), span(20, 22, "MISC"), span(24, 26, "ORG")],
      types: ignoring("MISC"),
    });
    expect(pred).to.deep.equal([span(10, 15, "PER"), span(24, 26, "ORG")]);
    expect(counts.gold.ignored).to.deep.equal([{ type: "MISC", count: 1 }]);
    expect(counts.pred.ignored).to.deep.equal([
      { type: "MISC", count: 2 },
      { type: "ORG", count: 1 },
    ]);
  });

  it("excuse no prediction that overlaps a scored mention too", () => {
    const { pred } = align({
      gold: [span(0, 5, "MISC"), span(5, 9, "PER")],
      pred: [span(0, 9, "PER")],
      types: ignoring("MISC"),
    });
    expect(pred).to.deep.equal([span(0, 9, "PER")]);
  });

  it("are another thing than types that are left out, beside which a prediction is spurious", async () => {
    const gold = [{ id: "a", text, spans: [span(0, 5, "MISC")], origin }];
    const pred = [{ id: "a", spans: [span(0, 5, "ORG")], origin }];
    const dropped = await evaluate(gold, pred, { types: ["ORG"] });
    expect(dropped.scores.strict.micro.spurious).to.equal(1);
    const ignored = await evaluate(gold, pred, { ignore: ["MISC"] });
    expect(ignored.scores.strict.micro.spurious).to.equal(0);
    expect(ignored.alignment.pred.ignored).to.deep.equal([{ type: "ORG", count: 1 }]);
  });
});

describe("unannotated regions", () => {
  it("leave out on both sides what reaches into them, and nothing that only touches them", () => {
    const { gold, pred, counts } = align({
      gold: [span(0, 5, "A"), span(4, 6, "A")],
      pred: [span(0, 5, "A"), span(7, 8, "B"), span(8, 9, "B")],
      unannotated: [{ start: 5, end: 8 }],
    });
    expect([gold, pred]).to.deep.equal([[span(0, 5, "A")], [span(0, 5, "A"), span(8, 9, "B")]]);
    expect([counts.gold.unannotated, counts.pred.unannotated]).to.deep.equal([1, 1]);
  });

  it("are reported with their place where they do not fit the text", () => {
    const wrong = [
      { start: 3, end: 3 },
      { start: 5, end: 31 },
      { start: 0, end: 30 },
      { start: -1, end: 4 },
    ];
    const { issues } = align({ gold: [], pred: [], unannotated: wrong });
    expect(issues.map(({ code, path }) => [code, path])).to.deep.equal([
      ["span-reversed", ["unannotated", 0]],
      ["span-outside", ["unannotated", 1]],
      ["span-outside", ["unannotated", 3]],
    ]);
  });
});

describe("an unannotated document", () => {
  const documents: Document[] = [
    { id: "a", text, spans: [span(0, 5, "A")], origin },
    { id: "b", text, spans: [span(0, 5, "A"), span(6, 7, "B")], origin, annotated: false },
    { id: "c", text, spans: [], origin, annotated: false },
  ];
  const predicted = (id: string) => ({ id, spans: [span(0, 5, "A"), span(8, 9, "B"), span(9, 10, "B")], origin });

  it("is left out on both sides, and counted", async () => {
    const { alignment, scores, documents: scored } = await evaluate(documents, [predicted("a"), predicted("b")]);
    expect(scored).to.equal(1);
    expect(scores.strict.micro).to.include({ correct: 1, spurious: 2, gold: 1, pred: 3 });
    expect(alignment.documents).to.deep.equal({ paired: 1, unpredicted: 0, unannotated: 2 });
    expect(alignment.gold).to.include({ read: 3, scored: 1, unannotated: 2 });
    expect(alignment.pred).to.include({ read: 6, scored: 3, unannotated: 3 });
  });

  it("needs no prediction, and is in no warning", async () => {
    const { warnings } = await evaluate(documents, [predicted("a")]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["type-unseen"]);
  });

  it("has its spans checked like any other", async () => {
    const outside = { id: "d", text, spans: [span(5, 99, "A")], origin, annotated: false };
    const error = await evaluate([outside], []).catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "span-outside");
  });
});
