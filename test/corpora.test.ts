/**
 * Every file of the corpora that others made, and the seed, through `ner-eval convert`: documents, tokens and mentions are
 * those of an independent count. The numbers were counted in Python with `json`, `re` and a chunk counter after conlleval;
 * those of the WNUT 2017 test set and of the seed stand in a README beside them, too. Tokens are counted where a format
 * has them. Columns without sentence breaks are cut, so their documents are pieces (test/formats/columns/corpora.test.ts).
 */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Workplace } from "./cli/fake-io.ts";
import { readPred } from "./formats/json/reading.ts";

const shared = fileURLToPath(new URL("../../shared/", import.meta.url));

/** What is expected of a file, or of a folder that is read as a whole. */
interface Expected {
  readonly path: string;
  readonly documents: number;
  readonly tokens: number;
  readonly mentions: number;
  readonly argv: readonly string[];
}

const file = (path: string, documents: number, tokens: number, mentions: number, ...argv: string[]): Expected => ({
  ...{ path, documents, tokens, mentions, argv },
});
const folder = (path: string, documents: number, mentions: number, ...argv: string[]): Expected =>
  file(path, documents, 0, mentions, ...argv);
const gate = ["--types", "Person,Location,Organization,Product", "--gold-set"];
const doccano = "backend/data_import/tests/data/sequence_labeling";

const corpora: { readonly [corpus: string]: readonly Expected[] } = {
  "corpora/wnut17": [
    file("emerging.test.annotated", 1287, 23_394, 1079),
    file("emerging.dev.conll", 1009, 15_733, 836),
    file("wnut17train.conll", 3394, 62_730, 1975),
    file("submissions/arcada", 1287, 23_394, 787),
    file("submissions/drexel_cci", 1287, 23_394, 381),
    file("submissions/flytxt", 1287, 23_394, 720),
    file("submissions/mic-cis.txt", 1287, 23_394, 891),
    file("submissions/sjtu_adapt.txt", 1287, 23_394, 727),
    file("submissions/spinningbytes.txt", 1287, 23_394, 824),
    file("submissions/uh_ritual", 1287, 23_394, 617),
  ],
  "corpora/europeana_newspapers": [file("enp_FR.bnf.bio", 21, 205_916, 9836), file("enp_NL.kb.bio", 18, 182_482, 7102)],
  "corpora/broad_twitter": [
    file("a.conll", 1000, 16_612, 521),
    file("e.conll", 200, 3981, 325),
    file("f.conll", 2001, 35_428, 4376),
    file("h.conll", 2001, 29_480, 3368),
    folder("a.gatexml", 40, 22, ...gate, "Key"),
    folder("e.gatexml", 40, 129, ...gate, "merged"),
    folder("h.gatexml", 40, 44, ...gate, "merged"),
  ],
  "corpora/prodigy": [
    file("explosion-projects/emerson_annotated_text.jsonl", 30, 0, 30),
    file("explosion-projects/fashion_brands_eval.jsonl", 500, 23_114, 238),
    file("explosion-projects/ner_demo_dev.json", 8, 0, 7),
    // Of 373 rows and of 1,800, those that were accepted.
    file("prodigy-recipes/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl", 372, 3361, 303),
    file("prodigy-recipes/annotated_reddit-PRODUCT-ner.jsonl", 438, 0, 445),
    file("prodigy-recipes/bio_events.jsonl", 129, 0, 422),
    // Rows that nobody annotated yet: without the name of the format they are refused, for they have no spans.
    file("prodigy-recipes/food_data_sample.jsonl", 11, 0, 0, "--gold-format", "spacy"),
    file("prodigy-recipes/span_textcat_examples.jsonl", 3, 0, 0, "--gold-format", "spacy"),
  ],
  "corpora/doccano": [
    file("backend/data_export/pipeline/examples/relation_extraction/example.jsonl", 1, 0, 4),
    file("backend/data_export/pipeline/examples/sequence_labeling/example.jsonl", 3, 0, 4),
    file("backend/data_import/pipeline/examples/relation_extraction/example.jsonl", 1, 0, 4),
    file("backend/data_import/pipeline/examples/sequence_labeling/example.jsonl", 3, 0, 3),
    file("backend/data_import/pipeline/examples/sequence_labeling/example.txt", 2, 11, 4),
    file("backend/data_import/tests/data/relation_extraction/example.jsonl", 1, 0, 4),
    file(`${doccano}/example.conll`, 2, 4, 2),
    file(`${doccano}/example_overlapping.jsonl`, 1, 0, 2),
    // Its first line is no tag.
    file(`${doccano}/labeling.invalid.conll`, 3, 20, 5),
    file(`${doccano}/labeling.trailing.conll`, 1, 12, 2),
    file("doccano-transformer/labeling.jsonl", 2, 0, 11),
    file("doccano-transformer/labeling_text_label.jsonl", 2, 0, 11),
  ],
  "corpora/gliner": [file("sample_data.json", 64, 1598, 236)],
  "corpora/litbank": [folder("brat", 6, 875), file("tsv", 594, 13_011, 875)],
  "corpora/meddocan": [
    folder("gold/brat/sample", 15, 347),
    folder("gold/i2b2/sample", 15, 347),
    folder("system/brat/subtrack1/sample/baseline", 15, 137),
    folder("system/brat/subtrack2/sample/baseline", 15, 137),
    folder("system/i2b2/subtrack1/sample/baseline", 15, 137),
    folder("system/i2b2/subtrack2/sample/baseline", 15, 137),
  ],
  seed: [file("000_8c1ee0b7e48cd591.txt", 1, 0, 197)],
};

