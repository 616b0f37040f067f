import { expect } from "chai";
import fc from "fast-check";
import { NerEvalError } from "../../../src/corpus/error.ts";
import type { PredictedSpan } from "../../../src/corpus/span.ts";
import type { EvaluateOptions } from "../../../src/evaluate.ts";
import { evaluate } from "../../../src/evaluate.ts";
import { runJson } from "../../../src/report/run-json.ts";
import { mergeSaved } from "../../../src/report/saved/merge.ts";
import { readSaved, runOf, type Saved } from "../../../src/report/saved/read.ts";
import { differencesBetween } from "../../../src/run/comparable.ts";
import { goldDigests, type Input } from "../../../src/run/inputs.ts";
import type { Run } from "../../../src/run/run.ts";
import type { Signature } from "../../../src/run/signature.ts";
import { schemesOver } from "../../counting.ts";
import { runs } from "../../runs.ts";
import { anySpans, shuffled } from "../../spans.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests break it wherever they like.
type Broken = any;

interface Doc {
  readonly id: string;
  readonly gold: readonly PredictedSpan[];
  readonly pred: readonly PredictedSpan[] | undefined;
}

const text = "aa b ccc dd e fff g hhh";
const origin = { source: "test" };

/** Documents, some without predictions, some predictions with scores. */
const documents: fc.Arbitrary<Doc[]> = fc
  .array(
    fc.record({
      gold: anySpans(5, 16),
      pred: fc.option(
        anySpans(5, 16).chain((spans) =>
          fc
            .array(fc.option(fc.constantFrom(0.1, 0.25, 0.5, 0.9), { nil: undefined }), {
              minLength: spans.length,
              maxLength: spans.length,
            })
            .map((scores) => spans.map((span, i) => (scores[i] === undefined ? span : { ...span, score: scores[i] }))),
        ),
        { nil: undefined },
      ),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((docs) => docs.map((doc, i) => ({ id: `d${i}`, ...doc })));

/** Options that are not the usual ones in any respect. */
const odd: EvaluateOptions = {
  ...{ undefined: "zero", undefinedF: "either", beta: 2, fairBooking: "system", ignore: ["constructor"] },
  fairWeights: { LE: { tp: 0.25, fp: 0.5, fn: 0.25 } },
  threshold: 0.2,
};

function scored(docs: readonly Doc[], options: EvaluateOptions = {}): Promise<Run> {
  return evaluate(
    docs.map(({ id, gold }) => ({ id, text, spans: gold, origin })),
    docs.flatMap(({ id, pred }) => (pred ? [{ id, spans: pred, origin }] : [])),
    {
      ...{ resamples: 20, seed: 7, level: 0.9, interval: "bca", scheme: schemesOver(0.25, 0.5), confidence: true },
      ...options,
    },
  );
}

const save = (run: Run) => runJson(run, { units: true });
const load = (json: string, source = "run.json") => readSaved(JSON.parse(json), source);

describe("a saved run", () => {
  it("is, read and written again, the same to the byte, whatever was scored and by whatever rules", async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.constantFrom({}, odd), async (docs, rules) => {
        const json = save(await scored(docs, rules));
        expect(save(runOf(load(json)))).to.equal(json);
      }),
      { numRuns: runs(60) },
    );
  });

  const refusal = (json: unknown): NerEvalError => {
    try {
      runOf(readSaved(json, "x.json"));
    } catch (error) {
      if (error instanceof NerEvalError) return error;
      throw error;
    }
    throw new Error("it was taken");
  };
  /** A run with one thing changed. */
  const changed = async (change: (json: Broken) => void) => {
    const json = JSON.parse(save(await scored([{ id: "a", gold: [{ start: 0, end: 2, type: "A" }], pred: [] }])));
    change(json);
    return refusal(json);
  };

  it("is refused where it is none, or of a version to come", async () => {
    for (const value of [null, 3, [], {}, "ner-eval/run@1"]) expect(refusal(value).code).to.equal("run-schema");
    expect(refusal({ schema: "ner-eval/opinions@1" }).message).to.contain('"ner-eval/opinions@1"');
    const newer = await changed((json) => (json.schema = "ner-eval/run@3"));
    expect([newer.code, newer.message]).to.deep.equal([
      "run-schema",
      "the run has the layout ner-eval/run@3; this version reads ner-eval/run@2 and ner-eval/run@1",
    ]);
    const counters = await changed((json) => {
      const at = json.units.counters.indexOf("extentExact");
      json.units.counters.splice(at, 1);
      for (const { rows } of json.units.documents) for (const row of rows) row.splice(1 + at, 1);
    });
    expect([counters.code, counters.message]).to.deep.equal(["run-schema", "version 0.1.0 did not count extentExact"]);
  });

  it("is refused without tallies, with how to have them", async () => {
    const error = await changed((json) => delete json.units);
    expect([error.code, error.hint]).to.deep.equal([
      "run-units",
      "save it with `output: run.json`, or with `format: json` and `units`",
    ]);
  });

  it("is refused where its tallies are of more or fewer documents than it says", async () => {
    const joined = await changed((json) => json.documents++);
    expect(joined.code).to.equal("run-altered");
  });

  it("is refused with a field missing or of another type, by its path", async () => {
    const cases: [(json: Broken) => void, string][] = [
      [(json) => delete json.name, "name: it is missing"],
      [(json) => (json.units.documents[0].id = 3), "units.documents[0].id: expected string but received 3"],
      [(json) => json.units.documents[0].rows[0].push(1), "a row of units has 53 numbers, expected 52"],
      [(json) => (json.units.documents[0].rows[0][0] = 9), "a row of units is for type number 9, and there is 1 type"],
      [(json) => json.units.documents.push(json.units.documents[0]), 'units have a second document "a"'],
      [(json) => json.confusion.counts.pop(), "confusion: expected a row and a column for every type and one for none"],
      [(json) => (json.signature = "strict|x:y"), "signature: this version does not know it"],
    ];
    for (const [change, message] of cases) {
      const error = await changed(change);
      expect([error.code, error.message]).to.deep.equal(["run-field", message]);
      expect(error.issues[0]!.path).to.be.an("array").that.is.not.empty;
    }
  });

  it("is refused where its scores are not those of its tallies", async () => {
    const altered = await changed((json) => json.scores.strict.micro.correct++);
    expect([altered.code, altered.message, altered.issues[0]!.path]).to.deep.equal([
      "run-altered",
      "scores.strict.micro.correct is 1, but the rest of the run implies 0",
      ["scores", "strict", "micro", "correct"],
    ]);
    expect((await changed((json) => json.documents--)).code).to.equal("run-altered");
  });

  it("has the intervals of its rows", async () => {
    const json = JSON.parse(save(await scored([{ id: "a", gold: [{ start: 0, end: 2, type: "A" }], pred: [] }])));
    json.resampling = { unit: "document", units: 1, method: "bca", resamples: 200, seed: 3, level: 0.9 };
    Object.assign(json.options, { resamples: 200, seed: 3 });
    json.signature = json.signature.replace("|v:", "|ci:bootstrap-bca:200|level:0.9|seed:3|v:");
    json.scores.strict.micro.intervals = { f1: { low: 0.25, high: 0.75, undefinedResamples: 7 } };
    json.scores.exact.types[0].intervals = { recall: { low: 0, high: 0.5 } };
    json.scores["fair-weighted"].macro.intervals = { f1: { low: 0.1, high: 0.2 } };
    json.errors.types[0].intervals = { missed: { low: 0, high: 2 } };
    const { of, ...drawn } = runOf(readSaved(json, "x")).intervals!;
    expect(drawn).to.deep.equal(json.resampling);
    expect([...of]).to.deep.equal([
      ["strict:f1", { low: 0.25, high: 0.75, undefinedResamples: 7 }],
      ["exact:recall[A]", { low: 0, high: 0.5, undefinedResamples: 0 }],
      ["fair-weighted:f1@macro", { low: 0.1, high: 0.2, undefinedResamples: 0 }],
      ["errors:missed[A]", { low: 0, high: 2, undefinedResamples: 0 }],
    ]);
  });
});

