import { expect } from "chai";
import { printPrediction } from "../src/formats/jsonl.ts";
import {
  compare,
  type Document,
  type EvaluateOptions,
  encodeTags,
  evaluate,
  explain,
  formatNames,
  matchSpans,
  mergeRuns,
  NerEvalError,
  type Prediction,
  parseBracket,
  parseGold,
  parsePredictions,
  parseRun,
  printBracket,
  printDocuments,
  runJson,
  schemeNames,
  scorerNames,
  tagSchemes,
} from "../src/index.ts";
import { sharedLevel } from "../src/stats/adjust.ts";
import { boundsOf } from "../src/stats/bounds.ts";
import { adjust, almostStochasticOrder, mcnemar, powerFor, standardError } from "../src/stats.ts";

const gold: readonly Document[] = [{ id: "a", text: "Ada Moen met Osk", spans: [{ start: 0, end: 8, type: "PER" }] }];
const right = { start: 0, end: 8, type: "PER" };

/** What a program may pass that has no types. */
const anything = <T>(value: unknown): T => value as T;
const predicted = (span: unknown): Prediction[] => anything([{ id: "a", spans: [span] }]);

/** The error that a call ends with. */
async function errorOf(call: () => unknown): Promise<NerEvalError> {
  try {
    await call();
  } catch (error) {
    expect(error, String(error)).to.be.instanceOf(NerEvalError);
    return error as NerEvalError;
  }
  throw new Error("nothing was refused");
}

