/** Scores are the same to the byte, whatever lossless format gold has gone through. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { formatNamed, writtenFormats } from "../../src/formats/registry.ts";
import { thorough } from "../runs.ts";
import { Workplace } from "./fake-io.ts";

const gold = fileURLToPath(new URL("../../gold", import.meta.url));
const corpora = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));

/** A folder, or a copy of its first files where less is tried. */
function beginningOf(place: Workplace, folder: string, files: number): string {
  if (thorough) return folder;
  const copy = folder.slice(folder.lastIndexOf("/shared/") + 1).replace(/^.*\/(?=gold$)/, "");
  const names = readdirSync(folder).filter((name) => /\.(?:txt|ann)$/.test(name));
  for (const name of names.sort().slice(0, files)) place.write(`${copy}/${name}`, readFileSync(`${folder}/${name}`));
  return copy;
}

/** A file of sentences, or a copy of its first ones where less is tried. */
function sentencesOf(place: Workplace, file: string, sentences: number): string {
  if (thorough) return file;
  const copy = file.slice(file.lastIndexOf("/") + 1);
  const lines = readFileSync(file, "utf8").split(/(?<=\n)/);
  let left = sentences;
  const end = lines.findIndex((line) => line.trim() === "" && --left === 0);
  place.write(copy, lines.slice(0, end + 1).join(""));
  return copy;
}

/** Formats of whole texts, and those that also keep, or only have, tokens. */
const whole = "jsonl bracket webanno brat gate i2b2 bioc inline-xml bioc-json spacy doccano label-studio".split(" ");
const tokenized = "jsonl conll nested-tsv conllu gliner hf-tokens spacy webanno".split(" ");

/**
 * A run as JSON, without what belongs to the format of the gold: its path; that surfaces told what offsets count, or that
 * brat had split a mention at a line break; and, of formats with tags, how illegal ones are repaired, and how many were.
 * Sentences with ids of their own are not aligned as those are that have only numbers: `aligned` leaves out how.
 */
async function scores(place: Workplace, path: string, pred = "preds.jsonl", aligned = true): Promise<string> {
  const argv = ["--gold", path, "--pred", pred, "--confidence", "-f", "json", "--units", "--resamples", "50"];
  const { code, stdout, stderr } = await place.run(argv);
  expect(code, stderr).to.equal(0);
  const { signature, inputs, alignment, warnings, options, ...run } = JSON.parse(stdout);
  const { path: _, ...input } = inputs[0];
  const { repaired, ...counts } = alignment;
  expect(repaired?.gold?.tags ?? 0).to.equal(0);
  const told = ({ code: one }: { code: string }) => ["offsets-told", "offset-settled", "line-break"].includes(one);
  if (!aligned) return JSON.stringify({ ...run, inputs: [input, inputs[1]], options });
  return JSON.stringify({
    ...run,
    signature: signature.replace("|repair:begin", ""),
    inputs: [input, inputs[1]],
    alignment: counts,
    warnings: warnings.filter((warning: { code: string }) => !told(warning)),
    options,
  });
}

/** Converts, and answers where it went. */
async function converted(place: Workplace, from: string, format: string, options: readonly string[] = []) {
  const { fileEach, endings } = formatNamed(writtenFormats, format)!.writer;
  const stem = `${format}-of-${from.replace(/.*\//, "")}`;
  const path = fileEach === undefined ? `${stem}${endings[0] ?? ".json"}` : `${stem}/`;
  const { code, stderr } = await place.run(["convert", from, "--to", format, "-o", path, ...options]);
  expect(code, stderr).to.equal(0);
  if (options.length === 0) expect(stderr).to.match(/^\S+: [\d,]+ documents\n$/m);
  return path;
}

