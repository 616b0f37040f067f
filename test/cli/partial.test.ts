import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { targetOf } from "../../src/cli/outputs.ts";
import { PartialFile } from "../../src/cli/partial.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import type { Tagged } from "../../src/taggers/tagger.ts";
import { Workplace } from "./fake-io.ts";

const answer = (id: string): Tagged => ({ id, spans: [{ start: 0, end: 3, type: "PER", score: 0.5 }] });

const texts = new Map(["a", "b", "c", "d"].map((id) => [id, "Ada met Bo"]));

describe("a partial file", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace();
  });
  afterEach(() => place.remove());

  const open = async (identity = "run 1", restart = false) =>
    PartialFile.open(await targetOf("p.jsonl", place.io()), identity, restart, texts);
  const path = () => place.path("p.jsonl.partial");
  /** Opens the file, keeps the answers, and stops there. */
  const interrupted = async (...ids: string[]) => {
    const partial = await open();
    for (const id of ids) partial.keep(answer(id));
    partial.close();
  };
  const keptIds = async () => {
    const partial = await open();
    partial.close();
    return partial.kept.map(({ id }) => id);
  };

  it("gives back every answer that was kept, as it was", async () => {
    await interrupted("a", "b");
    const partial = await open();
    expect(partial.kept.map(({ id, spans }) => ({ id, spans }))).to.deep.equal([answer("a"), answer("b")]);
    partial.close();
    expect(partial.name).to.equal("p.jsonl.partial");
  });

  it("has an answer on disk as soon as it is kept", async () => {
    const partial = await open();
    partial.keep(answer("a"));
    expect(readFileSync(path(), "utf8")).to.match(/\n\{"id":"a",.*\}\n$/);
    partial.close();
  });

  it("forgets an answer that was cut off, wherever, and nothing that comes after", async () => {
    await interrupted("a", "b");
    const whole = readFileSync(path(), "utf8");
    const second = whole.indexOf('{"id":"b"');
    for (let length = second; length < whole.length; length++) {
      writeFileSync(path(), whole.slice(0, length));
      const known = length === whole.length - 1 ? ["a", "b"] : ["a"];
      expect(await keptIds(), String(length)).to.deep.equal(known);
      await interrupted("c");
      expect(await keptIds(), String(length)).to.deep.equal([...known, "c"]);
    }
  });

  it("is refused where an answer is for no document of the run, for one twice, or does not fit its text", async () => {
    const lines = {
      'document "x": it is not in the gold': '{"id":"x","entities":[]}',
      'document "a": it has two answers': '{"id":"a","entities":[]}',
      'document "b": the span 5–99 reaches outside its text': '{"id":"b","entities":[[5,99,"PER"]]}',
    };
    for (const [what, line] of Object.entries(lines)) {
      await interrupted("a");
      writeFileSync(path(), `${readFileSync(path(), "utf8")}${line}\n`);
      const error = await open().catch((problem: unknown) => problem);
      expect(error).to.be.instanceOf(NerEvalError);
      expect((error as NerEvalError).code).to.equal("partial-foreign");
      expect((error as NerEvalError).message).to.contain(what);
      (await open("run 1", true)).close();
    }
  });

  it("is refused by another run, and forgotten with --restart", async () => {
    await interrupted("a");
    try {
      await open("run 2");
      expect.fail("it was opened");
    } catch (error) {
      expect(error).to.have.property("code", "partial-foreign");
    }
    expect(await keptIds()).to.deep.equal(["a"]);
    const fresh = await open("run 2", true);
    expect(fresh.kept).to.deep.equal([]);
    fresh.close();
  });

  it("is foreign where its first line was cut off", async () => {
    writeFileSync(path(), '{"part');
    try {
      await open();
      expect.fail("it was opened");
    } catch (error) {
      expect(error).to.have.property("code", "partial-foreign");
    }
  });

  it("is gone when it is removed", async () => {
    const partial = await open();
    partial.close();
    partial.remove();
    expect(existsSync(path())).to.equal(false);
  });
});