/** Files that are read otherwise, by tests of their own below. */
const apart = [`corpora/doccano/${doccano}/example.jsonl`, "corpora/hf_pipeline/transformers_expected_outputs.json"];

describe("the files of others", () => {
  const place = new Workplace();
  after(() => place.remove());

  before(function () {
    if (!existsSync(shared)) this.skip();
  });

  const convert = (path: string, ...argv: readonly string[]) =>
    place.run(["convert", shared + path, "--to", "jsonl", ...argv]);

  for (const [corpus, entries] of Object.entries(corpora)) {
    it(`are read, and hold what was counted in them: ${corpus}`, async () => {
      for (const { path, argv, ...expected } of entries) {
        const { code, stdout, stderr } = await convert(`${corpus}/${path}`, ...argv);
        expect(code, stderr).to.equal(0);
        const found = { documents: 0, tokens: 0, mentions: 0 };
        for (const line of stdout.split("\n").slice(0, -1)) {
          const { tokens = [], entities } = JSON.parse(line);
          found.documents++;
          found.tokens += tokens.length;
          found.mentions += entities.length;
        }
        expect(found, path).to.deep.equal(expected);
      }
    });
  }

  it("are read but for a line that doccano itself takes for a mistake, which is refused with its place", async () => {
    const { code, stdout, stderr } = await convert(apart[0]!);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.match(/example\.jsonl:3: the record has no "text" {2}\[jsonl-field\]\n/);
    expect(stderr).not.to.contain("problems");
  });

  it("are read where they are predictions only: six answers of Hugging Face pipelines", async () => {
    const { readFileSync } = await import("node:fs");
    const { cases } = JSON.parse(readFileSync(shared + apart[1]!, "utf8"));
    const { records, problems } = await readPred(
      "hf",
      JSON.stringify(cases.map(({ output }: { output: unknown }) => output)),
    );
    expect(problems).to.deep.equal([]);
    expect(records.map(({ spans }) => spans.length)).to.deep.equal([1, 3, 3, 2, 2, 2]);
  });

  it("are all of them among these", () => {
    const all = ["corpora", "seed"].flatMap((root) =>
      readdirSync(shared + root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/^(?:README|LICENSE)/.test(entry.name))
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(shared.length)),
    );
    const named = Object.entries(corpora).flatMap(([corpus, entries]) =>
      entries.map(({ path }) => `${corpus}/${path}`),
    );
    const read = (path: string) => [...named, ...apart].some((one) => path === one || path.startsWith(`${one}/`));
    expect(all.filter((path) => !read(path))).to.deep.equal([]);
    expect(all.length).to.equal(313);
  });
});