describe("merging shards", () => {
  it("gives the run of all documents at once, to the byte, however they were cut, in any order of the shards", async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), fc.constantFrom({}, odd), async (docs, seed, rules) => {
        const parts: Doc[][] = [[], [], []];
        for (const [i, doc] of docs.entries()) parts[(seed >> i) % 3]!.push(doc);
        const shards: Saved[] = [];
        for (const [i, part] of parts.entries())
          if (part.length > 0) shards.push(load(save(await scored(part, rules)), `shard-${i}`));
        const whole = await scored(docs, rules);
        const merged = mergeSaved(shuffled(shards, seed), "run");
        // Warnings about inputs name documents of a shard, and stay as they are.
        expect(save({ ...merged, warnings: [] })).to.equal(save({ ...whole, warnings: [] }));
        expect(save(mergeSaved(shuffled(shards, seed + 1), "run"))).to.equal(save(merged));
      }),
      { numRuns: runs(60) },
    );
  });

  it("warns of what the whole looks like, not of what a shard did", async () => {
    const a = await scored([{ id: "a", gold: [], pred: [{ start: 0, end: 2, type: "A" }] }]);
    const b = await scored([{ id: "b", gold: [{ start: 0, end: 2, type: "A" }], pred: undefined }]);
    expect(a.warnings.map(({ code }) => code)).to.include("type-unseen");
    const { warnings } = mergeSaved(
      [a, b].map((run) => load(save(run))),
      "run",
    );
    expect(warnings.map(({ code }) => code)).to.deep.equal(["document-unpredicted", "score-missing"]);
  });

  const one = async (id: string, options: EvaluateOptions = {}) =>
    load(save(await scored([{ id, gold: [], pred: [] }], options)), id);

  it("refuses a document that is in two of them", async () => {
    const twice = [await one("a"), await one("b"), { ...(await one("a")), source: "c" }];
    expect(() => mergeSaved(twice, "run"))
      .to.throw(NerEvalError, 'the document "a" is in a and in c')
      .with.property("code", "runs-overlap");
  });

  it("refuses shards that were scored by different rules", async () => {
    const shards = [await one("a"), await one("b", { beta: 2 })];
    expect(() => mergeSaved(shards, "run"))
      .to.throw(NerEvalError, /a and b are not shards of one run: signature .*beta:2/)
      .with.property("code", "runs-differ");
  });

  it("keeps the inputs of all shards, and training data they share once", async () => {
    const input = (role: Input["role"], path: string, digit: string): Input => ({
      ...{ role, path, digest: { algorithm: "sha256-sum", value: digit.repeat(64) }, documents: 1, spans: 0 },
    });
    const [a, b] = ["a", "b"].map((id, i) => async () => {
      const run = await scored([{ id, gold: [], pred: [] }]);
      return load(
        save({
          ...run,
          inputs: [input("gold", id, String(i)), input("pred", `p${id}`, "5"), input("train", "t", "7")],
        }),
      );
    });
    const { inputs } = mergeSaved([await b!(), await a!()], "run");
    expect(inputs.map(({ role, path }) => `${role} ${path}`)).to.deep.equal([
      "gold a",
      "gold b",
      "pred pa",
      "pred pb",
      "train t",
    ]);
  });
});

