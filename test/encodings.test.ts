/**
 * Characters that are counted differently: one mention in a text each, in every unit and through every kind of format,
 * from the command line on. Offsets were counted in Python: `len` of UTF-16-LE over two, `len`, and `len` of UTF-8.
 */
import { expect } from "chai";
import type { OffsetUnit } from "../src/corpus/offsets.ts";
import { Workplace } from "./cli/fake-io.ts";

type Pair = readonly [start: number, end: number];

interface Case {
  readonly name: string;
  readonly before: string;
  readonly mention: string;
  readonly after: string;
  readonly utf16: Pair;
  readonly codepoint: Pair;
  readonly byte: Pair;
}

const of = (
  name: string,
  [before, mention, after]: readonly [string, string, string],
  utf16: Pair,
  codepoint: Pair,
  byte: Pair,
): Case => ({ name, before, mention, after, utf16, codepoint, byte });

const cases: readonly Case[] = [
  of("plain ASCII", ["met ", "Ada", " too"], [4, 7], [4, 7], [4, 7]),
  of("an emoji before", ["😀 ", "Ada", " flew"], [3, 6], [2, 5], [5, 8]),
  of("an emoji within", ["met ", "Ada😀", " too"], [4, 9], [4, 8], [4, 11]),
  of("emoji joined to one", ["👩\u200d🚀 ", "Ada", " 👩\u200d🚀"], [6, 9], [4, 7], [12, 15]),
  of("joined emoji within", ["x ", "👩\u200d🚀Ada", "."], [2, 10], [2, 8], [2, 16]),
  of("a flag", ["in ", "🇳🇴 Norway", "!"], [3, 14], [3, 12], [3, 18]),
  of("a skin tone and a variation selector", ["👍🏽 ❤\ufe0f ", "Ada", ""], [8, 11], [6, 9], [16, 19]),
  of("composed letters", ["été ", "Zoë Lind", " là"], [4, 12], [4, 12], [6, 15]),
  of("combining marks", ["e\u0301te\u0301 ", "Zoe\u0308 Lind", " e\u0301"], [6, 15], [6, 15], [8, 18]),
  of("a mark at the edge", ["x ", "Halde\u0301", "n"], [2, 8], [2, 8], [2, 9]),
  of("ideographs beyond the basic plane", ["去", "𠮷野家", "了"], [1, 5], [1, 4], [3, 13]),
  of("CRLF before", ["😀.\r\n", "Ada", " met\r\nBo"], [5, 8], [4, 7], [7, 10]),
  of("CRLF within", ["in ", "Port\r\nOsk", "\r\n"], [3, 12], [3, 12], [3, 12]),
  of("U+FEFF within", ["x\ufeff ", "A\ufeffda", " y"], [3, 7], [3, 7], [5, 11]),
  of("U+FEFF before", ["x \ufeff", "Ada", " y"], [3, 6], [3, 6], [5, 8]),
  of("a no-break space within", ["in\u00a0", "Port\u00a0Osk", "\u00a0too"], [3, 11], [3, 11], [4, 13]),
  of("zero-width spaces and soft hyphens", ["x\u200b ", "Hal\u00adden", " y"], [3, 10], [3, 10], [5, 13]),
  of("line separators that end no line", ["x\u2028\u0085 ", "A\u2029da", "\u000b\f y"], [4, 8], [4, 8], [7, 13]),
  of("Hebrew with a mark of direction", ["אל ", "\u200fעדה", " שם"], [3, 7], [3, 7], [5, 14]),
  of("Arabic in isolates", ["في \u2067", "بيروت", "\u2069 😀"], [4, 9], [4, 9], [8, 18]),
  of("vowel signs and a joiner", ["में ", "क्\u200dष", " है"], [4, 8], [4, 8], [10, 22]),
];

const units = ["utf16", "codepoint", "byte"] as const;
const all: readonly OffsetUnit[] = units.flatMap((unit) => [unit, `${unit}-inclusive` as const]);

/** The mention's offsets in a unit. */
function offsetsIn(unit: OffsetUnit, one: Case): Pair {
  const [start, end] = one[unit.replace("-inclusive", "") as (typeof units)[number]];
  return unit.endsWith("-inclusive") ? [start, end - 1] : [start, end];
}

const line = (record: unknown) => `${JSON.stringify(record)}\n`;
/** The words between blanks and line breaks: what a tokenizer of columns may keep together. */
const words = (text: string) => text.split(/[ \r\n]+/).filter((word) => word !== "");

