import { expect } from "chai";
import fc from "fast-check";
import { collect, type Document, type Prediction } from "../../src/corpus/document.ts";
import type { NerEvalError } from "../../src/corpus/error.ts";
import { type Issue, IssueLog } from "../../src/corpus/issue.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import { conll } from "../../src/formats/conll.ts";
import { defaultGoldOptions } from "../../src/formats/format.ts";

type Sentence = readonly (readonly [word: string, tag: string])[];

const names = ["Ada Moen", "Bo Lind", "Cy Rask", "Di Holm", "Ed Vik", "Flo Dahl", "Gus Berg", "Hal Nes", "Ida Sund"];
const verbs = ["drove a truck", "sold two boats", "read nine letters", "mended old nets", "painted every door"];
const places = ["Osk", "Halden", "Narvik", "Lom", "Alta", "Voss", "Moss", "Bodin"];

/** Sentences of 9 or 11 tokens, all different. */
const gold: Sentence[] = Array.from({ length: 60 }, (_, i) => {
  const [first, last] = names[i % names.length]!.split(" ") as [string, string];
  const verb = verbs[(i * 2 + (i >> 3)) % verbs.length]!.split(" ").map((word) => [word, "O"] as const);
  const more = i % 3 === 0 ? [[`No${i}`, "O"] as const, [`of${i}`, "O"] as const] : [];
  const place = [`${places[i % places.length]}${i}`, "B-LOC"] as const;
  return [[`${first}${i}`, "B-PER"], [last, "I-PER"], ...verb, ["in", "O"], place, ...more, ["then", "O"], [".", "O"]];
});

const written = (sentences: readonly Sentence[]) =>
  sentences.map((tokens) => tokens.map((token) => `${token.join("\t")}\n`).join("")).join("\n");
const glued = (one: Sentence, other: Sentence): Sentence => [...one, ...other];
const reworded = (sentence: Sentence, salt = 0): Sentence =>
  sentence.map(([, tag], i) => [`${"qwxzk"[(i + salt) % 5]}${"uy"[i % 2]}${i * 7 + salt}`, tag]);

async function read(text: string): Promise<{ documents: Document[]; predictions: Prediction[] }> {
  const context = (source: string) => ({ source, name: "x", issues: new IssueLog(), warnings: [] });
  const chunks = async function* () {
    for (let at = 0; at < text.length; at += 700) yield text.slice(at, at + 700);
  };
  return {
    documents: await collect(conll.gold.read(chunks(), context("g"), defaultGoldOptions)),
    predictions: await collect(conll.predictions.read(chunks(), context("p"), { repair: "begin" })),
  };
}

/** What came of predictions that are these sentences. */
async function scored(sentences: readonly Sentence[] | string, options: EvaluateOptions = {}, own = gold) {
  const { documents } = await read(written(own));
  const { predictions } = await read(typeof sentences === "string" ? sentences : written(sentences));
  let issues: readonly Issue[] = [];
  const found = await evaluate(documents, predictions, options).catch((error: NerEvalError) => {
    issues = error.issues;
    return undefined;
  });
  const { gold, pred, correct } = found?.scores.strict.micro ?? {};
  return {
    counts: [gold, pred, correct],
    sentences: found?.alignment.sentences,
    warnings: found?.warnings.map(({ code }) => code) ?? [],
    errors: issues.map(({ code }) => code),
    messages: [...issues, ...(found?.warnings ?? [])].map(({ message }) => message),
  };
}

