import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const documents = Array.from({ length: 8 }, (_, i) => [
  `gold/d${i}.txt`,
  `[PER Ada Moen] of [LOC Port Osk] wrote to [PER Bo Lind ${i}], no. ${i}.\n`,
]);

/** A module that tags capitalized words, and throws at the text it is told to, once `trap` exists. */
const moduleTagger = (trap: string) => `
import { existsSync } from "node:fs";
export default function tag(text) {
  if (text.includes("no. 5") && existsSync(${JSON.stringify(trap)})) throw new Error("out of memory");
  return Array.from(text.matchAll(/[A-Z][a-z]+/g), (m) => ({ start: m.index, end: m.index + m[0].length, type: "PER" }));
}`;

describe("ner-eval tag", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(Object.fromEntries(documents));
    place.write("tagger.mjs", moduleTagger(place.path("trap")));
  });
  afterEach(() => place.remove());
  const predictions = () => readFileSync(place.path("preds.jsonl"), "utf8");

  it("keeps predictions in the order of the gold, with surfaces, and says how it learned", async () => {
    const { code, stdout, stderr } = await place.run(["tag", "--tagger", "gazetteer", "-o", "preds.jsonl"]);
    expect([code, stdout]).to.deep.equal([0, ""]);
    expect(stderr).to.equal(
      "preds.jsonl: 8 documents, 16 spans, 5-fold cross-validation over documents (seed 12345)\n",
    );
    const lines = predictions()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).to.deep.equal(documents.map((_, i) => `d${i}`));
    expect(lines[0].entities[0]).to.deep.equal({ start: 0, end: 8, type: "PER", text: "Ada Moen" });
    const scored = await place.run(["--pred", "preds.jsonl", "-f", "score", "--scheme", "strict"]);
    expect(scored).to.deep.equal({ code: 0, stdout: "80.00\n", stderr: "" });
  });

  it("gives what --tagger gives when it scores, with another seed as with this one", async () => {
    for (const seed of ["0", "12345"]) {
      const same = ["--tagger", "wink", "--seed", seed];
      await place.run(["tag", ...same, "-o", "preds.jsonl"]);
      const kept = await place.run(["--pred", "preds.jsonl", "-f", "score"]);
      expect(kept.stdout).to.equal((await place.run([...same, "-f", "score"])).stdout);
    }
  });

  it("writes to standard output where no file is named", async () => {
    const { stdout } = await place.run(["tag", "--tagger", "./tagger.mjs"]);
    expect(stdout.trim().split("\n")).to.have.length(8);
  });

  it("goes on where it stopped, and ends with the bytes of a run that was never stopped", async () => {
    const command = ["tag", "--tagger", "./tagger.mjs", "-o", "preds.jsonl"];
    await place.run(command);
    const whole = predictions();
    place.write("preds.jsonl", "old\n");

    place.write("trap", "");
    const stopped = await place.run(command);
    expect(stopped.code).to.equal(2);
    expect(stopped.stderr)
      .to.contain("out of memory")
      .and.contain("are kept in preds.jsonl.partial; the same command continues");
    expect(predictions()).to.equal("old\n");
    const kept = readFileSync(place.path("preds.jsonl.partial"), "utf8").trim().split("\n").length - 1;
    expect(kept).to.be.greaterThan(0).and.lessThan(8);

    // The power may fail in the middle of a line.
    place.write("preds.jsonl.partial", readFileSync(place.path("preds.jsonl.partial"), "utf8").slice(0, -5));
    const other = await place.run(["tag", "--tagger", "wink", "-o", "preds.jsonl"]);
    expect(other.code).to.equal(2);
    expect(other.stderr).to.contain("[partial-foreign]").and.contain("--restart");

    const { unlinkSync } = await import("node:fs");
    unlinkSync(place.path("trap"));
    const resumed = await place.run(command);
    expect(resumed.code).to.equal(0);
    expect(resumed.stderr).to.contain(`continuing preds.jsonl: ${kept - 1} documents tagged before`);
    expect(predictions()).to.equal(whole);
    expect(existsSync(place.path("preds.jsonl.partial"))).to.equal(false);
  });

  it("stops when the user interrupts, with exit code 130, and keeps what it has", async () => {
    const interruption = new AbortController();
    place.write(
      "slow.mjs",
      `let n = 0; export default async () => { if (++n > 2) await new Promise(() => setTimeout(() => {}, 10000).unref()); return []; };`,
    );
    setTimeout(() => interruption.abort(), 300);
    const { code, stderr } = await place.run(["tag", "--tagger", "./slow.mjs", "-o", "preds.jsonl"], {
      signal: interruption.signal,
    });
    expect(code).to.equal(130);
    expect(stderr).to.contain("interrupted").and.contain("of 8 documents are kept in preds.jsonl.partial");
    expect(existsSync(place.path("preds.jsonl"))).to.equal(false);
  });

  it("never shows a tagger that learns what it is going to tag", async () => {
    place.write(
      "spy.mjs",
      `let taught = new Set();
       export default {
         learn(documents) { taught = new Set(documents.map(({ text }) => text)); if (taught.size === 0) throw new Error("taught nothing"); },
         tag(texts) { for (const text of texts) if (taught.has(text)) throw new Error("saw " + text); return texts.map(() => []); },
       };`,
    );
    for (const more of [[], ["--folds", "2"], ["--folds", "100"], ["--gold", "gold/d1.txt", "--gold", "gold/d2.txt"]]) {
      const { code, stderr } = await place.run(["--tagger", "./spy.mjs", ...more]);
      expect(code, stderr).to.equal(0);
    }
    place.write("one.txt", "[PER Ada] came.\n[PER Bo\nLind] left.\nNobody stayed.\n");
    const { stdout } = await place.run(["--tagger", "./spy.mjs", "--gold", "one.txt"]);
    expect(stdout).to.contain("3-fold cross-validation over the sentences of the document (seed 12345)");
  });

  it("learns from --train PATH, from nothing with --train none, and refuses where there is nothing else to learn from", async () => {
    place.write("train/t.txt", "[PER Ada Moen] and [LOC Port Osk]");
    const taught = await place.run(["--tagger", "gazetteer", "--train", "train"]);
    expect(taught.stdout).to.contain("tagged by gazetteer · trained on train\n");
    const untaught = await place.run(["--tagger", "wink", "--train", "none"]);
    expect(untaught.stdout).to.contain("tagged by wink\n");
    place.write("single.txt", "[PER Ada] came");
    const refused = await place.run(["--tagger", "wink", "--gold", "single.txt"]);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.contain("[train-none]").and.contain("set --train to other gold, or --train none");
    const idle = await place.run(["--tagger", "./tagger.mjs", "--train", "train"]);
    expect(idle.stderr).to.contain("./tagger.mjs cannot be trained");
  });

  it("runs a program, and puts its last words into the error when it dies", async () => {
    const script = fileURLToPath(new URL("fixtures/capitals.mjs", import.meta.url));
    const command = `cmd:"${process.execPath}" "${script}"`;
    const { stdout, stderr } = await place.run(["--tagger", command, "-f", "score", "--scheme", "type"]);
    expect(stderr).to.equal("");
    expect(Number(stdout)).to.be.greaterThan(40);
    place.write("dies.mjs", 'console.error("there is no model here");\nprocess.exitCode = 3;\n');
    const died = await place.run(["--tagger", `cmd:"${process.execPath}" "${join(place.cwd, "dies.mjs")}"`]);
    expect(died.code).to.equal(2);
    expect(died.stderr).to.contain("[tagger-failed]").and.contain("there is no model here");
  });
});
