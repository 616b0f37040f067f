import { expect } from "chai";
import fc from "fast-check";
import { tagSchemes } from "../../src/formats/columns/schemes.ts";
import { conll, conllWriter } from "../../src/formats/conll.ts";
import { writtenFormats } from "../../src/formats/registry.ts";
import { runs } from "../runs.ts";
import { anyDocument, essence, readBack, write } from "./written.ts";

/** How many documents each format is tried with. */
const RUNS = Number(process.env.DOCUMENTS ?? runs(600));

/** The formats that have tokens of their own. */
const tokenized = new Set(["jsonl", "conll", "conllu", "webanno", "nested-tsv", "spacy", "gliner", "hf-tokens"]);

describe("a document written in a format", () => {
  for (const format of writtenFormats) {
    it(`is the same when it is read back, where ${format.name} says nothing of losses`, async () => {
      let same = 0;
      await fc.assert(
        fc.asyncProperty(anyDocument, async (document) => {
          const made = write(format, document);
          if (!("text" in made)) return;
          const { documents, issues } = await readBack(format, made, document.id);
          expect(issues, made.text).to.deep.equal([]);
          expect(documents.map(essence), made.text).to.deep.equal([essence(document)]);
          if (document.tokens && tokenized.has(format.name))
            expect(documents[0]!.tokens, made.text).to.deep.equal(document.tokens);
          same++;
        }),
        { numRuns: RUNS },
      );
      // Not all of them are refused.
      expect(same).to.be.greaterThan(RUNS / 50);
    });
  }

  for (const scheme of tagSchemes) {
    it(`is the same when it is read back from CoNLL in ${scheme}`, async () => {
      const format = { ...conll, writer: conllWriter(scheme) };
      let same = 0;
      await fc.assert(
        fc.asyncProperty(anyDocument, async (document) => {
          const made = write(format, document);
          if (!("text" in made)) return;
          const { documents, issues } = await readBack(format, made, document.id, { tags: scheme, repair: "refuse" });
          expect(issues, made.text).to.deep.equal([]);
          expect(documents.map(essence), made.text).to.deep.equal([essence(document)]);
          same++;
        }),
        { numRuns: RUNS },
      );
      expect(same).to.be.greaterThan(RUNS / 50);
    });
  }
});
