import { chmodSync, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { expect } from "chai";
import { targetOf, writeWhole } from "../../src/cli/outputs.ts";
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
