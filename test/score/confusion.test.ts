import { expect } from "chai";
import { matchSpans } from "../../src/match/ledger.ts";
import { ConfusionTally, normalize } from "../../src/score/confusion.ts";
import { span } from "../spans.ts";

describe("a confusion matrix", () => {
  const tally = new ConfusionTally();
  const places = [0, 10, 20, 30].map((start) => (type: string) => span(start, start + 5, type));
  const [first, second, third, fourth] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0], (typeof places)[0]]; // biome-ignore format: a tuple.
  tally.add(matchSpans([first("B"), second("A"), third("A")], [first("B"), second("B"), fourth("B")]).links);
  tally.add(matchSpans([first("A")], [first("A")]).links);
  const confusion = tally.matrix();

  it("has a row for every gold type and a column for every predicted one, in the order of names, none last", () => {
    expect(confusion).to.deep.equal({
      types: ["A", "B"],
      counts: [
        [1, 1, 1],
        [0, 1, 0],
        [0, 1, 0],
      ],
    });
  });

  it("may be in parts of its rows or of its columns, undefined where those are empty", () => {
    expect(normalize(confusion, "gold")).to.deep.equal([
      [1 / 3, 1 / 3, 1 / 3],
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect(normalize(confusion, "pred")).to.deep.equal([
      [1, 1 / 3, 1],
      [0, 1 / 3, 0],
      [0, 1 / 3, 0],
    ]);
    const nothing = normalize({ types: [], counts: [[0]] }, "gold");
    expect(nothing).to.deep.equal([[undefined]]);
  });
});
