import { expect } from "chai";
import fc from "fast-check";
import { type Pair, Pairing, type PairOptions } from "../../src/align/pair.ts";
import { collect, type Document, type Prediction, type Stream } from "../../src/corpus/document.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { shuffled } from "../spans.ts";

const document = (id: string, line = 1, source = "gold"): Document => ({
  id,
  text: id,
  spans: [],
  origin: { source, line },
});
const prediction = (id: string, line?: number): Prediction => ({ id, spans: [], origin: { source: "pred", line } });
const documents = (...ids: string[]) => ids.map((id, i) => document(id, i + 1));
const predictions = (...ids: string[]) => ids.map((id, i) => prediction(id, i + 1));

async function paired(gold: Stream<Document>, preds: Stream<Prediction>, options: PairOptions = { by: "id" }) {
  const issues = new IssueLog();
  const pairing = new Pairing(issues, options);
  const pairs = await collect(pairing.pairs(gold, preds));
  return { pairs, issues: issues.issues, counts: pairing.counts(), warnings: pairing.warnings };
}
const shown = (pairs: readonly Pair[]) => pairs.map(({ gold, pred }) => `${gold.id}${pred ? `+${pred.id}` : ""}`);

/** A stream in batches of these sizes, over and over; empty batches too. */
async function* inBatches<R>(records: readonly R[], sizes: readonly number[]): AsyncIterable<readonly R[]> {
  for (let from = 0, i = 0; from < records.length; i++) {
    const size = sizes[i % sizes.length]!;
    yield records.slice(from, from + size);
    from += size;
  }
}
const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }).filter((list) => list.some((size) => size > 0));

describe("pairing", () => {
  it("brings together what has the same id, and puts gold without predictions last, in its order", async () => {
    const { pairs, issues } = await paired(documents("c", "a", "b", "d"), predictions("b", "c"));
    expect(shown(pairs)).to.deep.equal(["b+b", "c+c", "a", "d"]);
    expect(issues).to.deep.equal([]);
  });

  it("finds the same pairs in any order of either stream, and in any batches", () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ unit: "grapheme" }), { maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        sizes,
        sizes,
        fc.nat(12),
        async (ids, goldSeed, predSeed, goldSizes, predSizes, unpredicted) => {
          const gold = documents(...ids);
          const preds = predictions(...ids.slice(unpredicted));
          const { pairs, issues } = await paired(
            inBatches(shuffled(gold, goldSeed), goldSizes),
            inBatches(shuffled(preds, predSeed), predSizes),
          );
          expect(issues).to.deep.equal([]);
          expect(pairs).to.have.length(ids.length);
          const found = new Map(pairs.map((one) => [one.gold, one.pred]));
          for (const one of gold) expect(found.get(one)).to.equal(preds.find(({ id }) => id === one.id));
        },
      ),
    ));

  it("hands on each pair as soon as it is complete, and reads streams of one order in step", async () => {
    const read: string[] = [];
    async function* reporting<R extends { id: string }>(side: string, records: readonly R[]) {
      for (const record of records) {
        read.push(`${side}${record.id}`);
        yield [record];
      }
    }
    const ids = ["a", "b", "c"];
    const pairing = new Pairing(new IssueLog());
    for await (const pairs of pairing.pairs(reporting("g", documents(...ids)), reporting("p", predictions(...ids))))
      if (pairs.length > 0) read.push(...shown(pairs));
    expect(read).to.deep.equal(["ga", "pa", "a+a", "gb", "pb", "b+b", "gc", "pc", "c+c"]);
  });

  it("keeps the first of records with one id, and reports the others with the place of the first", async () => {
    const { pairs, issues } = await paired(
      [...documents("a", "b", "a"), document("a", 1, "other"), document("b", 2)],
      [...predictions("b", "b"), prediction("b", 1)],
    );
    expect(pairs.map(({ gold, pred }) => [gold.id, gold.origin?.line, pred?.origin?.line])).to.deep.equal([
      ["b", 2, 1],
      ["a", 1, undefined],
    ]);
    expect(issues.map(({ code, source, line, message, hint }) => [code, source, line, message, hint])).to.deep.equal([
      ["id-repeated", "gold", 3, 'a second gold document has the id "a"; the first is on line 1', own],
      ["id-repeated", "other", 1, 'a second gold document has the id "a"; the first is in gold', own],
      ["id-repeated", "gold", 2, 'a second gold document has the id "b"', "the same file was read twice; name it once"],
      ["id-repeated", "pred", 2, 'a second prediction has the id "b"; the first is on line 1', own],
      ["id-repeated", "pred", 1, 'a second prediction has the id "b"', "the same file was read twice; name it once"],
    ]);
  });

  it("names no line where there is none", async () => {
    const { issues } = await paired(documents("a"), [prediction("a"), prediction("a")]);
    expect(issues.map(({ message, hint }) => [message, hint])).to.deep.equal([
      ['a second prediction has the id "a"', own],
    ]);
  });

  it("reports predictions for documents that the gold does not have, and asks whether a similar id is meant", async () => {
    const { pairs, issues } = await paired(
      documents("news/Brussels", "b.1", "plain", "fourth"),
      predictions("brussels", "BRUSSELS.txt", "out\\brussels.json", "B.1", "x", "PLAIN.jsonl"),
    );
    expect(shown(pairs)).to.deep.equal(["news/Brussels", "b.1", "plain", "fourth"]);
    const examples = 'gold ids look like "news/Brussels", "b.1", "plain"';
    const meant = (id: string) => `did you mean "${id}"? ids must match the gold ids exactly`;
    expect(issues.map(({ code, line, message, hint }) => [code, line, message, hint])).to.deep.equal([
      ["id-unknown", 1, 'no gold document has the id "brussels"', meant("news/Brussels")],
      ["id-unknown", 2, 'no gold document has the id "BRUSSELS.txt"', meant("news/Brussels")],
      ["id-unknown", 3, 'no gold document has the id "out\\\\brussels.json"', meant("news/Brussels")],
      ["id-unknown", 4, 'no gold document has the id "B.1"', meant("b.1")],
      ["id-unknown", 5, 'no gold document has the id "x"', examples],
      ["id-unknown", 6, 'no gold document has the id "PLAIN.jsonl"', meant("plain")],
    ]);
  });

  it("says where there is no gold at all, and does not where an issue says why", async () => {
    const { issues } = await paired([], predictions("a"));
    expect(issues.map(({ hint }) => hint)).to.deep.equal(["the gold has no documents"]);
    const log = new IssueLog();
    log.add({ code: "gold-none", message: "nothing there" });
    expect(await collect(new Pairing(log).pairs([], predictions("a", "b")))).to.deep.equal([]);
    expect(log.issues.map(({ code }) => code)).to.deep.equal(["gold-none"]);
  });

  it("takes ids for data: names of Object's own pair like any others", async () => {
    const ids = ["__proto__", "constructor", "toString", ""];
    const { pairs, issues } = await paired(documents(...ids), predictions(...ids));
    expect(shown(pairs)).to.deep.equal(ids.map((id) => `${id}+${id}`));
    expect(issues).to.deep.equal([]);
  });
});

const own = "give every document its own id";