describe("characters that are counted differently", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => place.remove());

  /** Scores predictions in a unit, with their surface, against gold. */
  async function expectRight(one: Case, gold: string, unit: OffsetUnit, ...argv: readonly string[]) {
    const [start, end] = offsetsIn(unit, one);
    place.write("p.jsonl", line({ id: "d", entities: [{ start, end, type: "PER", text: one.mention }] }));
    const { stdout, stderr } = await place.run([
      "--gold",
      gold,
      "--pred",
      "p.jsonl",
      "--offsets",
      unit,
      "-f",
      "json",
      ...argv,
    ]);
    expect(stderr, unit).to.equal("");
    expect(JSON.parse(stdout).scores.strict.micro, unit).to.include({ correct: 1, gold: 1, pred: 1 });
  }

  for (const one of cases) {
    const { name, before, mention, after } = one;
    const text = before + mention + after;

    it(`are right in JSONL in all units: ${name}`, async () => {
      const entities = [{ start: one.utf16[0], end: one.utf16[1], type: "PER", text: mention }];
      for (const mark of ["", "\ufeff"]) {
        place.write("g.jsonl", mark + line({ id: "d", text, entities }));
        for (const unit of all) await expectRight(one, "g.jsonl", unit);
      }
    });

    it(`are right in brackets in all units: ${name}`, async () => {
      for (const mark of ["", "\ufeff"]) {
        place.write("d.txt", `${mark}${before}[PER ${mention}]${after}`);
        for (const unit of all) await expectRight(one, "d.txt", unit);
      }
    });

    it(`are right in brat, which counts code points, or UTF-16 where surfaces prove it: ${name}`, async () => {
      for (const mark of ["", "\ufeff"]) {
        for (const unit of ["codepoint", "utf16"] as const) {
          const [start, end] = one[unit];
          place.write("gold/d.txt", mark + text);
          place.write("gold/d.ann", `T1\tPER ${start} ${end}\t${mention.replace(/[\r\n]/g, " ")}\n`);
          const settled = await place.run(["--gold", "gold", "--pred", "gold", "-f", "score"]);
          expect(settled.stdout).to.equal("100.00\n");
          const proven = one.utf16.join() !== one.codepoint.join() && unit === "utf16";
          expect(settled.stderr.includes("UTF-16"), settled.stderr).to.equal(proven);
          if (!proven) for (const other of all) await expectRight(one, "gold", other);
        }
      }
    });

    it(`are right in columns, whatever ends their lines: ${name}`, async () => {
      const tokens = [before, mention, after].map(words);
      // Where a mention is no whole word, columns hold the words apart.
      const tags = tokens.map((part, i) => part.map((_, j) => (i !== 1 ? "O" : j === 0 ? "B-PER" : "I-PER")));
      const rows = tokens.flat().map((word, i) => `${word}\t${tags.flat()[i]}`);
      for (const [mark, end] of [
        ["", "\n"],
        ["", "\r\n"],
        ["\ufeff", "\r\n"],
      ]) {
        place.write("d.conll", mark + rows.map((row) => row + end).join(""));
        const { stdout, stderr } = await place.run(["convert", "d.conll", "--to", "jsonl"]);
        expect(stderr).to.equal("");
        const found = JSON.parse(stdout);
        expect(found.text).to.equal(tokens.flat().join(" "));
        const [entity] = found.entities;
        expect(found.text.slice(entity.start, entity.end)).to.equal(tokens[1]!.join(" "));
        place.write("e.conll", `${mark + rows.map((row) => row + end).join("")}${end}`);
        const scored = await place.run(["--gold", "d.conll", "--pred", "e.conll", "-f", "score"]);
        expect([scored.stdout, scored.stderr]).to.deep.equal(["100.00\n", ""]);
        if (found.text !== text) continue;
        place.write("c.jsonl", stdout.replace(/"id":"[^"]*"/, '"id":"d"'));
        for (const unit of all) await expectRight(one, "c.jsonl", unit);
      }
    });
  }

  it("are refused where an offset in bytes falls into a character", async () => {
    place.write("g.jsonl", line({ id: "d", text: "😀 Ada", entities: [] }));
    for (const [start, end] of [
      [2, 8],
      [0, 3],
    ]) {
      place.write("p.jsonl", line({ id: "d", entities: [{ start, end, type: "PER" }] }));
      const { code, stderr } = await place.run(["--gold", "g.jsonl", "--pred", "p.jsonl", "--offsets", "byte"]);
      expect([code, /^error: p\.jsonl:1:\d+: .*\[span-outside\]/.test(stderr)], stderr).to.deep.equal([2, true]);
    }
  });

  it("are kept apart from what they look like: composed letters are no combining marks", async () => {
    place.write("g.jsonl", line({ id: "d", text: "Zoe\u0308", entities: [{ start: 0, end: 4, type: "PER" }] }));
    place.write("p.jsonl", line({ id: "d", entities: [{ start: 0, end: 4, type: "PER", text: "Zoë" }] }));
    const { code, stderr } = await place.run(["--gold", "g.jsonl", "--pred", "p.jsonl"]);
    expect([code, /\[span-surface\]/.test(stderr)]).to.deep.equal([2, true]);
  });
});
