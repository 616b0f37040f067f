import { expect } from "chai";
import { IssueLog } from "../../src/corpus/issue.ts";
import { defaultGoldOptions } from "../../src/formats/format.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { chunksOf } from "../../src/formats/lines.ts";

/** The documents of a gold line with these fields, and what is wrong with it. */
async function read(fields: object) {
  const issues = new IssueLog();
  const context = { source: "gold.jsonl", name: "gold", issues, warnings: [] };
  const line = JSON.stringify({ id: "a", text: "Ada Moen", ...fields });
  const documents = [];
  for await (const batch of jsonl.gold.read(chunksOf(line), context, defaultGoldOptions)) documents.push(...batch);
  return { documents, issues: issues.issues.map(({ message, path }) => `${path?.join(".")}: ${message}`) };
}

describe("partial annotation in JSONL", () => {
  it("leaves a fully annotated document as it was", async () => {
    for (const fields of [{}, { annotated: true }, { annotated: null, unannotated: null }]) {
      const { documents } = await read({ entities: [], ...fields });
      expect(documents.map((document) => Object.keys(document))).to.deep.equal([["id", "text", "spans", "origin"]]);
    }
  });

  it("says of a document that nobody annotated it, which then needs no entities", async () => {
    const { documents, issues } = await read({ annotated: false });
    expect(issues).to.deep.equal([]);
    expect(documents[0]).to.include({ id: "a", annotated: false });
    expect((await read({ annotated: true })).issues).to.deep.equal([': the record has no "entities"']);
  });

  it("names the regions that nobody annotated", async () => {
    const { documents } = await read({ entities: [], unannotated: [[4, 8], [0, 1]] }); // biome-ignore format: short.
    expect(documents[0]!.unannotated).to.deep.equal([{ start: 4, end: 8 }, { start: 0, end: 1 }]); // biome-ignore format: short.
  });

  it("is refused with its place where it makes no sense", async () => {
    expect((await read({ entities: [], annotated: "no" })).issues).to.deep.equal([
      'annotated: "annotated" is "no" (a string), expected true or false',
    ]);
    expect((await read({ entities: [], unannotated: [[0, 1], [4]] })).issues).to.deep.equal([
      "unannotated.1: expected [start, end], two whole numbers",
    ]);
  });
});
