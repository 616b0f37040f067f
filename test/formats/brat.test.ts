import { expect } from "chai";
import { compareSpans } from "../../src/corpus/span.ts";
import { brat } from "../../src/formats/brat.ts";
import { LossLog } from "../../src/formats/writing.ts";
import { corpus, filesIn, mentionsOf, readGold, readPredictions, readText, survives } from "./reading.ts";

const text = "left and right knee of Ada Moen";

describe("brat", () => {
  it("reads text-bound lines, in one piece or several, against the text beside them", async () => {
    const ann = "T1\tBODY 0 4;15 19\tleft knee\nT2\tPER 23 31\tAda Moen\r\n\n";
    const { records, problems, warnings } = await readGold("brat", ann, { companion: text });
    expect([problems, warnings]).to.deep.equal([[], []]);
    expect(records).to.have.length(1);
    expect(records[0]).to.include({ id: "f", text });
    const fragments = [{ start: 0, end: 4 }, { start: 15, end: 19 }]; // biome-ignore format: short.
    expect(records[0]!.spans).to.deep.equal([
      { start: 0, end: 19, type: "BODY", fragments },
      { start: 23, end: 31, type: "PER" },
    ]);
  });

  it("counts other lines and passes them over", async () => {
    const ann =
      "T1\tPER 23 31\tAda Moen\nE1\tMove:T1\nR1\tHas Arg1:T1 Arg2:T1\nA1\tNeg T1\nM1\tNeg T1\n*\tEquiv T1 T1\nN1\tReference T1 W:1\tAda\n#1\tNote T1\tx\n";
    const { records, problems, warnings } = await readGold("brat", ann, { companion: text });
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(records[0]!)).to.deep.equal(["PER Ada Moen"]);
    expect(warnings.map(({ message }) => message)).to.deep.equal([
      "f: 7 relations, events, attributes and notes were skipped",
    ]);
  });

  it("counts code points, unless surfaces prove UTF-16 or a byte-order mark, which is said", async () => {
    const said = async (start: number, companion: string) => {
      const ann = `T1\tPER ${start} ${start + 3}\tAda\n`;
      const { records, problems, warnings } = await readGold("brat", ann, { companion });
      expect(problems).to.deep.equal([]);
      expect(mentionsOf(records[0]!)).to.deep.equal(["PER Ada"]);
      return warnings.map(({ code, message }) => `${code} ${message}`);
    };
    expect(await said(2, "😀 Ada")).to.deep.equal([]);
    expect(await said(3, "😀 Ada")).to.deep.equal([
      "offset-settled f: surface texts prove that offsets count UTF-16 code units",
    ]);
    expect(await said(3, "é Ada")).to.deep.equal([
      "offset-settled f: surface texts prove that offsets count the byte-order mark as one character",
    ]);
    expect(await said(4, "😀 Ada")).to.have.length(2);
  });

  it("reads pieces that only a line break parts as one mention, with and without the text, and says so", async () => {
    const ann = "T1\tPER 0 3;4 8\tAda Moen\nT2\tX 0 3;9 12\tAda met\nT3\tY 0 3;4 8;13 15\tAda Moen Bo\n";
    for (const text of ["Ada\nMoen met Bo", "Ada\rMoen met Bo"]) {
      const { records, problems, warnings } = await readGold("brat", ann, { companion: text });
      expect(problems).to.deep.equal([]);
      expect(records[0]!.spans).to.deep.equal([
        { start: 0, end: 8, type: "PER" },
        { ...{ start: 0, end: 12 }, fragments: [{ start: 0, end: 3 }, { start: 9, end: 12 }], type: "X" }, // biome-ignore format: short.
        { ...{ start: 0, end: 15 }, fragments: [{ start: 0, end: 8 }, { start: 13, end: 15 }], type: "Y" }, // biome-ignore format: short.
      ]);
      expect(warnings.map(({ code, message }) => `${code} ${message}`)).to.deep.equal([
        "line-break f: 2 mentions in pieces with only a line break between them were each read as one",
      ]);
    }
  });

  it("counts as lost what a line break at the edge of any piece would lose", () => {
    const text = "a b\n\nc";
    const written = (fragments: readonly { start: number; end: number }[]) => {
      const losses = new LossLog();
      const [start, end] = [fragments[0]!.start, fragments.at(-1)!.end];
      const span = { start, end, type: "X", ...(fragments.length > 1 ? { fragments } : {}) };
      return [brat.writer.write({ id: "d", text, spans: [span] }, 1, losses), [...losses.losses.keys()]];
    };
    const lost = ["line breaks at the edges of mentions"];
    expect(written([{ start: 0, end: 1 }, { start: 3, end: 6 }])).to.deep.equal(["T1\tX 0 1;5 6\ta c\n", lost]); // biome-ignore format: short.
    expect(written([{ start: 2, end: 5 }])).to.deep.equal(["T1\tX 2 3\tb\n", lost]);
    expect(written([{ start: 2, end: 6 }])).to.deep.equal(["T1\tX 2 3;5 6\tb c\n", []]);
  });

  it("leaves pieces apart that a blank parts", async () => {
    const { records, warnings } = await readGold("brat", "T1\tPER 0 3;4 8\tAda Moen\n", { companion: "Ada Moen" });
    expect(records[0]!.spans[0]!.fragments).to.have.length(2);
    expect(warnings).to.deep.equal([]);
  });

  it("takes line breaks in a mention for the blanks that brat writes", async () => {
    const { records, problems } = await readGold("brat", "T1\tPER 0 8\tAda Moen\n", { companion: "Ada\nMoen" });
    expect([problems, records[0]!.spans]).to.deep.equal([[], [{ start: 0, end: 8, type: "PER" }]]);
    // They do not speak for another counting either, under which the surface is there to the letter.
    const moved = await readGold("brat", "T1\tX 1 3\t  \n", { companion: "  \n" });
    expect([moved.records[0]!.spans, moved.warnings]).to.deep.equal([[{ start: 1, end: 3, type: "X" }], []]);
  });

  it("says what is wrong with a line, and where", async () => {
    const ann = [
      "T1\tPER 23 31\tAda Moen",
      "T2\tPER 23 30\tAda Moen",
      "T3 PER 0 4 left",
      "T4\tPER 4 4\t",
      "T5\tPER 23 99\tx",
      "T6\tPER 0 5;3 8\tx",
      "what",
      "T7\tPER 0 -4\tx",
    ].join("\n");
    const { problems } = await readGold("brat", ann, { companion: text });
    expect(problems).to.deep.equal([
      "3:1 standoff-line: the T line has no type and offsets",
      "7:1 standoff-line: not a brat line",
      "8:1 standoff-line: the T line has no type and offsets",
      '2:4 span-surface: the text at PER 23–30 is "Ada Moe", not "Ada Moen"',
      "4:4 span-reversed: the span PER 4–4 is empty or ends before it starts",
      "5:4 span-outside: the span PER 23–99 reaches outside its text, or cuts a character in two",
      "6:4 span-fragments: the pieces of PER 0–5 3–8 overlap",
    ]);
  });

  it("needs the text as gold; as predictions it does without, and leaves the check to the gold's text", async () => {
    const ann = "T1\tBODY 15 19;0 4\tknee left\n";
    const gold = await readGold("brat", ann);
    expect(gold.records).to.deep.equal([]);
    expect(gold.problems).to.deep.equal(["-:- companion-missing: the .ann file has no text"]);
    const { records, problems } = await readPredictions("brat", "T1\tPER 23 31\tAda Moen\n");
    expect(problems).to.deep.equal([]);
    expect(records[0]).to.deep.include({ spans: [{ start: 23, end: 31, type: "PER", surface: "Ada Moen" }] });
    expect(records[0]!.text).to.equal(undefined);
    const beside = await readPredictions("brat", ann, { companion: text });
    expect(beside.records[0]).to.include({ text });
    expect(beside.records[0]!.spans[0]).to.include({ surface: "left knee" });
  });

  describe("in files of others", () => {
    const folders = ["litbank/brat", "meddocan/gold/brat/sample", "meddocan/system/brat/subtrack1/sample/baseline"];
    for (const [folder, documents, spans] of [
      [folders[0]!, 6, 875],
      [folders[1]!, 15, 347],
      [folders[2]!, 15, 137],
    ] as const) {
      it(`reads all ${spans} mentions of ${folder}`, async function () {
        const path = corpus(folder);
        if (path === undefined) return this.skip();
        const files = filesIn(path, ".ann");
        expect(files).to.have.length(documents);
        let read = 0;
        for (const { path: file, text: ann } of files) {
          const companion = readText(file.replace(/\.ann$/, ".txt"));
          const { records, problems } = await readGold("brat", ann, { companion });
          expect(problems).to.deep.equal([]);
          const surfaces = ann.split("\n").flatMap((line) => {
            const [, place, surface] = line.split("\t");
            return place === undefined ? [] : `${place.split(" ")[0]} ${surface}`;
          });
          expect(mentionsOf(records[0]!)).to.deep.equal(surfaces);
          read += surfaces.length;
        }
        expect(read).to.equal(spans);
      });
    }

    for (const run of ["gold/%/sample", "system/%/subtrack1/sample/baseline", "system/%/subtrack2/sample/baseline"]) {
      it(`reads the same from brat and from i2b2 XML of meddocan/${run}`, async function () {
        const [brat, i2b2] = ["brat", "i2b2"].map((name) => corpus(`meddocan/${run.replace("%", name)}`));
        if (brat === undefined || i2b2 === undefined) return this.skip();
        const files = filesIn(brat, ".ann");
        expect(files).to.have.length(15);
        for (const { name, path, text: ann } of files) {
          const one = await readGold("brat", ann, { companion: readText(path.replace(/\.ann$/, ".txt")) });
          const other = await readGold("i2b2", readText(`${i2b2}/${name}.xml`));
          expect(other.problems).to.deep.equal([]);
          const [a, b] = [one.records[0]!, other.records[0]!];
          expect(a.text, name).to.equal(b.text);
          expect([...a.spans].sort(compareSpans), name).to.deep.equal([...b.spans].sort(compareSpans));
        }
      });
    }

    it("does not fall over damaged ones", async function () {
      const path = corpus("meddocan/gold/brat/sample");
      if (path === undefined) return this.skip();
      const files = filesIn(path, ".ann");
      const texts = files.map(({ path: file, text: ann }) => ({
        text: ann,
        companion: readText(file.replace(/\.ann$/, ".txt")),
      }));
      await survives("brat", texts);
    });
  });
});