describe("what a program gives to the library", () => {
  it("needs no origin", async () => {
    expect((await evaluate(gold, predicted(right))).scores.strict.micro.f1).to.equal(1);
  });

  describe("is refused where a span is none", () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ ...right, start: Number.NaN }, '"start" is NaN, expected a whole number'],
      [{ ...right, end: Number.NaN }, '"end" is NaN, expected a whole number'],
      [{ ...right, end: Number.POSITIVE_INFINITY }, '"end" is Infinity, expected a whole number'],
      [{ ...right, start: "0" }, '"start" is "0", expected a whole number'],
      [{ ...right, start: 0.5 }, '"start" is 0.5, expected a whole number'],
      [{ ...right, start: 0n }, '"start" is 0 (a bigint), expected a whole number'],
      [{ end: 8, type: "PER" }, '"start" is undefined, expected a whole number'],
      [{ start: 0, end: 8 }, '"type" is undefined, expected a string'],
      [{ start: 0, end: 8, label: "PER" }, '"type" is undefined, expected a string'],
      [{ ...right, type: 3 }, '"type" is 3, expected a string'],
      [{ ...right, score: Number.NaN }, '"score" is NaN, expected a finite number'],
      [{ ...right, score: null }, '"score" is null, expected a finite number'],
      [{ ...right, surface: 3 }, '"surface" is 3, expected a string'],
      [{ ...right, fragments: [] }, '"fragments" is an empty array, expected an array of { start, end }'],
      [
        { ...right, fragments: [{ start: 0, end: Number.NaN }] },
        '"fragments[0]" is an object, expected { start, end }',
      ],
      [null, "it is null, expected an object"],
      [3, "it is 3, expected an object"],
      [[0, 8, "PER"], '"start" is undefined, expected a whole number'],
      [{ ...right, start: -1 }, "the span -1–8 begins before its text"],
      [{ ...right, start: 8 }, "the span 8–8 is empty"],
      [{ ...right, start: 9 }, "the span 9–8 ends before it starts"],
      [{ ...right, end: 17 }, "the span 0–17 reaches outside its text, which ends at 16"],
      [{ ...right, surface: "Osk" }, 'the text at 0–8 is "Ada Moen", not "Osk"'],
    ];
    for (const [span, message] of wrong) {
      it(message, async () => {
        const later = await errorOf(() => evaluate(gold, predicted(span)));
        expect(later.message).to.match(/^prediction "a"(?: \(index 0\))?, span 0: /);
        expect(later.message).to.contain(message);
        expect(later.hint).to.be.a("string");
        const inGold = await errorOf(() => evaluate(anything([{ ...gold[0], spans: [right, span] }]), []));
        expect(inGold.message).to.match(/^gold document "a"(?: \(index 0\))?, span 1: /);
      });
    }

    it("and says which field has another name", async () => {
      const { hint } = await errorOf(() => evaluate(gold, predicted({ start: 0, end: 8, label: "PER" })));
      expect(hint).to.equal('rename its field "label" to "type"');
    });

    it("and where its document came from, if it says so", async () => {
      const origin = { source: "dev.jsonl", line: 7 };
      const error = await errorOf(() => evaluate(gold, anything([{ id: "a", spans: [null], origin }])));
      expect(error.issues[0]).to.include(origin);
    });
  });

  describe("is refused where a record is none", () => {
    const plain = gold[0]!;
    const wrong: readonly (readonly [unknown, string])[] = [
      [null, "gold document at index 1: it is null, expected an object"],
      [[], "gold document at index 1: it is an empty array, expected an object"],
      ["a", 'gold document at index 1: it is "a", expected an object'],
      [{}, 'gold document at index 1: "id" is undefined, expected a string'],
      [{ ...plain, id: 3 }, 'gold document at index 1: "id" is 3, expected a string'],
      [{ id: "b", spans: [] }, 'gold document "b" (index 1): "text" is undefined, expected a string'],
      [{ id: "b", text: "x" }, 'gold document "b" (index 1): "spans" is undefined, expected an array'],
      [{ id: "b", text: "x", spans: new Set() }, 'gold document "b" (index 1): "spans" is a Set, expected an array'],
      [{ ...plain, id: "b", origin: null }, 'gold document "b" (index 1): "origin" is null'],
      [{ ...plain, id: "b", origin: "dev.txt" }, 'gold document "b" (index 1): "origin" is "dev.txt"'],
      [{ ...plain, id: "b", tokens: ["Ada"] }, 'gold document "b" (index 1): "tokens[0]" is "Ada"'],
      [{ ...plain, id: "b", tags: [3] }, 'gold document "b" (index 1): "tags[0]" is 3'],
      [{ ...plain, id: "b", annotated: "no" }, 'gold document "b" (index 1): "annotated" is "no"'],
      [{ ...plain, id: "b", unannotated: [{ start: Number.NaN }] }, 'document "b" (index 1): "unannotated[0]" is'],
    ];
    for (const [record, message] of wrong)
      it(message, async () => {
        const error = await errorOf(() => evaluate(anything([plain, record]), []));
        expect(error.message).to.contain(message);
        expect(error.code).to.equal("jsonl-field");
      });

    it("predictions, too", async () => {
      const messageOf = async (record: object) =>
        (await errorOf(() => evaluate(gold, anything([{ id: "a", spans: [], ...record }])))).message;
      expect(await messageOf({ text: 3 })).to.contain('"text" is 3, expected a string');
      expect(await messageOf({ unit: "codepoints" })).to.contain('"unit" is "codepoints", expected one of utf16');
      expect(await messageOf({ mentions: [{ text: "Ada" }] })).to.contain(
        '"mentions[0]" is an object, expected { surface',
      );
      expect(await messageOf({ tokens: ["Ada"], spans: [{ start: 0, end: 2, type: "PER" }] })).to.contain(
        "0–2 is empty, or",
      );
    });
  });

  it("is refused where it is no stream of records", async () => {
    async function* records() {
      yield gold[0];
    }
    async function* batches() {
      yield gold;
    }
    const messageOf = async (one: unknown, other: unknown = []) =>
      (await errorOf(() => evaluate(anything(one), anything(other)))).message;
    expect(await messageOf(undefined)).to.equal("gold is undefined, expected an array, or an async iterable of arrays");
    expect(await messageOf(gold[0])).to.contain("gold is an object");
    expect(await messageOf(new Set(gold))).to.contain("gold is a Set");
    expect(await messageOf("a.jsonl")).to.contain('gold is "a.jsonl"');
    expect(await messageOf(gold, {})).to.contain("predictions is an object");
    expect(await messageOf(records())).to.contain("a stream yielded an object, expected an array of records");
    const once = batches();
    expect(await messageOf(once, once)).to.contain("the same stream");
  });

  it("is refused where an id comes twice, with and without an origin", async () => {
    for (const origin of [undefined, { source: "x" }, { source: "x", line: 1 }]) {
      const document = { ...gold[0]!, origin };
      for (const call of [
        () => evaluate([document, document], []),
        () => evaluate([document, { ...document, text: "Osk", spans: [] }], predicted(right)),
        () => evaluate(gold, [...predicted(right), { id: "a", spans: [], origin }]),
      ])
        expect((await errorOf(call)).code).to.equal("id-repeated");
    }
  });

  it("gets a warning where both sides are one array", async () => {
    const { warnings } = await evaluate(gold, anything<Prediction[]>(gold));
    expect(warnings.map(({ code }) => code)).to.deep.equal(["same-input"]);
    expect((await evaluate(gold, anything<Prediction[]>([...gold]))).warnings).to.deep.equal([]);
  });

  describe("is refused where an option is not what its type says", () => {
    const weight = { tp: 0, fp: 0.5, fn: -1 };
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ name: 3 }, "options.name is 3, expected a string"],
      [{ scheme: "strickt" }, 'options.scheme is "strickt", expected a scheme'],
      [{ scheme: ["strict", "overlap@2"] }, 'options.scheme is "overlap@2", expected a scheme'],
      [{ scheme: [] }, "options.scheme is an empty array, expected a scheme"],
      [{ undefined: "foo" }, 'options.undefined is "foo", expected one of "skip", "zero", "one"'],
      [{ pair: "foo" }, 'options.pair is "foo"'],
      [{ pairing: { by: "id" } }, 'options has no option "pairing"'],
      [{ offsets: "codepoints" }, 'options.offsets is "codepoints"'],
      [{ beta: 0 }, "options.beta is 0, expected a number above 0"],
      [{ beta: Number.NaN }, "options.beta is NaN"],
      [{ fairBooking: "gold" }, 'options.fairBooking is "gold"'],
      [{ fairWeights: { LE: weight } }, "options.fairWeights.LE.fn is -1, expected a number of at least 0"],
      [{ fairWeights: { TP: weight } }, 'options.fairWeights has no option "TP"'],
      [{ fairWeights: ["LE=1"] }, 'options.fairWeights[0] is "LE=1"'],
      [{ unit: "doc" }, 'options.unit is "doc"'],
      [{ units: "yes" }, 'options.units is "yes", expected true or false'],
      [{ duplicates: true }, "options.duplicates is true (a boolean)"],
      [{ ground: "last" }, 'options.ground is "last"'],
      [{ unpredicted: "skip" }, 'options.unpredicted is "skip"'],
      [{ maxDrift: Number.NaN }, "options.maxDrift is NaN"],
      [{ maxDrift: "5" }, 'options.maxDrift is "5"'],
      [{ resamples: 1.5 }, "options.resamples is 1.5"],
      [{ level: 95 }, "options.level is 95"],
      [{ interval: "t" }, 'options.interval is "t"'],
      [{ intervals: true }, 'options has no option "intervals"'],
      [{ types: new Set(["PER"]) }, "options.types is a Set, expected an array"],
      [{ map: "PER=PERSON" }, 'options.map is "PER=PERSON", expected an object or an array of renamings'],
      [{ map: { PER: 3 } }, 'options.map["PER"] is 3, expected a type, or null to leave it out'],
      [{ map: ["PER"] }, 'options.map[0] is "PER"'],
      [{ map: [{ side: "gold", to: "PER" }] }, "options.map[0].from is undefined, expected a string"],
      [{ map: { A: "B" }, typeSeparator: "-" }, "`typeSeparator` has no effect without `typeLevel`"],
      [{ threshold: "0.5" }, 'options.threshold is "0.5", expected a number'],
      [{ threshold: { PER: "0.5" } }, 'options.threshold["PER"] is "0.5", expected a finite number'],
      [{ threshold: [0.5, "PER=x"] }, 'options.threshold[1] is "PER=x"'],
      [{ badSpans: "drop" }, 'options.badSpans is "drop"'],
      [{ badSpans: { gold: "spurious" } }, 'options.badSpans.gold is "spurious"'],
      [null, "options is null, expected an object"],
    ];
    for (const [options, message] of wrong)
      it(message, async () => {
        for (const call of [
          () => evaluate(gold, predicted(right), anything<EvaluateOptions>(options)),
          () => explain(gold, predicted(right), anything<EvaluateOptions>(options)),
        ]) {
          const error = await errorOf(call);
          expect(error.message).to.contain(message);
          expect(error.code).to.equal("usage");
        }
      });
  });

  it("is refused by other functions, too", async () => {
    const nowhere = { start: Number.NaN, end: 2, type: "X" };
    const wide = { start: 0, end: 9, type: "X" };
    const drawing = { resamples: 10, seed: 1, level: 0.95 };
    for (const call of [
      () => matchSpans([nowhere], []),
      () => matchSpans([], [{ start: 3, end: 2, type: "X" }]),
      () => matchSpans(anything(null), []),
      () => matchSpans([], [], [Number.NaN]),
      () => explain(gold, predicted(nowhere)),
      () => explain(gold, [], { scorers: ["seqevall"] }),
      () => printBracket({ text: "abc", spans: [nowhere] }),
      () => printBracket({ text: "abc", spans: [wide] }),
      () => parseBracket(anything(3)),
      () => printPrediction({ id: "a", spans: [nowhere] }),
      () => printDocuments([{ id: "a", text: "abc", spans: [] }], { format: "docx" }),
      () => encodeTags([wide], 3),
      () => encodeTags([], Number.NaN),
      () => adjust([Number.NaN, 0.1], "holm"),
      () => adjust([0.1], anything("bonferroni")),
      () => sharedLevel(0.95, 0),
      () => mcnemar(Number.NaN, 1),
      () => powerFor(Number.NaN, 1, 0.05),
      () => standardError(anything(["1", "2"])),
      () => boundsOf(0.5, new Float64Array(10), 9, 95),
      () => almostStochasticOrder([Number.NaN], [1], drawing),
      () => almostStochasticOrder([], [1], drawing),
    ])
      await errorOf(call);
  });
});

