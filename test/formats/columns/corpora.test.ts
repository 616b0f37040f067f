/** Real files of columns, against counts that are made without our readers. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { conll } from "../../../src/formats/conll.ts";
import { BEGINNING, goldFormatFor } from "../../../src/formats/detect.ts";
import { runs } from "../../runs.ts";
import { chance, corpus, misfits, mutated, readGold } from "./reading.ts";

/** Sentences, tokens and mentions, as conlleval counts chunks; a column of tags from 1. */
function counted(text: string, column = 1) {
  let [sentences, tokens, chunks, open] = [0, 0, 0, false];
  let [lastTag, lastType] = ["O", ""];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") {
      open = false;
      [lastTag, lastType] = ["O", ""];
      continue;
    }
    if (!open) sentences++;
    open = true;
    tokens++;
    const cells = line.includes("\t") ? line.split("\t") : line.split(" ");
    const tag = cells[column]!.trim();
    const type = tag.slice(2);
    if (tag !== "O" && (tag[0] === "B" || lastTag === "O" || lastType !== type)) chunks++;
    [lastTag, lastType] = [tag, type];
  }
  return { sentences, tokens, chunks };
}

function summed(documents: Awaited<ReturnType<typeof readGold>>["documents"]) {
  return {
    sentences: documents.length,
    tokens: documents.reduce((sum, { tokens }) => sum + tokens!.length, 0),
    chunks: documents.reduce((sum, { spans }) => sum + spans.length, 0),
  };
}

/** How many pieces a text without breaks has that is cut behind the first full stop after 10,000 tokens. */
function cutAtStops(text: string): number {
  const words = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[0]!);
  let pieces = 0;
  while (words.length > 0) {
    const stop = words.findIndex((word, i) => i >= 9999 && [".", "!", "?"].includes(word));
    words.splice(0, stop < 0 ? words.length : stop + 1);
    pieces++;
  }
  return pieces;
}

interface Case {
  readonly folder: string;
  readonly only: RegExp;
  readonly format: string;
}

const cases: readonly Case[] = [
  { folder: "broad_twitter", only: /\.conll$/, format: "conll" },
  { folder: "wnut17", only: /\.conll$|\.annotated$|submissions\/[^.]/, format: "conll" },
  { folder: "doccano", only: /\.conll$/, format: "conll" },
  { folder: "europeana_newspapers", only: /\.bio$/, format: "conll" },
  { folder: "litbank/tsv", only: /\.tsv$/, format: "nested-tsv" },
];

for (const { folder, only, format } of cases) {
  describe(`the files of ${folder}`, () => {
    const path = corpus(folder);
    const names = path
      ? readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => only.test(name))
      : [];
    before(function () {
      if (path === undefined) this.skip();
      expect(names).not.to.deep.equal([]);
    });

    it("are told, read, and hold what they are counted to hold", async () => {
      for (const name of names) {
        const text = readFileSync(join(path!, name), "utf8");
        const found = goldFormatFor(name, text.slice(0, BEGINNING));
        expect(found.name, name).to.equal(format);
        const { documents, issues } = await readGold(found, text);
        expect(issues, name).to.deep.equal([]);
        expect(misfits(documents), name).to.deep.equal([]);
        if (format === "nested-tsv") {
          const levels = [1, 2, 3, 4].map((column) => counted(text, column));
          const chunks = levels.reduce((sum, level) => sum + level.chunks, 0);
          expect(summed(documents), name).to.deep.equal({ ...levels[0], chunks });
        } else if (folder === "europeana_newspapers") {
          const { tokens, chunks } = counted(text);
          const read = summed(documents);
          expect(read.tokens, name).to.equal(tokens);
          expect(read.sentences, name).to.equal(cutAtStops(text));
          expect(read.chunks, name).to.equal(chunks);
        } else if (!/invalid/.test(name)) expect(summed(documents), name).to.deep.equal(counted(text));
      }
    });

    it("may be damaged in many ways, and are read or refused", async () => {
      const texts = names.map((name) => readFileSync(join(path!, name), "utf8").slice(5000, 9000));
      const draw = chance(names.length);
      for (let i = 0; i < runs(1000); i++) {
        const text = mutated(texts[draw(texts.length)] || "a\tB-X\nb\tI-X\n", draw);
        const repair = (["begin", "discard", "refuse"] as const)[draw(3)]!;
        const { documents } = await readGold(format === "conll" ? conll : goldFormatFor("a.tsv", text), text, {
          repair,
        });
        expect(misfits(documents), text).to.deep.equal([]);
      }
    });
  });
}
