/** The shared task WNUT 2017: 1,287 posts as seven systems tagged them, with what conlleval and strict readers count. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const folder = fileURLToPath(new URL("../../../shared/corpora/wnut17/", import.meta.url));

interface System {
  readonly file: string;
  readonly found: number;
  readonly correct: number;
  /** Precision, recall and F1 as conlleval prints them; F1 where illegal tags are discarded. */
  readonly scores: readonly [p: number, r: number, f: number];
  readonly discarding: number;
  readonly orphans: number;
}

const systems: readonly System[] = [
  { file: "uh_ritual", found: 617, correct: 355, scores: [57.54, 32.9, 41.86], discarding: 41.86, orphans: 0 },
  {
    file: "spinningbytes.txt",
    found: 824,
    correct: 388,
    scores: [47.09, 35.96, 40.78],
    discarding: 41.31,
    orphans: 34,
  },
  { file: "sjtu_adapt.txt", found: 727, correct: 365, scores: [50.21, 33.83, 40.42], discarding: 40.42, orphans: 0 },
  { file: "arcada", found: 787, correct: 373, scores: [47.4, 34.57, 39.98], discarding: 39.98, orphans: 0 },
  { file: "flytxt", found: 720, correct: 345, scores: [47.92, 31.97, 38.35], discarding: 38.35, orphans: 0 },
  { file: "mic-cis.txt", found: 891, correct: 365, scores: [40.97, 33.83, 37.06], discarding: 37.3, orphans: 13 },
  { file: "drexel_cci", found: 381, correct: 192, scores: [50.39, 17.79, 26.3], discarding: 26.3, orphans: 0 },
];

/** Precision, recall, F1 and predictions by type. */
const byType = new Map([
  [
    "spinningbytes.txt",
    [
      ["corporation", 8.42, 12.12, 9.94, 95],
      ["creative-work", 21.05, 11.27, 14.68, 76],
      ["group", 36.36, 9.7, 15.31, 44],
      ["location", 60, 46, 52.08, 115],
      ["person", 59.26, 63.4, 61.26, 459],
      ["product", 20, 5.51, 8.64, 35],
    ],
  ],
  [
    "drexel_cci",
    [
      ["corporation", null, 0, 0, 0],
      ["creative-work", null, 0, 0, 0],
      ["group", 0, 0, 0, 9],
      ["location", 56.25, 36, 43.9, 96],
      ["person", 49.44, 31, 38.11, 269],
      ["product", 71.43, 3.94, 7.46, 7],
    ],
  ],
]);

describe("WNUT 2017", () => {
  let place: Workplace;
  before(function () {
    if (!existsSync(folder)) this.skip();
    place = new Workplace();
  });
  after(() => place?.remove());

  async function score(file: string, ...argv: string[]) {
    const gold = `${folder}emerging.test.annotated`;
    const run = await place.run(["--gold", gold, "--pred", `${folder}submissions/${file}`, "-f", "json", ...argv]);
    expect(run.code, run.stderr).to.equal(0);
    return { ...JSON.parse(run.stdout), stderr: run.stderr };
  }
  const percent = (fraction: number | null) => fraction && Number((100 * fraction).toFixed(2));
  const row = ({ precision, recall, f1 }: { precision: number | null; recall: number | null; f1: number | null }) =>
    [precision, recall, f1].map(percent);

  for (const { file, found, correct, scores: expected, discarding, orphans } of systems) {
    it(`scores ${file} as conlleval does, and as strict readers do with --repair discard`, async () => {
      const { documents, scores, alignment } = await score(file);
      const { micro } = scores.strict;
      expect([documents, micro.gold, micro.pred, micro.correct]).to.deep.equal([1287, 1079, found, correct]);
      expect(row(micro)).to.deep.equal(expected);
      expect(alignment.tokens.compared).to.equal(23394);
      const of = (kind: string) =>
        alignment.repaired.pred.kinds.find((entry: { kind: string }) => entry.kind === kind)?.count ?? 0;
      expect(of("orphan") + of("type")).to.equal(orphans);
      expect(alignment.repaired.gold.tags).to.equal(0);
      expect(percent((await score(file, "--repair", "discard")).scores.strict.micro.f1)).to.equal(discarding);
    });
  }

  for (const [file, types] of byType) {
    it(`scores ${file} type by type as conlleval does`, async () => {
      const { scores } = await score(file);
      const rows = scores.strict.types.map((entry: { type: string; pred: number } & Parameters<typeof row>[0]) => [
        entry.type,
        ...row(entry),
        entry.pred,
      ]);
      expect(rows).to.deep.equal(types);
    });
  }

  it("scores mic-cis by position, though 1,283 of its tokens are not the gold's", async () => {
    const { alignment, stderr } = await score("mic-cis.txt");
    expect(alignment.tokens).to.deep.equal({ compared: 23394, different: 1283 });
    expect(stderr).to.contain('mic-cis.txt:2 has "get" for "gt"  [tokens-differ]');
    expect(stderr.trim().split("\n")).to.have.length(1);
  });

  it("projects mic-cis where it comes as texts of its own, with nearly the score it has by position", async () => {
    const own = `${folder}submissions/mic-cis.txt`;
    const written = await place.run(["convert", own, "--gold-format", "conll", "-o", "own.jsonl"]);
    expect(written.code, written.stderr).to.equal(0);
    const run = await place.run(["--gold", `${folder}emerging.test.annotated`, "--pred", "own.jsonl", "-f", "json"]);
    expect(run.code, run.stderr).to.equal(0);
    const { scores, alignment } = JSON.parse(run.stdout);
    const { exact, snapped, unprojectable, unlike, truncated } = alignment.texts;
    expect({ exact, snapped, unprojectable, unlike, truncated }).to.deep.equal({
      ...{ exact: 599, snapped: 2, unprojectable: 1, unlike: 32, truncated: 1 },
    });
    expect([scores.strict.micro.pred, scores.strict.micro.correct]).to.deep.equal([891, 364]);
    expect(row(scores.strict.micro)).to.deep.equal([40.85, 33.73, 36.95]);
  });
});
