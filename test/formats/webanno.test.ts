import { expect } from "chai";
import fc from "fast-check";
import { goldFormatFor, predictionFormatFor } from "../../src/formats/detect.ts";
import { labelsOf, unescaped } from "../../src/formats/webanno/layers.ts";
import { webanno } from "../../src/formats/webanno/webanno.ts";
import { runs } from "../runs.ts";
import { compareSpans, span } from "../spans.ts";
import { chance, mentions, misfits, mutated, readGold, readPredictions } from "./columns/reading.ts";

const head =
  "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n";

const text = `#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Quote|
#T_RL=webanno.custom.Rel|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity


#Text=😀 Ada Moen of Port Osk
1-1\t0-2\t😀\tX\tX\t_\t_\t_\t_\t_\t
1-2\t3-6\tAda\tN\tN\t*[1]\tPER[1]\t_\t_\t_\t
1-3\t7-11\tMoen\tN\tN\t*[1]\tPER[1]\t*[9]\t_\t_\t
1-4\t12-14\tof\t_\t_\t_\t_\t*[9]\t_\t_\t
1-5\t15-19\tPort\tN\tN\thttp://x/Q1[2]|*[3]\tLOC[2]|creative\\_work[3]\t_\t_\t_\t
1-6\t20-23\tOsk\tN\tN\thttp://x/Q1[2]\tLOC[2]\t_\t_\t_\t
1-6.1\t20-21\tO\t_\t_\t*\tLETTER\t_\t_\t_\t

#Sentence.id=s2
#Text=No\\tway
2-1\t26-28\tNo\t_\t_\t*\t*\t_\t_\t_\t
2-2\t29-32\tway\t_\t_\t_\t_\t_\t_\t_\t
`;