describe("scores of gold that was converted", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => place.remove());
  const tag = async (path: string) =>
    expect((await place.run(["tag", "--tagger", "gazetteer", "--gold", path, "-o", "preds.jsonl"])).code).to.equal(0);

  it("are the same to the byte through every format that holds the project's gold, and back", async () => {
    const from = beginningOf(place, gold, 4);
    await tag(from);
    const before = await scores(place, from);
    for (const format of whole) {
      const path = await converted(place, from, format);
      expect(await scores(place, path), format).to.equal(before);
      const { code, stderr } = await place.run(["convert", path, "-o", "back.jsonl"]);
      expect(code, stderr).to.equal(0);
      expect(await scores(place, "back.jsonl"), format).to.equal(before);
    }
  });

  it("are the same to the byte through formats of tokens, of what these can hold", async () => {
    // What the project's gold loses on its way into columns is lost before anything is compared.
    const columns = await converted(place, beginningOf(place, gold, 4), "conll", ["--lossy"]);
    await place.run(["convert", columns, "-o", "tokens.jsonl"]);
    await tag("tokens.jsonl");
    const before = await scores(place, "tokens.jsonl");
    expect(await scores(place, columns)).to.equal(before);
    expect(JSON.parse(before).alignment.gold.scored).to.be.greaterThan(thorough ? 900 : 100);
    for (const format of ["conll", "nested-tsv", "conllu", "gliner", "hf-tokens", "spacy", "webanno"]) {
      const path = await converted(place, "tokens.jsonl", format);
      expect(await scores(place, path), format).to.equal(before);
    }
    for (const scheme of ["iob1", "ioe1", "ioe2", "iobes", "bilou", "bmes", "bmewo"]) {
      const path = await converted(place, "tokens.jsonl", "conll", ["--to-tags", scheme]);
      expect(await scores(place, path), scheme).to.equal(before);
    }
  });

  it("are the same to the byte through PubTator and CoNLL-U, of texts in two lines and in one", async () => {
    for (const [format, ending] of [
      ["pubtator", ".pubtator"],
      ["conllu", ".conllu"],
    ] as const) {
      const path = await converted(place, beginningOf(place, gold, 4), format, ["--lossy"]);
      await tag(path);
      const before = await scores(place, path);
      for (const other of [format, "jsonl", "bracket", "brat", "bioc", "spacy"]) {
        const there = await converted(place, path, other, format === "conllu" ? ["--lossy"] : []);
        expect(await scores(place, there), `${ending} ${other}`).to.equal(before);
      }
    }
  });

  describe("of others", () => {
    before(function () {
      if (!existsSync(corpora)) this.skip();
    });

    it("are the same to the byte through every format of whole texts, and back: MEDDOCAN and its baseline", async () => {
      const [from, pred] = [
        beginningOf(place, `${corpora}meddocan/gold/brat/sample`, 8),
        beginningOf(place, `${corpora}meddocan/system/brat/subtrack1/sample/baseline`, 8),
      ];
      const before = await scores(place, from, pred);
      expect(JSON.parse(before).alignment.gold.scored).to.be.within(thorough ? 347 : 50, 347);
      for (const format of whole) {
        const there = await converted(place, from, format);
        // WebAnno adds tokens, which brat does not hold.
        const back = await converted(place, there, "brat", format === "webanno" ? ["--lossy"] : []);
        for (const path of [there, back]) expect(await scores(place, path, pred), format).to.equal(before);
      }
    });

    it("are the same to the byte through every format of whole texts: the nested mentions of LitBank", async () => {
      const from = beginningOf(place, `${corpora}litbank/brat`, 4);
      await tag(from);
      const before = await scores(place, from);
      expect(JSON.parse(before).alignment.gold.scored).to.be.within(thorough ? 875 : 100, 875);
      for (const format of whole)
        expect(await scores(place, await converted(place, from, format)), format).to.equal(before);
    });

    it("are the same to the byte through every format of tokens, and back: submissions to WNUT 2017", async () => {
      const from = sentencesOf(place, `${corpora}wnut17/emerging.test.annotated`, 150);
      const preds = ["mic-cis.txt", "uh_ritual"].map((name) =>
        sentencesOf(place, `${corpora}wnut17/submissions/${name}`, 150),
      );
      // The words of the first are often not the gold's.
      const aligned = [false, true];
      const before = await Promise.all(preds.map((pred, i) => scores(place, from, pred, aligned[i])));
      for (const format of tokenized) {
        const there = await converted(place, from, format);
        // The files of a folder come in the order of their names, and sentences of CoNLL are called by their numbers.
        const back = await converted(place, there, there.endsWith("/") ? "jsonl" : "conll");
        for (const [i, pred] of preds.entries())
          for (const path of [there, back])
            expect(await scores(place, path, pred, aligned[i]), `${format} ${pred}`).to.equal(before[i]);
      }
    });
  });
});