describe("runs that are compared", () => {
  const signature: Signature = {
    ...{
      scheme: "strict",
      average: "micro",
      undefined: "skip",
      types: undefined,
      map: [],
      documents: 2,
      version: "0.1.0",
    },
  };
  const gold = (path: string, value: string): Input => ({
    ...{ role: "gold", path, digest: { algorithm: "sha256-sum", value }, documents: 1, spans: 1 },
  });
  const run = (changes: Partial<Signature> = {}, inputs = [gold("g", "1".repeat(64))]) => ({
    ...{ name: "x", signature: { ...signature, ...changes }, inputs },
  });
  const differing = (b: ReturnType<typeof run>) => differencesBetween(run(), b).map(({ what }) => what);

  it("have the same gold, however it is cut into files", () => {
    const half = (digit: string) => `${"0".repeat(63)}${digit}`;
    const sumOf = (...golds: Input[]) => goldDigests(golds);
    expect(sumOf(gold("a", half("3")), gold("b", half("4")))).to.deep.equal(sumOf(gold("c", half("7"))));
    expect(sumOf(gold("a", "f".repeat(64)), gold("b", half("2")))[0]!.value).to.equal(half("1"));
    expect(differing(run({}, [gold("g", "2".repeat(64))]))).to.deep.equal(["gold"]);
    expect(differing(run({}, [gold("elsewhere/g", "1".repeat(64))]))).to.deep.equal([]);
  });

  it("differ in the rules that count, and not in what a system may choose for itself", () => {
    expect(differing(run({ map: ["gold:A=B"] }))).to.deep.equal(["mapping of gold"]);
    expect(differing(run({ types: ["A"], ignore: ["B"], undefined: "zero", beta: 2 }))).to.have.members([
      "types",
      "undefined",
      "ignored types",
      "beta",
    ]);
    expect(
      differing(run({ map: ["pred:A=B"], threshold: ["0.5"], repair: "begin", scheme: "type", version: "9" })),
    ).to.deep.equal([]);
    expect(differing(run({ typeLevel: 1, typeSeparator: "/" }))).to.deep.equal([
      "levels of types",
      "separator of levels",
    ]);
    expect(differencesBetween(run({ repair: "begin" }), run({ repair: "discard" }))).to.deep.equal([
      { what: "repair", a: "begin", b: "discard" },
    ]);
  });
});