describe("the library", () => {
  const text = "Ada Moen met Osk";
  const documents = ["a", "b", "c", "d", "e", "f"].map((id): Document => ({ id, text, spans: [right] }));
  const predictions = documents.map(({ id }, i): Prediction => ({ id, spans: i % 3 === 0 ? [] : [right] }));

  it("repeats a run from the options that it has", async () => {
    const options: EvaluateOptions = {
      ...{ name: "crf", scheme: ["type", "overlap@0.5"], types: ["PERSON"], map: { PER: "PERSON", X: null } },
      ...{ threshold: { PERSON: 0.2 }, badSpans: "skip", beta: 2, undefinedF: "either", maxDrift: 10 },
      ...{ fairWeights: { LE: { tp: 0.5, fp: 0.25, fn: 0.25 } }, resamples: 50, interval: "bca", level: 0.9 },
    };
    const run = await evaluate(documents, predictions, options);
    const again = await evaluate(documents, predictions, {
      ...run.options,
      ...{ name: run.name, scheme: ["type", "overlap@0.5"] },
    });
    expect(again).to.deep.equal(run);
    expect(run.signature).to.include({ scheme: "type", beta: 2, undefinedF: "either", maxDrift: 10 });
    expect(run.options).to.deep.include({ map: ["PER=PERSON", "X="], threshold: ["PERSON=0.2"] });
  });

  it("takes renamings in short, in an object, or one by one, and types may be called anything", async () => {
    const odd = [{ id: "a", text, spans: [{ ...right, type: "gold:A=B%" }] }];
    const scored = async (map: EvaluateOptions["map"]) => (await evaluate(odd, [], { map })).scores.strict.types;
    const renamed = await scored({ "gold:A=B%": "PER" });
    expect(renamed.map(({ type }) => type)).to.deep.equal(["PER"]);
    expect(await scored([{ from: "gold:A=B%", to: "PER" }])).to.deep.equal(renamed);
    expect(await scored([{ side: "gold", from: "gold:A=B%", to: "PER" }])).to.deep.equal(renamed);
    const { options } = await evaluate(odd, [], { map: { "gold:A=B%": "PER" } });
    expect(await scored(options.map as string[])).to.deep.equal(renamed);
    expect(await scored([{ side: "pred", from: "gold:A=B%", to: "PER" }])).not.to.deep.equal(renamed);
  });

  it("compares runs with defaults for everything, and numbers those without a name", async () => {
    const [a, b] = [
      await evaluate(documents, predictions),
      await evaluate(
        documents,
        documents.map(({ id, spans }) => ({ id, spans })),
      ),
    ];
    const found = compare([a, b], { metrics: ["f1"] });
    expect(found.systems.map(({ name }) => name)).to.deep.equal(["run1", "run2"]);
    expect(found.metrics).to.deep.equal(["strict:f1"]);
    expect(found.options).to.deep.include({
      trials: 10000,
      resamples: 1000,
      adjust: "holm",
      alpha: 0.05,
      detect: 0.01,
    });
    expect(compare([a, { ...b, name: "new" }]).baseline).to.equal("run");
    expect(
      compare([
        { name: "seeds", runs: [a, a] },
        { ...b, name: "new" },
      ]).systems[0]!.runs,
    ).to.equal(2);
  });

  it("refuses runs that cannot be compared, and says what to do", async () => {
    const run = await evaluate(documents, predictions, { name: "a" });
    const other = { name: "b" } as const;
    for (const [b, message] of [
      [await evaluate(documents, predictions, { ...other, units: false }), "b has no counts of its documents"],
      [await evaluate(documents.slice(1), predictions.slice(1), other), "documents: a has 6; b has 5"],
      [await evaluate(documents, predictions, { ...other, beta: 2 }), "beta: a has –; b has 2"],
      [await evaluate(documents, predictions, { ...other, scheme: "overlap@0.5" }), "overlap thresholds"],
      [{ ...run, name: "a" }, "expected a name that no other system has"],
      [{ name: "b" }, "expected a run, or { name, runs }"],
    ] as const)
      expect((await errorOf(async () => compare([run, anything(b)]))).message).to.contain(message);
    expect(
      (await errorOf(async () => compare([run, { ...run, name: "b" }], { metrics: ["f1[ORG]"] }))).message,
    ).to.equal("`metric: strict:f1[ORG]`: neither side has this type");
  });

  it("saves a run, reads it again, and merges shards", async () => {
    const run = await evaluate(documents, predictions, { name: "crf" });
    const saved = runJson(run, { units: true });
    expect(runJson(parseRun(saved), { units: true })).to.equal(saved);
    const shards = await Promise.all(
      [documents.slice(0, 2), documents.slice(2)].map(async (part) => {
        const own = predictions.filter(({ id }) => part.some((document) => document.id === id));
        return runJson(await evaluate(part, own, { name: "crf" }), { units: true });
      }),
    );
    expect(runJson(mergeRuns(shards, "crf"), { units: true })).to.equal(saved);
    expect((await errorOf(async () => parseRun("{"))).code).to.equal("run-syntax");
  });

  it("reads and prints every text format", async () => {
    const document = { id: "a", text, spans: [right] };
    for (const format of formatNames.written) {
      if (format === "brat") continue;
      const printed = printDocuments([document], { format, lossy: true });
      const { records, warnings } = await parseGold(printed, { format, name: "a.x" });
      expect(
        records.map((read) => read.text.slice(read.spans[0]!.start, read.spans[0]!.end)),
        format,
      ).to.deep.equal(["Ada Moen"]);
      expect(warnings, format).to.deep.equal([]);
    }
    const brat = printDocuments([document], { format: "brat" });
    const { records } = await parseGold(brat, { format: "brat", name: "a.ann", companions: { ".txt": text } });
    expect(records[0]!.spans.map(({ type }) => type)).to.deep.equal(["PER"]);
    const preds = await parsePredictions('{"id": "a", "spans": [[0, 8, "PER"]]}\n');
    expect((await evaluate([document], preds)).scores.strict.micro.f1).to.equal(1);
    expect((await errorOf(() => parseGold("x", { format: "csv" }))).message).to.contain("options.format");
  });

  it("has how files were read in the signature, and refuses two ways of repairing tags", async () => {
    const tags = "Ada I-PER\nmet O\nBo I-PER\n";
    const read = (repair: "begin" | "discard") => ({ format: "conll", repair }) as const;
    const gold = await parseGold("Ada B-PER\nmet O\nBo B-PER\n", read("discard"));
    const pred = await parsePredictions(tags, { ...read("discard"), tags: "iob2" });
    const { signature, options, scores } = await evaluate(gold, pred);
    expect(signature).to.deep.include({ repair: "discard", tags: ["pred:iob2"] });
    expect(options).to.deep.include({ repair: "discard", tags: ["pred:iob2"] });
    expect(scores.strict.micro.pred).to.equal(0);
    const other = await parsePredictions(tags, read("begin"));
    expect((await errorOf(() => evaluate(gold, other))).message).to.contain('expected "discard", as for the gold');
  });

  it("has the names of what can be asked for", () => {
    expect(schemeNames).to.include.members(["strict", "exact", "partial", "type", "fair", "token", "character"]);
    expect(tagSchemes).to.include.members(["iob2", "iobes"]);
    expect(scorerNames).to.include.members(["seqeval", "nervaluate", "conlleval"]);
    expect(formatNames.gold).to.include.members(["jsonl", "bracket", "conll", "brat"]);
  });
});
