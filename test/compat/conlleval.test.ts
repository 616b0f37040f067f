/** conlleval.pl and its ports beyond the vectors: what each does with odd input. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { conlleval } from "../../src/compat/conlleval.ts";
import { conllevalSighsmile, conllevalSpyysalo } from "../../src/compat/conlleval-ports.ts";
import { printFixed } from "../../src/compat/printed.ts";
import type { ProfileResult } from "../../src/compat/profile.ts";
import { seqeval } from "../../src/compat/seqeval.ts";
import { seqevalStrictProfile } from "../../src/compat/seqeval-strict.ts";
import { resultOf, sequences, tagged } from "./tagged.ts";

/** Gold, predicted and correct, over all types and for each. */
function counts({ tables }: ProfileResult): string {
  const { all, types } = tables[0]!;
  const rows = [all, ...types].map(({ counts }, i) => [
    types[i - 1]?.name ?? "all",
    ...counts.map(([, count]) => count),
  ]);
  return JSON.stringify(rows);
}

interface Measured {
  readonly title: string;
  readonly documents: readonly {
    readonly tokens: readonly string[];
    readonly gold: readonly string[];
    readonly pred: readonly string[];
  }[];
  readonly stdout: string;
}

const measured: readonly Measured[] = JSON.parse(
  readFileSync(new URL("../oracles/conlleval/answers.json", import.meta.url), "utf8"),
);

describe("conlleval", () => {
  for (const { title, documents, stdout } of measured) {
    it(`prints what conlleval.pl prints: ${title}`, () => {
      const tags = documents.map(({ tokens, gold, pred }) => tagged(gold, pred, tokens));
      expect(resultOf(conlleval, tags).text).to.equal(stdout);
    });
  }

  it("prints a tie as the even digit, which toFixed does not", () => {
    expect([3.125, 0.125, 9.375, 96.875].map((value) => printFixed(value, 2))).to.deep.equal([
      "3.12",
      "0.12",
      "9.38",
      "96.88",
    ]);
    expect((3.125).toFixed(2)).to.equal("3.13");
    expect([0.03125, 0.09375, 0.5].map((value) => printFixed(value, 4))).to.deep.equal(["0.0312", "0.0938", "0.5000"]);
    expect([1.005, 2.675, 100, 0].map((value) => printFixed(value, 2))).to.deep.equal([
      "1.00",
      "2.67",
      "100.00",
      "0.00",
    ]);
  });

  it("prints no line of scores where there are no tokens", () => {
    const nothing = "processed 0 tokens with 0 phrases; found: 0 phrases; correct: 0.\n";
    expect(resultOf(conlleval, []).text).to.equal(nothing);
    expect(resultOf(conlleval, [tagged([], [])]).text).to.equal(nothing);
    expect(resultOf(conlleval, []).tables[0]!.figures).to.deep.equal([
      ["tokens", 0],
      ["accuracy", undefined],
    ]);
  });

  it("aligns types by bytes of UTF-8, orders them by code points, and takes the type 0 for none", () => {
    const tags = ["B-\u{1f600}", "B-\uff21", "B-é", "B-0"];
    const rows = resultOf(conlleval, [tagged(tags, tags)])
      .text!.split("\n")
      .slice(2, -1);
    expect(rows.map((row) => row.slice(0, row.indexOf(":")))).to.deep.equal([
      " ".repeat(17),
      " ".repeat(17),
      `${" ".repeat(15)}é`,
      `${" ".repeat(14)}\uff21`,
      `${" ".repeat(13)}\u{1f600}`,
    ]);
  });

  it("ends the sentence at a token -X-, whatever its tags; sighsmile's port does not", () => {
    const documents = [tagged(["B-P", "I-P", "I-P"], ["B-P", "O", "I-P"], ["a", "-X-", "b"])];
    expect(counts(resultOf(conlleval, documents))).to.equal('[["all",2,2,2],["P",2,2,2]]');
    expect(counts(resultOf(conllevalSpyysalo, documents))).to.equal('[["all",2,2,2],["P",2,2,2]]');
    expect(counts(resultOf(conllevalSighsmile, documents))).to.equal('[["all",1,2,0],["P",1,2,0]]');
  });

  it("lets no entity reach from one document into the next", () => {
    const documents = [tagged(["B-P"], ["B-P"]), tagged(["I-P"], ["I-P"])];
    expect(counts(resultOf(conlleval, documents))).to.equal('[["all",2,2,2],["P",2,2,2]]');
  });

  it("scores as seqeval does on all 16,275 pairs of up to three B, I and O of two types", () => {
    let pairs = 0;
    for (const length of [1, 2, 3]) {
      const all = sequences(["O", "B-P", "I-P", "B-Q", "I-Q"], length);
      for (const gold of all) {
        for (const pred of all) {
          const documents = [tagged(gold, pred)];
          const theirs = counts(resultOf(seqeval, documents));
          pairs++;
          if (counts(resultOf(conlleval, documents)) !== theirs) expect.fail(`${gold} / ${pred}`);
          if (counts(resultOf(conllevalSpyysalo, documents)) !== theirs) expect.fail(`${gold} / ${pred}, spyysalo`);
        }
      }
    }
    expect(pairs).to.equal(16_275);
  });

  it("misreads IOBES: of the 23,409 pairs of four valid tags of two types it counts 16,848 wrong, seqeval none", () => {
    const strict = seqevalStrictProfile("IOBES");
    const prefixes = /^(?:O|S|BI*E)*$/;
    const valid = sequences(
      ["O", ...["P", "Q"].flatMap((type) => ["B", "I", "E", "S"].map((prefix) => `${prefix}-${type}`))],
      4,
    )
      .filter((tags) => prefixes.test(tags.map((tag) => tag[0]).join("")))
      .filter((tags) => tags.every((tag, i) => !/^[IE]/.test(tag) || tag.slice(1) === tags[i - 1]!.slice(1)));
    expect(valid.length ** 2).to.equal(23_409);
    let wrong = 0;
    for (const gold of valid) {
      for (const pred of valid) {
        const documents = [tagged(gold, pred)];
        const truth = counts(resultOf(strict, documents));
        if (counts(resultOf(seqeval, documents)) !== truth) expect.fail(`${gold} / ${pred}`);
        if (counts(resultOf(conlleval, documents)) !== truth) wrong++;
      }
    }
    expect(wrong).to.equal(16_848);
  });
});
