import { chmodSync, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { expect } from "chai";
import { targetOf, writeAll, writeWhole } from "../../src/cli/outputs.ts";
import { LongText } from "../../src/report/json.ts";
import { Workplace } from "./fake-io.ts";

describe("outputs", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({
      "gold.txt": "[PER Ada] came\n",
      "more.jsonl": '{"id":"m","text":"Bo","entities":[]}\n',
      "p.jsonl": '{"id":"gold","entities":[]}\n',
    });
  });
  afterEach(() => place.remove());

  it("know their ending, in lower case", async () => {
    const { name, path, extension } = await targetOf("Run.JSON", place.io());
    expect([name, path, extension]).to.deep.equal(["Run.JSON", place.path("Run.JSON"), ".json"]);
  });

  it("are written whole, and leave nothing else behind", async () => {
    const target = await targetOf("run.txt", place.io());
    writeWhole(target, "one");
    writeWhole(target, "two");
    expect(readFileSync(place.path("run.txt"), "utf8")).to.equal("two");
    expect(readdirSync(place.cwd).sort()).to.deep.equal(["gold.txt", "more.jsonl", "p.jsonl", "run.txt"]);
  });

  it("are written piece by piece where they are long, and not at all where one of the pieces cannot be made", async () => {
    const target = await targetOf("run.txt", place.io());
    const bytes = Buffer.from("Zoë 1");
    function* pieces() {
      yield "one\n";
      yield bytes;
      bytes.write("2", 5);
      yield bytes;
    }
    writeWhole(target, new LongText(pieces));
    expect(readFileSync(place.path("run.txt"), "utf8")).to.equal("one\nZoë 1Zoë 2");
    const failing = new LongText(function* () {
      yield "half";
      throw new RangeError("no piece");
    });
    expect(() => writeWhole(target, failing)).to.throw(RangeError, "no piece");
    expect(readFileSync(place.path("run.txt"), "utf8")).to.equal("one\nZoë 1Zoë 2");
    expect(readdirSync(place.cwd).sort()).to.deep.equal(["gold.txt", "more.jsonl", "p.jsonl", "run.txt"]);
  });

  it("go through a symbolic link to the file behind it", async () => {
    place.write("real/run.txt", "old");
    symlinkSync(place.path("real/run.txt"), place.path("link.txt"));
    writeWhole(await targetOf("link.txt", place.io()), "new");
    expect(lstatSync(place.path("link.txt")).isSymbolicLink()).to.equal(true);
    expect(readFileSync(place.path("real/run.txt"), "utf8")).to.equal("new");
  });

  it("are no devices: nothing is put in their place", async function () {
    if (process.platform === "win32") this.skip();
    symlinkSync("/dev/null", place.path("null.md"));
    const { code, stderr } = await place.run(["--gold", "gold.txt", "--pred", "p.jsonl", "-o", "null.md"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("cannot write null.md: it is a device or a pipe");
    expect(lstatSync("/dev/null").isCharacterDevice()).to.equal(true);
  });

  it("never replace an input", async () => {
    place.write("both/more.jsonl", '{"id":"m","text":"Bo","entities":[]}\n');
    const commands = [
      ["--gold", "gold.txt", "--pred", "p.jsonl", "-o", "gold.txt"],
      ["--tagger", "gazetteer", "--train", "more.jsonl", "--gold", "gold.txt", "-o", "./gold.txt"],
      ["tag", "--tagger", "gazetteer", "--train", "none", "--gold", "both", "-o", "both/more.jsonl"],
      ["tag", "--tagger", "gazetteer", "--train", "more.jsonl", "--gold", "gold.txt", "-o", "more.jsonl"],
    ];
    for (const argv of commands) {
      const output = argv.at(-1)!;
      const before = readFileSync(place.path(output), "utf8");
      const { code, stderr } = await place.run(argv);
      expect(code, stderr).to.equal(2);
      expect(stderr).to.contain(`cannot write ${output}: it is one of the inputs`);
      expect(readFileSync(place.path(output), "utf8")).to.equal(before);
    }
  });

  it("never replace a map, a tagger's module, or the partial output of another run", async () => {
    place.write("map.json", '{"PER": "PERSON"}');
    place.write("tagger.mjs", "export default () => [];");
    const commands = [
      ["--gold", "gold.txt", "--pred", "p.jsonl", "--map", "map.json", "-o", "map.json"],
      ["--gold", "gold.txt", "--tagger", "./tagger.mjs", "-o", "tagger.mjs"],
      ["tag", "--gold", "gold.txt", "--tagger", "./tagger.mjs", "-o", "tagger.mjs"],
    ];
    for (const argv of commands) {
      const output = argv.at(-1)!;
      const before = readFileSync(place.path(output), "utf8");
      const { code, stderr } = await place.run(argv);
      expect(code, stderr).to.equal(2);
      expect(readFileSync(place.path(output), "utf8")).to.equal(before);
    }
    place.write("x.partial", readFileSync(place.path("gold.txt")));
    const argv = ["tag", "--gold", "x.partial", "--gold-format", "bracket", "--tagger", "./tagger.mjs", "-o", "x"];
    const { code, stderr } = await place.run(argv);
    expect(code).to.equal(2);
    expect(stderr).to.contain("cannot write x.partial: it is one of the inputs");
  });

  it("keep the permissions of the file they replace", async function () {
    if (process.platform === "win32") this.skip();
    place.write("run.md", "old");
    chmodSync(place.path("run.md"), 0o640);
    expect((await place.run(["--gold", "gold.txt", "--pred", "p.jsonl", "-o", "run.md"])).code).to.equal(0);
    expect(lstatSync(place.path("run.md")).mode & 0o777).to.equal(0o640);
  });

  it("are all written or none, and no file twice", async () => {
    const [one, other] = [await targetOf("one.txt", place.io()), await targetOf("other.txt", place.io())];
    place.write("other.txt/in/the/way", "");
    expect(() =>
      writeAll([
        { target: one, content: "1" },
        { target: other, content: "2" },
      ]),
    ).to.throw("cannot write other.txt");
    expect(readdirSync(place.cwd).filter((name) => name.startsWith("."))).to.deep.equal([]);
    const { code, stderr } = await place.run(["--gold", "gold.txt", "--pred", "p.jsonl", "-o", "a.md", "-o", "./a.md"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("a.md and ./a.md are the same file");
  });

  it("are answered with a sentence where the disk does not take their names", async () => {
    const long = `${"x".repeat(300)}.md`;
    for (const [output, why] of [
      [long, "the name is too long"],
      ["p.jsonl/run.md", "a file is where a folder is needed"],
    ]) {
      // biome-ignore format: short.
      const { code, stderr } = await place.run(["--gold", "gold.txt", "--pred", "p.jsonl", "-o", output!]);
      expect(code, stderr).to.equal(2);
      expect(stderr).to.contain(why!).and.contain("[file-unwritable]");
    }
    for (const output of ["p.jsonl/", "p.jsonl/deep/", `${"x".repeat(300)}/`]) {
      const { code, stderr } = await place.run(["convert", "gold.txt", "--to", "bracket", "-o", output]);
      expect(code, stderr).to.equal(2);
      expect(stderr).to.contain("[file-unwritable]");
    }
    const { code, stderr } = await place.run(["--gold", long, "--pred", "p.jsonl"]);
    expect(code, stderr).to.equal(2);
    expect(stderr).to.contain("the name is too long");
  });

  it("are a file for each document, even where links would bring two into one", async () => {
    place.write("g.jsonl", '{"id":"a","text":"Ada","entities":[]}\n{"id":"b","text":"Bo","entities":[]}\n');
    place.write("out/b.txt", "old");
    symlinkSync(place.path("out/b.txt"), place.path("out/a.txt"));
    const { code, stderr } = await place.run(["convert", "g.jsonl", "--to", "bracket", "-o", "out/"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("out/a.txt and out/b.txt are the same file on this disk  [convert-impossible]");
    expect(readFileSync(place.path("out/b.txt"), "utf8")).to.equal("old");
  });

  it("are refused before the work begins where their folder is not writable", async function () {
    if (process.getuid?.() === 0) this.skip();
    place.write("locked/x.txt", "");
    chmodSync(place.path("locked"), 0o555);
    const { code, stderr } = await place.run(["--gold", "gold.txt", "--pred", "p.jsonl", "-o", "locked/run.md"]);
    chmodSync(place.path("locked"), 0o755);
    expect(code).to.equal(2);
    expect(stderr).to.contain("its folder is not writable");
  });
});
