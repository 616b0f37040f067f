import { expect } from "chai";
import { asTyped } from "../../src/cli/messages/typed.ts";
import { byCount, counted, firstOf, grouped, listed, option, these } from "../../src/messages/words.ts";

describe("words of messages", () => {
  it("count with the noun, in the singular for one alone", () => {
    expect([0, 1, 1042].map((count) => counted(count, "document"))).to.deep.equal([
      "0 documents",
      "1 document",
      "1,042 documents",
    ]);
    expect(counted(2, "entry", "entries")).to.equal("2 entries");
    expect([1, 2].map((count) => `${these(count, "span")} ${byCount(count, "is", "are")}`)).to.deep.equal([
      "this span is",
      "these 2 spans are",
    ]);
    expect([1e21, 123456].map(grouped)).to.deep.equal(["1e+21", "123,456"]);
  });

  it("list names, and say how many more there are", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).to.deep.equal(["", "a", "a and b", "a, b and c"]);
    expect(firstOf(["a", "b", "c"], 3)).to.equal("a, b, c");
    expect(firstOf(["a", "b", "c"], 2)).to.equal("a, b and 1 more");
    expect(firstOf(["a", "b"], 2, 1500)).to.equal("a, b and 1,498 more");
  });
});

describe("options in messages", () => {
  it("are keys in the core, and are typed with dashes on the command line", () => {
    const sentence = `set ${option("offsets", "utf8")} or ${option("goldOffsets")}`;
    expect(sentence).to.equal("set `offsets: utf8` or `goldOffsets`");
    expect(asTyped(sentence)).to.equal("set --offsets utf8 or --gold-offsets");
  });

  it("have values as a shell takes them", () => {
    expect(asTyped(`set ${option("map", "pred:it's=work of art")}`)).to.equal("set --map 'pred:it'\\''s=work of art'");
    expect(asTyped(`see ${option("columns", "f1[PER]")}`)).to.equal("see --columns f1[PER]");
  });

  it("are left alone in strings of data", () => {
    expect(asTyped('no document "a \\" `types`" under `types`')).to.equal('no document "a \\" `types`" under --types');
  });

  it("leave other words in backticks alone", () => {
    expect(asTyped("a `[` is never closed in `nothing`")).to.equal("a `[` is never closed in `nothing`");
  });
});