describe("sentences in tokens", () => {
  it("that are the gold's go on without a word", async () => {
    expect(await scored(gold)).to.deep.include({ counts: [120, 120, 120], warnings: [], sentences: undefined });
  });

  describe("with other words", () => {
    it("of the same number are refused, once for all", async () => {
      const { errors, messages } = await scored(gold.map((sentence, i) => reworded(sentence, i)));
      expect(errors).to.deep.equal(["tokens-unlike"]);
      expect(messages[0]).to.contain("60 of 60 predicted sentences have other words than the gold at the same place");
    });

    it("are spurious and named where they are few, and more may be with a higher drift", async () => {
      const some = gold.map((sentence, i) => (i === 30 ? reworded(sentence) : sentence));
      const { counts, warnings } = await scored(some);
      expect(counts).to.deep.equal([120, 120, 118]);
      expect(warnings).to.deep.equal(["tokens-unlike"]);
      const many = gold.map((sentence, i) => (i % 5 === 2 ? reworded(sentence) : sentence));
      expect((await scored(many)).errors).to.deep.equal(["tokens-unlike"]);
      expect((await scored(many, { maxDrift: 25 })).counts).to.deep.equal([120, 120, 96]);
    });

    it("in a few tokens of each, or in case and quotes, stay where they are", async () => {
      const changed = gold.map(
        (sentence): Sentence => sentence.map(([word, tag]) => [word === "in" ? "@@" : word, tag]),
      );
      expect(await scored(changed)).to.deep.include({ counts: [120, 120, 120], warnings: ["tokens-differ"] });
      const upper = gold.map((sentence): Sentence => sentence.map(([word, tag]) => [word.toUpperCase(), tag]));
      expect(await scored(upper)).to.deep.include({ counts: [120, 120, 120], warnings: ["tokens-differ"] });
    });

    it("are by position where they are short, and between sentences that are the gold's", async () => {
      const short: Sentence[] = gold.map((sentence, i) => (i === 9 ? [["https://x.y/z", "B-PER"]] : sentence));
      const url = short.map((sentence, i): Sentence => (i === 9 ? [["url", "B-PER"]] : sentence));
      expect(await scored(url, {}, short)).to.deep.include({ counts: [119, 119, 119], warnings: ["tokens-differ"] });
    });
  });

  describe("with other breaks", () => {
    const recut = (count: number, more = {}) => ({ recut: count, crossing: 0, joined: 0, moved: 0, ...more });

    it("are cut at the gold's, be one lost or all", async () => {
      const one = [...gold.slice(0, 20), glued(gold[20]!, gold[21]!), ...gold.slice(22)];
      expect(await scored(one)).to.deep.include({
        ...{ counts: [120, 120, 120], sentences: recut(2), warnings: ["tokens-unlike"] },
      });
      expect(await scored([gold.flat()])).to.deep.include({ counts: [120, 120, 120], sentences: recut(60) });
    });

    it("are cut at the gold's where no two breaks are the same, however long that goes on", async () => {
      const long = Array.from({ length: 20 }, (_, k) =>
        gold.map((sentence): Sentence => sentence.map(([word, tag]) => [`${word}${k}`, tag])),
      ).flat();
      const all = long.flat();
      const behind = [all.slice(0, 3)];
      for (let at = 3, i = 0; at < all.length; at += long[i++]!.length)
        behind.push(all.slice(at, at + long[i]!.length));
      const { counts, sentences, errors } = await scored(behind, {}, long);
      expect([errors, counts]).to.deep.equal([[], [2400, 2400, 2400]]);
      expect(sentences).to.deep.include({ recut: 1200 });
    });

    it("have mentions whole again that a break had cut in two", async () => {
      const cut = [...gold.slice(0, 7), gold[7]!.slice(0, 1), gold[7]!.slice(1), ...gold.slice(8)];
      expect(await scored(cut)).to.deep.include({ counts: [120, 120, 120], sentences: recut(1, { joined: 1 }) });
    });

    it("have a mention over a break of the gold's as one that is spurious", async () => {
      const ended = gold.map((sentence, i): Sentence => (i === 4 ? sentence.with(-1, [".", "B-LOC"]) : sentence));
      const goesOn = ended[5]!.with(0, [ended[5]![0]![0], "I-LOC"]).with(1, [ended[5]![1]![0], "O"]);
      const pred = [...ended.slice(0, 4), glued(ended[4]!, goesOn), ...ended.slice(6)];
      const { counts, sentences, messages } = await scored(pred);
      expect(counts).to.deep.equal([120, 120, 119]);
      expect(sentences).to.deep.equal(recut(2, { crossing: 1 }));
      expect(messages[0]).to.contain("1 mention across a gold break counts as spurious");
    });

    it("keep all mentions that are in one sentence, wherever they break", async () => {
      const random = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 5, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(random, async (sizes) => {
          const all = gold.flat();
          const pieces: Sentence[] = [];
          let at = 0;
          for (const size of sizes) {
            if (at < all.length) pieces.push(all.slice(at, at + size));
            at += size;
          }
          if (at < all.length) pieces.push(all.slice(at));
          const { counts, errors } = await scored(pieces);
          expect([errors, counts]).to.deep.equal([[], [120, 120, 120]]);
        }),
        { numRuns: 30 },
      );
    });
  });

  it("of predictions are refused where the gold has none, and not passed over", async () => {
    const { predictions } = await read(written(gold.slice(0, 3)));
    const error = await evaluate([], predictions).catch((problem: NerEvalError) => problem);
    expect(error).to.include({ code: "id-unknown", count: 3 });
  });

  describe("in another number or order", () => {
    it("leave a lost sentence without predictions, and nothing else", async () => {
      for (const lost of [0, 30, 59]) {
        const { counts, warnings } = await scored(gold.toSpliced(lost, 1));
        expect([lost, counts, warnings]).to.deep.equal([lost, [120, 118, 118], ["document-unpredicted"]]);
      }
    });

    it("are refused where one is too many, unless it may be left out", async () => {
      const extra = gold.toSpliced(30, 0, reworded(gold[0]!));
      expect((await scored(extra)).errors).to.deep.equal(["id-unknown"]);
      const { counts, warnings } = await scored(extra, { unknown: "leave-out" });
      expect([counts, warnings]).to.deep.equal([[120, 120, 120], ["prediction-unknown"]]);
      expect((await scored(gold.toSpliced(30, 0, gold[29]!))).errors).to.deep.equal(["id-unknown"]);
    });

    it("are paired by text where all are the gold's", async () => {
      for (const other of [
        gold.toReversed(),
        gold.with(3, gold[4]!).with(4, gold[3]!),
        gold.map((_, i) => gold[(i * 7) % 60]!),
        gold.map((sentence, i) => (i % 10 === 1 ? gold[(i + 20) % 60]! : sentence)),
      ]) {
        const { counts, warnings, messages, errors } = await scored(other);
        expect([errors, counts, warnings], messages[0]).to.deep.equal([[], [120, 120, 120], ["tokens-unlike"]]);
        expect(messages[0]).to.contain("paired by text");
      }
    });

    it("are not, with --pair id", async () => {
      expect((await scored(gold.toReversed(), { pair: "id" })).errors).to.include("tokens-unlike");
    });

    it("stay where they are if all have the same words", async () => {
      const same = gold.map(() => gold[0]!);
      expect(await scored(same, {}, same)).to.deep.include({ counts: [120, 120, 120], warnings: [] });
    });

    it("of another corpus are refused with one error for each kind", async () => {
      const other = Array.from({ length: 80 }, (_, i) => reworded(gold[i % 60]!.slice(i % 4), i));
      const { errors } = await scored(other);
      expect(errors).to.have.members(["tokens-unlike", "id-unknown"]);
    });
  });

  describe("without their tokens", () => {
    const perLine = gold.map((sentence) => `${sentence.map(([, tag]) => tag).join(" ")}\n`).join("");
    const perToken = gold.map((sentence) => sentence.map(([, tag]) => `${tag}\n`).join("")).join("\n");

    it("are read by position, a sentence on each line or a tag on each", async () => {
      for (const text of [perLine, perToken])
        expect(await scored(text)).to.deep.include({ counts: [120, 120, 120], warnings: ["tokens-differ"] });
    });

    it("are refused where the numbers differ, once for all", async () => {
      const { errors, messages } = await scored(perLine.replaceAll(" O O O B-LOC", " O O B-LOC"));
      expect(errors).to.deep.equal(["tokens-count"]);
      expect(messages[0]).to.contain("predicted sentences have more or fewer tags than the gold has tokens");
      expect((await scored(`${perToken}O\n`)).errors).to.deep.equal(["tokens-count"]);
    });

    it("are columns where every line has two", async () => {
      expect((await scored("O B-PER\nO O\n")).errors).to.deep.equal(["tokens-count"]);
    });
  });
});
