import { expect } from "chai";
import { corpus, filesIn, mentionsOf, readGold, readPredictions, survives } from "./reading.ts";

const gate = (text: string, ...sets: string[]) =>
  `<?xml version='1.0' encoding='UTF-8'?>\n<GateDocument version="3">\n<TextWithNodes>${text}</TextWithNodes>\n${sets.join("\n")}\n</GateDocument>\n`;
const set = (name: string | undefined, ...annotations: string[]) =>
  `<AnnotationSet${name === undefined ? "" : ` Name="${name}"`}>\n${annotations.join("\n")}\n</AnnotationSet>`;
const annotation = (type: string, start: string, end: string) =>
  `<Annotation Id="1" Type="${type}" StartNode="${start}" EndNode="${end}"><Feature><Name>x</Name></Feature></Annotation>`;

const text = '😀 <Node id="3"/>A&amp;B<Node id="6"/> &#233;<Node id="8"/>';

describe("GATE XML", () => {
  it("takes the places of nodes in the text, entities decoded, for offsets", async () => {
    const { records, problems } = await readGold("gate", gate(text, set("Key", annotation("ORG", "3", "6"))));
    expect(problems).to.deep.equal([]);
    expect(records[0]).to.deep.include({ id: "f", text: "😀 A&B é", spans: [{ start: 3, end: 6, type: "ORG" }] });
  });

  it("passes over tokens and sentences, and says so; with type names, over all others", async () => {
    const file = gate(text, set("Key", annotation("Token", "3", "6"), annotation("ORG", "3", "6")));
    const { records, warnings } = await readGold("gate", file);
    expect(mentionsOf(records[0]!)).to.deep.equal(["ORG A&B"]);
    expect(warnings.map(({ message }) => message)).to.deep.equal([
      "f: 1 annotation of tokens, sentences and the like was skipped",
    ]);
    const named = await readGold("gate", file, { types: ["Token"] });
    expect(mentionsOf(named.records[0]!)).to.deep.equal(["Token A&B"]);
  });

  it("reads the set Key as gold and the default set as predictions, the only one, or the one named", async () => {
    const both = gate(text, set(undefined, annotation("SYS", "3", "6")), set("Key", annotation("ORG", "3", "6")));
    expect((await readGold("gate", both)).records[0]!.spans[0]!.type).to.equal("ORG");
    expect((await readPredictions("gate", both)).records[0]!.spans).to.deep.equal([
      { start: 3, end: 6, type: "SYS", surface: "A&B" },
    ]);
    expect((await readGold("gate", both, { set: "" })).records[0]!.spans[0]!.type).to.equal("SYS");
    expect((await readGold("gate", both, { set: "none" })).records[0]!.spans).to.deep.equal([]);
    const only = gate(text, set("Mine", annotation("ORG", "3", "6")));
    const { records, warnings } = await readGold("gate", only);
    expect(records[0]!.spans[0]!.type).to.equal("ORG");
    expect(warnings.map(({ message }) => message)).to.deep.equal([
      "f: the annotation set Mine was read; no other set has entities",
    ]);
    const several = gate(text, set("Mine", annotation("A", "3", "6")), set("Yours", annotation("B", "3", "6")));
    expect((await readGold("gate", several)).problems).to.deep.equal([
      "1:1 xml-shape: several annotation sets have entities: Mine, Yours",
    ]);
  });

  it("says what is wrong, and where", async () => {
    const annotations = [annotation("ORG", "3", "7"), annotation("ORG", "6", "3"), annotation("", "3", "6")];
    expect((await readGold("gate", gate(text, set("Key", ...annotations)))).problems).to.deep.equal([
      "5:1 xml-shape: the annotation ORG refers to a missing node",
      "6:1 span-reversed: the annotation ORG 6–3 is empty or ends before it starts",
      "7:1 xml-shape: the annotation has no Type",
    ]);
    expect((await readGold("gate", "<GateDocument/>")).problems).to.deep.equal([
      "1:1 xml-shape: the file has no <TextWithNodes>",
    ]);
    expect((await readGold("gate", "<GateDocument>\n  <a></b>\n")).problems).to.deep.equal([
      "2:9 xml-syntax: the file is not well-formed XML: unexpected close tag",
    ]);
  });

  describe("in files of others", () => {
    for (const [folder, set, expected] of [
      ["a", "Key", 22],
      ["e", "merged", 129],
      ["h", "merged", 44],
    ] as const) {
      it(`reads the ${expected} entities of the set ${set} in broad_twitter/${folder}`, async function () {
        const path = corpus(`broad_twitter/${folder}.gatexml`);
        if (path === undefined) return this.skip();
        const files = filesIn(path, ".xml");
        expect(files).to.have.length(40);
        const types = ["Person", "Location", "Organization", "Product"];
        let found = 0;
        for (const { text: file } of files) {
          const { records, problems } = await readGold("gate", file, { types, set });
          expect(problems).to.deep.equal([]);
          // Node ids are UTF-16 offsets there; they and the elements are found with regular expressions.
          const inSet = file.split(`<AnnotationSet Name="${set}">`)[1]!.split("</AnnotationSet>")[0]!;
          const wanted = Array.from(
            inSet.matchAll(/Type="(Person|Location|Organization|Product)" StartNode="(\d+)" EndNode="(\d+)"/g),
            ([, type, start, end]) => ({ start: Number(start), end: Number(end), type }),
          );
          expect(records[0]!.spans).to.deep.equal(wanted);
          found += wanted.length;
        }
        expect(found).to.equal(expected);
      });
    }

    it("does not fall over damaged ones", async function () {
      const path = corpus("broad_twitter/a.gatexml");
      if (path === undefined) return this.skip();
      await survives("gate", filesIn(path, ".xml"));
    });
  });
});
