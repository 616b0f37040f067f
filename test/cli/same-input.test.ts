import { readFileSync, symlinkSync } from "node:fs";
import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const gold = '{"id": "a", "text": "Ada met Bo", "entities": [{"start": 0, "end": 3, "type": "PER"}]}\n';

describe("gold and predictions from one input", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ "gold.jsonl": gold, "copy.jsonl": gold, "equal.jsonl": ` ${gold}` });
  });
  afterEach(() => place.remove());
  const said = async (args: readonly string[], stdin = "") => {
    const { code, stderr } = await place.run([...args, "-f", "json"], { stdin });
    expect(code, stderr).to.equal(0);
    return /^warning: .*?(?=;).*\[same-input\]$/m.exec(stderr)?.[0].split(";")[0];
  };

  it("are warned of: the same file by any path, and its copies", async () => {
    symlinkSync("gold.jsonl", place.path("link.jsonl"));
    expect(await said(["--gold", "gold.jsonl", "--pred", "link.jsonl"])).to.contain("are the same file, link.jsonl");
    expect(await said(["--gold", "gold.jsonl", "--pred", "copy.jsonl"])).to.contain(
      "have the same bytes: gold.jsonl and copy.jsonl",
    );
    expect(await said(["--gold", "gold.jsonl", "--pred", "-"], gold)).to.contain("standard input is a copy");
    place.write("a/x.jsonl", gold);
    place.write("b/x.jsonl", gold);
    expect(await said(["--gold", "a", "--pred", "b"])).to.contain("a/x.jsonl and b/x.jsonl");
  });

  it("are not warned of where equal annotations are other bytes: there are perfect systems", async () => {
    expect(await said(["--gold", "gold.jsonl", "--pred", "equal.jsonl"])).to.equal(undefined);
    expect(await said(["--gold", "gold.jsonl", "--pred", "-"], ` ${gold}`)).to.equal(undefined);
  });

  it("are warned of by the column that is read, however it is named", async () => {
    place.write("both.conll", "Ada B-PER O\nmet O O\n");
    expect(await said(["--gold", "both.conll", "--pred", "both.conll", "--gold-column", "-1"])).to.contain("same file");
    expect(await said(["--gold", "both.conll", "--pred", "both.conll", "--gold-column", "-2"])).to.equal(undefined);
  });

  it("are told of columns only where files may have some, and of each reading once", async () => {
    place.write("c.conll", "Ada B-PER\nmet O\n");
    const conll = await place.run(["--gold", "c.conll", "--pred", "c.conll", "-f", "json"]);
    expect(conll.stderr).to.contain("--gold-column, --pred-column");
    place.write("e.jsonl", gold.replace('"entities"', '"entities": [], "spans"'));
    const { stderr } = await place.run(["--gold", "e.jsonl", "--pred", "e.jsonl", "-f", "json"]);
    expect(stderr).to.contain("[same-input]").and.not.contain("--gold-column");
    expect(stderr.match(/\[lists-contradict\]/g)).to.have.length(1);
  });

  it("are warned of between compared systems, too", async () => {
    const { stderr } = await place.run([
      ...["compare", "--gold", "gold.jsonl", "--pred", "a=copy.jsonl", "--pred", "b=equal.jsonl"],
    ]);
    expect(stderr).to.contain("warning: a and b have the same predictions: are they the same file?  [same-input]");
    expect(readFileSync(place.path("gold.jsonl"), "utf8")).to.equal(gold);
  });
});
