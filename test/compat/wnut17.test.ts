/** Seven systems of the WNUT 2017 shared task: the numbers conlleval, seqeval and SeqScore give on real output. */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { conlleval } from "../../src/compat/conlleval.ts";
import type { Profile, ProfileResult, TokenDocument } from "../../src/compat/profile.ts";
import { seqeval } from "../../src/compat/seqeval.ts";
import { seqevalStrict } from "../../src/compat/seqeval-strict.ts";
import { seqscore, seqscoreConlleval, seqscoreDiscard } from "../../src/compat/seqscore.ts";
import { resultOf } from "./tagged.ts";

/** Beside the project, where it is there at all: it is not part of it. */
const folder = new URL("../../../shared/corpora/wnut17/", import.meta.url);
const types = ["corporation", "creative-work", "group", "location", "person", "product"];

interface Expected {
  readonly file: string;
  /** Found, correct, P, R, F of conlleval; F where malformed tags are dropped, and whether there are any. */
  readonly overall: readonly [
    found: number,
    correct: number,
    p: string,
    r: string,
    f: string,
    discard: string,
    malformed: boolean,
  ];
  /** P/R/F (found) of conlleval, in the order of `types`. */
  readonly rows: readonly string[];
}

const systems: readonly Expected[] = [
  {
    file: "uh_ritual",
    overall: [617, 355, "57.54", "32.90", "41.86", "41.86", false],
    rows: [
      "31.91/22.73/26.55 (47)",
      "36.67/7.75/12.79 (30)",
      "41.79/16.97/24.14 (67)",
      "56.92/49.33/52.86 (130)",
      "70.72/50.12/58.66 (304)",
      "30.77/9.45/14.46 (39)",
    ],
  },
  {
    file: "spinningbytes.txt",
    overall: [824, 388, "47.09", "35.96", "40.78", "41.31", true],
    rows: [
      "8.42/12.12/9.94 (95)",
      "21.05/11.27/14.68 (76)",
      "36.36/9.70/15.31 (44)",
      "60.00/46.00/52.08 (115)",
      "59.26/63.40/61.26 (459)",
      "20.00/5.51/8.64 (35)",
    ],
  },
  {
    file: "sjtu_adapt.txt",
    overall: [727, 365, "50.21", "33.83", "40.42", "40.42", false],
    rows: [
      "33.33/25.76/29.06 (51)",
      "60.00/2.11/4.08 (5)",
      "36.47/18.79/24.80 (85)",
      "37.69/50.00/42.98 (199)",
      "67.98/52.45/59.21 (331)",
      "25.00/11.02/15.30 (56)",
    ],
  },
  {
    file: "arcada",
    overall: [787, 373, "47.40", "34.57", "39.98", "39.98", false],
    rows: [
      "19.05/18.18/18.60 (63)",
      "31.82/9.86/15.05 (44)",
      "38.36/16.97/23.53 (73)",
      "44.00/51.33/47.38 (175)",
      "58.91/53.15/55.88 (387)",
      "31.11/11.02/16.28 (45)",
    ],
  },
  {
    file: "flytxt",
    overall: [720, 345, "47.92", "31.97", "38.35", "38.35", false],
    rows: [
      "20.59/10.61/14.00 (34)",
      "33.96/12.68/18.46 (53)",
      "26.09/10.91/15.38 (69)",
      "39.41/44.67/41.88 (170)",
      "65.32/52.68/58.32 (346)",
      "18.75/7.09/10.29 (48)",
    ],
  },
  {
    file: "mic-cis.txt",
    overall: [891, 365, "40.97", "33.83", "37.06", "37.30", true],
    rows: [
      "14.47/16.67/15.49 (76)",
      "25.42/10.56/14.93 (59)",
      "40.70/21.21/27.89 (86)",
      "39.90/54.00/45.89 (203)",
      "52.12/48.72/50.36 (401)",
      "21.21/11.02/14.51 (66)",
    ],
  },
  {
    file: "drexel_cci",
    overall: [381, 192, "50.39", "17.79", "26.30", "26.30", false],
    rows: [
      "0.00/0.00/0.00 (0)",
      "0.00/0.00/0.00 (0)",
      "0.00/0.00/0.00 (9)",
      "56.25/36.00/43.90 (96)",
      "49.44/31.00/38.11 (269)",
      "71.43/3.94/7.46 (7)",
    ],
  },
];

/** Sentences of a file: token and tag, the first and the last column; an empty line ends a sentence. */
function sentencesOf(file: string): { readonly tokens: string[]; readonly tags: string[] }[] {
  const blocks = readFileSync(new URL(file, folder), "utf8").split(/(?:\r?\n[ \t]*){2,}/);
  return blocks
    .map((block) => block.split(/\r?\n/).filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trim().split(/\s+/)))
    .map((rows) => ({ tokens: rows.map((row) => row[0]!), tags: rows.map((row) => row.at(-1)!) }));
}

/** Gold and predictions side by side, by position, since one system changed tokens. */
function documentsOf(file: string): TokenDocument[] {
  const gold = sentencesOf("emerging.test.annotated");
  const pred = sentencesOf(`submissions/${file}`);
  expect(pred.map(({ tags }) => tags.length)).to.deep.equal(gold.map(({ tags }) => tags.length));
  return gold.map(({ tokens, tags }, i) => ({
    id: String(i),
    tokens,
    gold: [],
    pred: [],
    goldTags: tags,
    predTags: pred[i]!.tags,
  }));
}

const f1Of = ({ tables }: ProfileResult): number | undefined => tables[0]!.all.f1;
const percent = (f1: number | undefined): string => (100 * f1!).toFixed(2);

describe("on WNUT 2017", () => {
  before(function () {
    if (!existsSync(folder)) this.skip();
  });

  for (const { file, overall, rows } of systems) {
    const [found, correct, precision, recall, f1, discard, malformed] = overall;

    it(`${file} has F1 ${f1} with conlleval, and ${discard} where malformed tags are dropped`, () => {
      const documents = documentsOf(file);
      expect(documents.length).to.equal(1287);
      const f1With = (profile: Profile) => f1Of(resultOf(profile, documents));

      const ours = resultOf(conlleval, documents);
      const [first, second, ...lines] = ours.text!.trimEnd().split("\n");
      expect(first).to.equal(`processed 23394 tokens with 1079 phrases; found: ${found} phrases; correct: ${correct}.`);
      expect(second).to.match(new RegExp(`precision: +${precision}%; recall: +${recall}%; FB1: +${f1}$`));
      const printed = lines.map((line) => {
        const [, type, p, r, f, count] =
          /^ *(\S+): precision: +([\d.]+)%; recall: +([\d.]+)%; FB1: +([\d.]+) {2}(\d+)$/.exec(line)!;
        return `${type} ${p}/${r}/${f} (${count})`;
      });
      expect(printed).to.deep.equal(rows.map((row, i) => `${types[i]} ${row}`));

      expect(f1With(seqeval)).to.equal(f1Of(ours));
      expect(f1With(seqscoreConlleval)).to.equal(f1Of(ours));
      expect(percent(f1With(seqevalStrict))).to.equal(discard);
      expect(f1With(seqscoreDiscard)).to.equal(f1With(seqevalStrict));
      if (!malformed) expect(f1With(seqscore)).to.equal(f1Of(ours));
      else
        expect(() => f1With(seqscore))
          .to.throw()
          .with.property("code", "profile-refused");
    });
  }
});
