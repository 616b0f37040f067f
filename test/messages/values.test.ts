import { expect } from "chai";
import { argument, cutOff, fieldValue } from "../../src/messages/values.ts";
import { atField, inFile, inRecord } from "../../src/messages/words.ts";

describe("values in messages", () => {
  it("of records are shown with their type, and long strings cut off", () => {
    expect([null, undefined, [], {}, 5, true, "5", () => 1].map(fieldValue)).to.deep.equal([
      ...["null", "undefined", "an array", "an object", "5 (a number)", "true (a boolean)"],
      ...['"5" (a string)', "a function"],
    ]);
    expect(fieldValue("x".repeat(81))).to.equal(`"${"x".repeat(77)}…" (a string)`);
    expect(["x".repeat(10), "x".repeat(11)].map((text) => cutOff(text, 10).length)).to.deep.equal([10, 8]);
  });

  it("of a program are shown with the class or the length of what it gave", () => {
    expect([null, undefined, [], [1, 2], {}, new Map(), 5, true, "f1", () => 1].map(argument)).to.deep.equal([
      ...["null", "undefined", "an empty array", "an array of length 2", "an object", "a Map", "5", "true (a boolean)"],
      ...['"f1"', "a function"],
    ]);
    expect(argument(Object.create(null))).to.equal("an object");
    expect(argument("x".repeat(61))).to.equal(`"${"x".repeat(57)}…"`);
  });
});

describe("places in messages", () => {
  const words = { code: "span-reversed", message: "the span is empty" } as const;

  it("are the file in front, with how many more there are", () => {
    expect(inFile("a.ann", words)).to.deep.equal({ ...words, message: "a.ann: the span is empty" });
    expect(inFile("a.ann", words, 1042).message).to.equal("a.ann and 1,041 more: the span is empty");
  });

  it("are the record and the span in front, or the record and the field behind", () => {
    expect(inRecord('document "a"', "it is empty")).to.equal('document "a": it is empty');
    expect(inRecord('document "a"', "it is empty", 3)).to.equal('document "a", span 3: it is empty');
    expect(atField(words, ["entities"])).to.equal(words);
    expect(atField(words, ["entities", 0], 2).message).to.equal("the span is empty (record 2, entities.0)");
  });
});