describe("the WebAnno TSV format", () => {
  it("reads one layer's values, over several tokens, stacked, within tokens, with offsets in UTF-16", async () => {
    const { documents, issues } = await readGold(webanno, text);
    expect(issues).to.deep.equal([]);
    expect(documents.map(({ id, text }) => [id, text])).to.deep.equal([["dev", "😀 Ada Moen of Port Osk  \nNo\tway"]]);
    expect(mentions(documents[0]!)).to.deep.equal([
      "PER Ada Moen",
      "LOC Port Osk",
      "creative_work Port",
      "LETTER O",
      "_ No",
    ]);
    expect(documents[0]!.tokens).to.have.length(8);
    for (const size of [1, 100]) expect((await readGold(webanno, text, { size })).documents).to.deep.equal(documents);
  });

  it("gives predictions the surfaces of their mentions", async () => {
    const { predictions } = await readPredictions(webanno, text);
    expect(predictions.map(({ id, text, spans }) => [id, text, spans[0]])).to.deep.equal([
      ["dev", undefined, { ...span(3, 11, "PER"), surface: "Ada Moen" }],
    ]);
  });

  it("takes another layer or feature by its name", async () => {
    const read = async (column: string) => (await readGold(webanno, text, { column })).documents.flatMap(mentions);
    expect(await read("POS")).to.deep.equal(["X 😀", "N Ada", "N Moen", "N Port", "N Osk"]);
    expect(await read("Quote")).to.deep.equal(["_ Moen of"]);
    expect((await read("NamedEntity.identifier"))[1]).to.equal("http://x/Q1 Port Osk");
    expect((await readGold(webanno, text, { column: "Nope" })).issues).to.deep.equal([
      "webanno-layer 9:1 no layer is called Nope: the file has POS (PosValue, coarseValue), NamedEntity (identifier, value), Quote ()",
    ]);
  });

  it("takes the only layer where none is called NamedEntity, and asks where there are several", async () => {
    const body = "#Text=Ada\n1-1\t0-3\tAda\tPER\tx\n";
    const read = (layers: string) => readGold(webanno, `#FORMAT=WebAnno TSV 3.2\n${layers}${body}`);
    expect((await read("#T_SP=webanno.custom.Who|kind|value\n")).documents.flatMap(mentions)).to.deep.equal(["x Ada"]);
    expect((await read("#T_SP=c.A|a\n#T_SP=c.B|b\n")).issues).to.deep.equal([
      "webanno-layer 5:1 no single layer is called NamedEntity: the file has A (a), B (b)",
    ]);
    expect((await read("")).issues[0]).to.match(/the file has no layer of spans$/);
  });

  it("says what is wrong, and where", async () => {
    const wrong = async (lines: string) => (await readGold(webanno, `${head}${lines}`)).issues;
    expect(await wrong("#Text=Ada\nAda\t_\t_\n")).to.deep.equal([
      "webanno-line 6:1 not a WebAnno TSV line: expected a token number such as 1-1, offsets such as 0-5, and the text, separated by tabs",
    ]);
    expect(await wrong("#Text=😀 Ada\n1-1\t0-1\t😀\t_\t_\n1-2\t2-5\tAda\t_\t_\n")).to.deep.equal([
      'webanno-text 6:2 the text at 0-1 is "\\ud83d", not "😀"',
    ]);
    expect(await wrong("#Text=Ada\n1-1\t0-3\tAda\t_\tPER[x]\n")).to.deep.equal([
      'webanno-line 6:15 "PER[x]" is not a label such as PER or PER[1]',
    ]);
    expect(await wrong("#Text=Ada\n1-1\t0-3\tAda\n")).to.deep.equal([
      "webanno-line 6:1 the line has no column for NamedEntity",
    ]);
    expect(await wrong("#Text=a b\n1-1\t0-1\ta\t_\tX[1]\n1-2\t2-3\tb\t_\tY[1]\n")).to.deep.equal([
      "webanno-line 7:1 the annotation [1] is both X and Y",
    ]);
  });

  it("takes apart what was escaped and stacked", () => {
    expect(labelsOf("a\\|b[1]|c\\[2\\]|d\\_e[3]")).to.deep.equal([
      { label: "a|b", number: 1 },
      { label: "c[2]", number: undefined },
      { label: "d_e", number: 3 },
    ]);
    expect([labelsOf("_"), labelsOf("*"), labelsOf("*[4]")]).to.deep.equal([
      [],
      [{ label: "_", number: undefined }],
      [{ label: "_", number: 4 }],
    ]);
    expect(unescaped("a\\tb\\->c\\\\n")).to.equal("a\tb->c\\n");
    const escaped = (label: string) => label.replace(/[\\[\]|_*;]/g, "\\$&");
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z\\[\]|_*;é]{1,6}$/), { minLength: 1, maxLength: 4 }), (labels) => {
        const cell = labels.map((label, i) => `${escaped(label)}[${i + 1}]`).join("|");
        expect(labelsOf(cell)).to.deep.equal(labels.map((label, i) => ({ label, number: i + 1 })));
      }),
    );
  });

  it("holds what was written, whatever overlaps", async () => {
    const spans = fc.array(
      fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 4 }), fc.constantFrom("A", "b_c", "constructor")),
      {
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(spans, async (drawn) => {
        const placed = drawn.map(([start, size, type]) => ({ start, end: Math.min(10, start + size), type }));
        const lines = Array.from({ length: 10 }, (_, token) => {
          const here = placed.flatMap(({ start, end, type }, i) =>
            start <= token && token < end ? [`${type.replace("_", "\\_")}[${i + 1}]`] : [],
          );
          const cell = here.join("|") || "_";
          return `1-${token + 1}\t${token * 3}-${token * 3 + 2}\tw${token}\t${cell.replace(/[^|]+(?=\[)/g, "*")}\t${cell}\t`;
        });
        const words = Array.from({ length: 10 }, (_, token) => `w${token}`).join(" ");
        const { documents, issues } = await readGold(webanno, `${head}#Text=${words}\n${lines.join("\n")}\n`);
        expect(issues).to.deep.equal([]);
        expect(documents[0]!.spans).to.deep.equal(
          placed.map(({ start, end, type }) => span(start * 3, end * 3 - 1, type)).sort(compareSpans),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("is told by its first line, whatever its ending", () => {
    for (const name of ["a.tsv", "a.txt", "a", "a.webanno"]) expect(goldFormatFor(name, text).name).to.equal("webanno");
    expect(predictionFormatFor("a.tsv", text).name).to.equal("webanno");
  });

  it("may be damaged in many ways, and is read or refused", async () => {
    const draw = chance(11);
    for (let i = 0; i < runs(1000); i++) {
      const damaged = mutated(text, draw);
      const { documents } = await readGold(webanno, damaged);
      expect(misfits(documents), damaged).to.deep.equal([]);
    }
  });
});
