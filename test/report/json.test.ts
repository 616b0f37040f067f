import { expect } from "chai";
import fc from "fast-check";
import { prettyJson } from "../../src/report/json.ts";

describe("pretty JSON", () => {
  it("puts fields on lines of their own, and rows of numbers and short lists on one", () => {
    expect(
      prettyJson({ a: 1, b: undefined, names: ["x", "y"], rows: [[1, 2], [3]], objects: [{ c: null }], none: {} }),
    ).to.equal(`{
  "a": 1,
  "names": ["x","y"],
  "rows": [[1,2],[3]],
  "objects": [
    {
      "c": null
    }
  ],
  "none": {}
}`);
  });

  it("reads back as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const same = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(prettyJson(value))).to.deep.equal(same);
      }),
    );
  });

  it("keeps keys such as __proto__ and their order", () => {
    const value = JSON.parse('{"z":1,"__proto__":{"constructor":2},"a":[]}');
    expect(prettyJson(value).replace(/\s/g, "")).to.equal('{"z":1,"__proto__":{"constructor":2},"a":[]}');
  });
});
