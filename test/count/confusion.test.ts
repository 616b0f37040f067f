import { expect } from "chai";
import { TypeNames } from "../../src/corpus/columns.ts";
import type { Span } from "../../src/corpus/span.ts";
import { ConfusionTally } from "../../src/count/confusion.ts";
import { normalize, partsOfCells } from "../../src/score/confusion-parts.ts";
import { matched } from "../counting.ts";
import { span } from "../spans.ts";

describe("a confusion matrix", () => {
  const types = new TypeNames();
  const tally = new ConfusionTally(types);
  const add = (gold: readonly Span[], pred: readonly Span[]) => {
    const { document, ledger } = matched(gold, pred, { types });
    tally.add(document, ledger);
  };
  const places = [0, 10, 20, 30].map((start) => (type: string) => span(start, start + 5, type));
  const [first, second, third, fourth] = places as [(typeof places)[0], (typeof places)[0], (typeof places)[0], (typeof places)[0]]; // biome-ignore format: a tuple.
  add([first("B"), second("A"), third("A")], [first("B"), second("B"), fourth("B")]);
  add([first("A")], [first("A")]);
  const confusion = tally.matrix();

  it("has a row for every gold type and a column for every predicted one, in the order of names, none last", () => {
    expect(confusion.types).to.deep.equal(["A", "B"]);
    expect(confusion.counts).to.deep.equal([
      [1, 1, 1],
      [0, 1, 0],
      [0, 1, 0],
    ]);
    expect(confusion.cells).to.deep.equal([
      [0, 0, 1],
      [0, 1, 1],
      [0, 2, 1],
      [1, 1, 1],
      [2, 1, 1],
    ]);
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
    const nothing = normalize({ counts: [[0]] }, "gold");
    expect(nothing).to.deep.equal([[undefined]]);
  });

  it("is the same from a saved matrix and from saved cells", () => {
    for (const { types, counts, cells } of [confusion])
      for (const saved of [
        { types, counts },
        { types, cells },
      ])
        expect(ConfusionTally.from(saved).matrix()).to.deep.equal(confusion);
    expect(partsOfCells(confusion).map(({ ofGold }) => ofGold)).to.deep.equal([1 / 3, 1 / 3, 1 / 3, 1, 1]);
    expect(partsOfCells(confusion).map(({ ofPred }) => ofPred)).to.deep.equal([1, 1 / 3, 1, 1 / 3, 1 / 3]);
  });
});
