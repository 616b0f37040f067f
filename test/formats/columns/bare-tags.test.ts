import { expect } from "chai";
import { bareTagsIn } from "../../../src/formats/columns/bare-tags.ts";
import { predictionFormatFor } from "../../../src/formats/detect.ts";

describe("tags without tokens", () => {
  it("are a sentence on each line, or a tag on each", () => {
    for (const text of ["O B-PER I-PER\nO O\n", "O\nO B-PER\n", "B-PER I-PER O O\n", "O\tB-PER\tO\n\nO\n"])
      expect(bareTagsIn(text), text).to.equal("sentence per line");
    for (const text of ["O\nB-PER\n\nO\n", "O\n"]) expect(bareTagsIn(text), text).to.equal("tag per line");
  });

  it("may be misspelt here and there", () => {
    const line = "O O O O O B-PER I-PER O O O\n";
    expect(bareTagsIn(`${line}${line}O X-foo\n`)).to.equal("sentence per line");
  });

  it("are not taken for such where they could be columns, or are words", () => {
    for (const text of [
      "",
      "\n",
      "O B-PER\nO O\n",
      "O O B-PER\nO O O\n",
      "Ada B-PER\nO O O\n",
      "Ada\nMoen\n",
      "PER O\n",
    ])
      expect(bareTagsIn(text), text).to.equal(undefined);
  });

  it("are predictions in CoNLL, whatever the file is called", () => {
    for (const name of ["p.txt", "p.pred", "p.conll", "<stdin>"])
      expect(predictionFormatFor(name, "O B-PER I-PER\nO O\n").name, name).to.equal("conll");
  });
});
