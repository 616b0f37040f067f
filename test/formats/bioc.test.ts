import { expect } from "chai";
import { mentionsOf, readGold, readPredictions, survives } from "./reading.ts";

const annotation = (type: string, text: string, ...places: (readonly [number, number])[]) => ({
  id: "1",
  infons: { type, identifier: "MESH:D1" },
  text,
  locations: places.map(([offset, length]) => ({ offset, length })),
});
type Annotation = ReturnType<typeof annotation>;
interface Passage {
  readonly offset: number;
  readonly text: string;
  readonly annotations: readonly Annotation[];
}
const titled: Passage[] = [
  { offset: 0, text: "Aspirin & 😀", annotations: [annotation("Chemical", "Aspirin", [0, 7])] },
  {
    offset: 12,
    text: "left and right knee",
    annotations: [annotation("Body", "left knee", [12, 4], [27, 4]), annotation("Side", "right", [21, 5])],
  },
];

const json = (...documents: { id: string; passages: readonly Passage[] }[]) =>
  JSON.stringify({ source: "x", documents });
const xml = (...documents: { id: string; passages: readonly Passage[] }[]) => {
  const escaped = (text: string) => text.replaceAll("&", "&amp;");
  const annotated = ({ infons, text, locations }: Annotation) =>
    `<annotation id="1"><infon key="type">${infons.type}</infon><infon key="identifier">MESH:D1</infon>${locations
      .map(({ offset, length }) => `<location offset="${offset}" length="${length}"/>`)
      .join("")}<text>${escaped(text)}</text></annotation>`;
  const passage = ({ offset, text, annotations }: Passage) =>
    `<passage><infon key="type">title</infon><offset>${offset}</offset><text>${escaped(text)}</text>${annotations.map(annotated).join("")}</passage>`;
  return `<?xml version="1.0"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection><source>x</source>\n${documents
    .map(({ id, passages }) => `<document><id>${id}</id>${passages.map(passage).join("")}</document>`)
    .join("\n")}</collection>`;
};

for (const [name, print] of [
  ["bioc", xml],
  ["bioc-json", json],
] as const) {
  describe(name, () => {
    it("puts passages at their offsets, and reads mentions in one piece or several", async () => {
      const { records, problems, warnings } = await readGold(
        name,
        print({ id: "d1", passages: titled }, { id: "d2", passages: [] }),
        { chunk: 50 },
      );
      expect([problems, warnings]).to.deep.equal([[], []]);
      expect(records.map(({ id, text }) => [id, text])).to.deep.equal([
        ["d1", "Aspirin & 😀\nleft and right knee"],
        ["d2", ""],
      ]);
      expect(mentionsOf(records[0]!)).to.deep.equal(["Chemical Aspirin", "Body left knee", "Side right"]);
    });

    it("lets surfaces decide between code points, UTF-16 and bytes, and says what they prove", async () => {
      const passages = [{ offset: 0, text: "😀 Ada é", annotations: [annotation("PER", "Ada", [5, 3])] }];
      const { records, warnings } = await readGold(name, print({ id: "d", passages }));
      expect(mentionsOf(records[0]!)).to.deep.equal(["PER Ada"]);
      expect(warnings.map(({ message }) => message)).to.deep.equal([
        "f: surface texts prove that offsets count UTF-8 bytes",
      ]);
    });

    it("reads part of a document from where it begins, and predictions with their text as a check", async () => {
      const passages = [{ offset: 500, text: "Ada met Bo", annotations: [annotation("PER", "Bo", [508, 2])] }];
      const { records } = await readPredictions(name, print({ id: "d", passages }));
      expect(records[0]).to.deep.include({
        text: "Ada met Bo",
        spans: [{ start: 8, end: 10, type: "PER", surface: "Bo" }],
      });
    });

    it("refuses passages that overlap or lie absurdly far apart, and wrong surfaces", async () => {
      for (const offset of [5, 1e9]) {
        const passages = [titled[0]!, { offset, text: "x", annotations: [] }];
        const { records, problems } = await readGold(name, print({ id: "d", passages }));
        expect(records).to.deep.equal([]);
        expect(problems.join()).to.contain('the passages of "d" overlap, or are more than 1,000,000 characters apart');
      }
      const passages = [{ offset: 0, text: "Ada", annotations: [annotation("PER", "Bo", [0, 2])] }];
      const { problems } = await readGold(name, print({ id: "d", passages }));
      expect(problems.join()).to.contain('span-surface: the text at PER 0–2 is "Ad", not "Bo"');
    });

    it("does not fall over damaged texts", async () => {
      await survives(name, [{ text: print({ id: "d1", passages: titled }, { id: "d2", passages: titled }) }]);
    });
  });
}

describe("bioc", () => {
  it("says what is wrong, and where; relations are counted", async () => {
    const file = [
      "<collection><document><id>d</id><passage><offset>x</offset>",
      "<text>Ada</text></passage><passage><offset>0</offset><text>Ada</text>",
      '<annotation><location offset="0" length="3"/></annotation>',
      ' <annotation><infon key="type">PER</infon></annotation>',
      '<annotation><infon key="type">PER</infon><location offset="0"/></annotation>',
      "<relation/></passage></document></collection>",
    ].join("\n");
    const { records, problems, warnings } = await readGold("bioc", file);
    expect(records).to.have.length(1);
    expect(problems).to.deep.equal([
      '1:42 xml-shape: the offset is "x", expected a whole number',
      "2:1 xml-shape: the text has no offset before it",
      "3:1 xml-shape: the annotation has no type",
      "4:2 xml-shape: the annotation has no location",
      "5:42 xml-shape: <location> has no length",
      "5:1 xml-shape: the annotation has no location",
    ]);
    expect(warnings.map(({ message }) => message)).to.deep.equal(["f: 1 relation was skipped"]);
  });

  it("takes sentences for the text of a passage that has none", async () => {
    const sentence = (offset: number, text: string) =>
      `<sentence><offset>${offset}</offset><text>${text}</text></sentence>`;
    const file = `<collection><document><id>d</id><passage><offset>0</offset>${sentence(0, "Ada.")}${sentence(5, "Bo.")}</passage></document></collection>`;
    expect((await readGold("bioc", file)).records[0]!.text).to.equal("Ada.\nBo.");
  });
});

describe("bioc-json", () => {
  it("says what is wrong, and where", async () => {
    const problems = async (value: unknown) => (await readGold("bioc-json", JSON.stringify(value))).problems;
    expect(await problems([])).to.deep.equal(['-:- jsonl-record: the file has no "documents" and no "passages"']);
    expect(await problems({ documents: [{}] })).to.deep.equal(['-:- jsonl-field: documents[0]: no "passages"']);
    const passages = [{ text: "Ada", annotations: [{}, { infons: { type: "PER" }, locations: [{ offset: -1 }] }] }];
    expect(await problems({ passages })).to.deep.equal([
      "-:- jsonl-field: the document.passages[0]: the text has no offset that is a whole number",
      "-:- jsonl-field: the document.passages[0].annotations[0]: the annotation has no type",
      "-:- jsonl-field: the document.passages[0].annotations[1]: the annotation has no locations",
    ]);
    expect((await readGold("bioc-json", "{")).problems[0]).to.match(/^-:- jsonl-syntax: the file is not JSON: /);
  });
});
