import { expect } from "chai";
import fc from "fast-check";
import { groundRules } from "../../src/align/ground.ts";
import { goldOffsetChoices, offsetChoices } from "../../src/align/place/units.ts";
import { repairPolicies } from "../../src/formats/tags.ts";
import { parseSignature, printSignature, type Signature } from "../../src/run/signature.ts";
import { semevalNames as schemes } from "../../src/score/schemes/semeval.ts";
import { undefinedPolicies } from "../../src/score/scores.ts";
import { runs } from "../runs.ts";

const signature: Signature = {
  scheme: "strict",
  average: "micro",
  undefined: "skip",
  types: undefined,
  map: [],
  documents: 216,
  version: "0.1.0",
};

const nasty = [
  "constructor",
  "__proto__",
  "toString",
  "B-cell",
  "creative work",
  "a,b",
  "a|b",
  "a|docs:7",
  "|",
  ",",
  "%",
  "%2C",
  "100 %",
  "a:b",
  "types:PER",
  "gold:A",
  "=",
  "_",
  "é",
  "e\u0301",
  "🦆",
  "\ud83e",
  "line\nbreak",
  "\r\n\t",
  "\u2028",
  "\ufeff",
  "\u0000\u007f\u0085",
  " ",
];

/** A type has a name, so the empty string is none. */
const name = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ minLength: 1, unit: "binary" }),
  fc.string({ minLength: 1 }),
);
const mapping = fc
  .tuple(fc.constantFrom("gold", "pred"), name, name)
  .map(([side, from, to]) => `${side}:${from}=${to}`);

const threshold = fc
  .tuple(fc.option(name), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map(([type, least]) => (type === null ? String(least) : `${type}=${least}`));

const signatures: fc.Arbitrary<Signature> = fc.record(
  {
    scheme: fc.constantFrom(...schemes),
    average: fc.constant("micro" as const),
    undefined: fc.constantFrom(...undefinedPolicies),
    types: fc.option(fc.array(name, { maxLength: 4 }), { nil: undefined }),
    map: fc.array(mapping, { maxLength: 3 }),
    goldFormat: name,
    predFormat: name,
    goldSet: name,
    predSet: name,
    document: fc.constant("line" as const),
    markup: fc.constant("strip" as const),
    goldColumn: name,
    predColumn: name,
    labelNames: fc.array(name, { minLength: 1, maxLength: 3 }),
    offsets: fc.subarray([...offsetChoices], { minLength: 1 }),
    goldOffsets: fc.subarray([...goldOffsetChoices], { minLength: 1 }),
    trim: fc.constant("yes" as const),
    train: name,
    folds: fc.integer({ min: 1, max: 100 }),
    pair: fc.constantFrom("id" as const, "name" as const, "text" as const, "order" as const),
    maxDrift: fc.double({ min: 0, max: 100, noNaN: true }),
    typeLevel: fc.integer({ min: 1, max: 100 }),
    typeSeparator: name,
    ignore: fc.array(name, { minLength: 1, maxLength: 3 }),
    duplicates: fc.constant("drop" as const),
    threshold: fc.array(threshold, { minLength: 1, maxLength: 3 }),
    ground: fc.constantFrom(...groundRules),
    documents: fc.nat(),
    version: fc
      .tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.constantFrom("", "-rc.1", "+build.7"))
      .map(([major, minor, patch, more]) => `${major}.${minor}.${patch}${more}`),
    repair: fc.constantFrom(...repairPolicies),
  },
  { requiredKeys: ["scheme", "average", "undefined", "types", "map", "documents", "version"] },
);

describe("a signature", () => {
  it("is read back as it was, whatever the types are called", () => {
    fc.assert(
      fc.property(signatures, (signature) => {
        expect(parseSignature(printSignature(signature))).to.deep.equal(signature);
      }),
      { numRuns: runs(3000) },
    );
  });

  it("is printed on one line without blanks, whatever the types are called", () => {
    fc.assert(
      fc.property(signatures, (signature) => {
        expect(printSignature(signature)).not.to.match(/[\s\p{Cc}]/u);
      }),
      { numRuns: runs(3000) },
    );
  });

  it("differs where anything it was made from differs", () => {
    fc.assert(
      fc.property(signatures, signatures, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(printSignature(one) === printSignature(other)).to.equal(same);
      }),
      { numRuns: runs(1000) },
    );
  });

  it("leaves out types and renamings where there are none", () => {
    expect(printSignature(signature)).to.equal("strict|avg:micro|undefined:skip|docs:216|v:0.1.0");
  });

  it("names the kept types and the renamings, with what has a meaning in it percent-encoded", () => {
    const named: Signature = {
      ...signature,
      scheme: "type",
      types: ["PER", "B-cell", "creative work", "a|b,c%"],
      map: ["pred:PERSON=PER"],
    };
    expect(printSignature(named)).to.equal(
      "type|avg:micro|undefined:skip|types:PER,B-cell,creative%20work,a%7Cb%2Cc%25|map:pred:PERSON=PER|docs:216|v:0.1.0",
    );
  });

  it("names the level of types, and what parts levels where that is not the full stop", () => {
    const level = (more: Partial<Signature>) => printSignature({ ...signature, ...more });
    expect(level({ typeLevel: 1 })).to.equal("strict|avg:micro|undefined:skip|type-level:1|docs:216|v:0.1.0");
    expect(level({ typeLevel: 2, typeSeparator: "|/" })).to.equal(
      "strict|avg:micro|undefined:skip|type-level:2|type-separator:%7C/|docs:216|v:0.1.0",
    );
  });

  it("names the ignored types", () => {
    expect(printSignature({ ...signature, ignore: ["MISC", "a,b"] })).to.equal(
      "strict|avg:micro|undefined:skip|ignore:MISC,a%2Cb|docs:216|v:0.1.0",
    );
  });

  it("says so where copies were dropped", () => {
    expect(printSignature({ ...signature, duplicates: "drop" })).to.equal(
      "strict|avg:micro|undefined:skip|duplicates:drop|docs:216|v:0.1.0",
    );
  });

  it("says how intervals were drawn, and is read back", () => {
    const drawn: Signature = { ...signature, interval: "bootstrap-bca:500", level: 0.9, seed: 0 };
    const printed = "strict|avg:micro|undefined:skip|docs:216|ci:bootstrap-bca:500|level:0.9|seed:0|v:0.1.0";
    expect(printSignature(drawn)).to.equal(printed);
    expect(parseSignature(printed)).to.deep.equal(drawn);
    for (const wrong of ["bootstrap:500", "bootstrap-bca", "bootstrap-t:9"])
      expect(() => parseSignature(printed.replace("bootstrap-bca:500", wrong)), wrong).to.throw("not a signature");
  });

  it("says how systems were compared, and is read back", () => {
    const compared: Signature = { ...signature, test: "randomization:10000", adjust: "bh", alpha: 0.01 };
    const printed = "strict|avg:micro|undefined:skip|docs:216|test:randomization:10000|adjust:bh|alpha:0.01|v:0.1.0";
    expect(printSignature(compared)).to.equal(printed);
    expect(parseSignature(printed)).to.deep.equal(compared);
    for (const [right, wrong] of [
      ["randomization:10000", "sign:3"],
      ["adjust:bh", "adjust:sidak"],
      ["alpha:0.01", "alpha:0"],
    ] as const)
      expect(() => parseSignature(printed.replace(right, wrong)), wrong).to.throw("not a signature");
  });

  it("names the thresholds", () => {
    expect(printSignature({ ...signature, threshold: ["0.5", "a b=1e-7"] })).to.equal(
      "strict|avg:micro|undefined:skip|threshold:0.5,a%20b=1e-7|docs:216|v:0.1.0",
    );
  });

  it("names what became of illegal tags, where there were tags", () => {
    expect(printSignature({ ...signature, repair: "begin" })).to.equal(
      "strict|avg:micro|undefined:skip|repair:begin|docs:216|v:0.1.0",
    );
  });

  it("says how F was computed, and FairEval, where that is not the default", () => {
    const own: Signature = {
      ...signature,
      undefinedF: "either",
      beta: 0.5,
      fairBooking: "system",
      fairWeights: ["BE=1:0:0"],
    };
    const printed =
      "strict|avg:micro|undefined:skip|undefined-f:either|beta:0.5|booking:system|weights:BE=1:0:0|docs:216|v:0.1.0";
    expect(printSignature(own)).to.equal(printed);
    expect(parseSignature(printed)).to.deep.equal(own);
    for (const beta of [10, 0.05, 100, 1e-7, 1e21])
      expect(parseSignature(printSignature({ ...signature, beta })).beta).to.equal(beta);
  });

  it("names the schemes in which tags were read", () => {
    const read: Signature = { ...signature, repair: "begin", tags: ["gold:iob1", "pred:io"] };
    const printed = "strict|avg:micro|undefined:skip|repair:begin|tags:gold:iob1,pred:io|docs:216|v:0.1.0";
    expect(printSignature(read)).to.equal(printed);
    expect(parseSignature(printed)).to.deep.equal(read);
  });

  it("is shown where it cannot be read", () => {
    expect(() => parseSignature("strict|docs:many")).to.throw("not a signature: strict|docs:many");
  });

  it("tells no types kept from all types kept", () => {
    expect(parseSignature(printSignature({ ...signature, types: [] })).types).to.deep.equal([]);
    expect(parseSignature(printSignature(signature)).types).to.equal(undefined);
  });

  for (const text of [
    "",
    "strict",
    "fuzzy|avg:micro|undefined:skip|docs:216|v:0.1.0",
    "strict|avg:macro|undefined:skip|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:nan|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|repair:guess|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|docs:many|v:0.1.0",
    "strict|avg:micro|undefined:skip|docs:1.5|v:0.1.0",
    "strict|avg:micro|undefined:skip|docs:|v:0.1.0",
    "strict|avg:micro|undefined:skip|docs:-1|v:0.1.0",
    "strict|avg:micro|undefined:skip|docs:0x1F|v:0.1.0",
    "strict|avg:micro|undefined:skip|beta:0|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|beta:00.00|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|beta:x2|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|beta:2x|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|:avg:micro|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|docs:216",
    "strict|avg:micro|docs:216|v:0.1.0",
    "strict|undefined:skip|docs:216|v:0.1.0",
    "strict|avg:micro|undefined:skip|v:0.1.0",
    "strict|avg:micro|undefined:skip|types:%E0|docs:216|v:0.1.0",
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(() => parseSignature(text)).to.throw(Error);
    });
  }
});
