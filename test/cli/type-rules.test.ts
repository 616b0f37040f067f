import { expect } from "chai";
import { mapping } from "../../src/cli/values.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { goldSettings } from "../../src/files/inputs.ts";
import { type Renaming, typeRules as rulesOf, type TypeSettings } from "../../src/run/type-rules.ts";
import { Workplace } from "./fake-io.ts";

const renamings = (map: readonly string[]) => map.map((entry) => mapping(entry) as Renaming);
const typeRules = ({ map, ...flags }: Omit<TypeSettings, "map"> & { map: readonly string[] }) =>
  rulesOf({ ...flags, map: renamings(map) });

describe("type rules", () => {
  it("rename on both sides, or on the one that is named", () => {
    const { rename, keep } = typeRules({ map: ["GPE=LOC", "gold:A=B", "pred:PERSON=PER"] });
    expect([...rename.gold]).to.deep.equal([
      ["GPE", "LOC"],
      ["A", "B"],
    ]);
    expect([...rename.pred]).to.deep.equal([
      ["GPE", "LOC"],
      ["PERSON", "PER"],
    ]);
    expect(keep).to.equal(undefined);
  });

  it("take names such as __proto__ for what they are", () => {
    const { rename, keep } = typeRules({ types: ["constructor"], map: ["__proto__=constructor"] });
    expect([...rename.gold]).to.deep.equal([["__proto__", "constructor"]]);
    expect([...keep!]).to.deep.equal(["constructor"]);
  });

  it("refuse two new names for one type on one side, and accept one said twice", () => {
    expect(() => typeRules({ map: ["A=B", "gold:A=C"] })).to.throw(NerEvalError, "`map` renames A to B and to C");
    expect(() => typeRules({ map: ["A=", "A=C"] })).to.throw(NerEvalError, "`map` renames A to C and leaves it out");
    expect([...typeRules({ map: ["A=B", "A=B"] }).rename.pred]).to.deep.equal([["A", "B"]]);
    expect([...typeRules({ map: ["gold:A=B", "pred:A=C"] }).rename.pred]).to.deep.equal([["A", "C"]]);
  });

  it("tell the reader of brackets which names are types, old and new", () => {
    const flags = {
      document: "file",
      goldOffsets: "auto",
      markup: "keep",
      repair: "begin",
      typeSeparator: ".",
    } as const;
    const map = renamings(["gold:GPE=LOC", "pred:X=LOC"]);
    const named = (types: string[] | undefined, typeLevel?: number) =>
      goldSettings({ ...flags, map, ...(types && { types }), ...(typeLevel && { typeLevel }) }).reading.types;
    const asked = ["LOC", "GPE", "X", "LOC.city", "GPE.capital"];
    const known = (names = named(["LOC"])) => asked.filter((type) => names!.has(type));
    expect(known()).to.deep.equal(["LOC", "GPE"]);
    expect(known(named(["LOC"], 1))).to.deep.equal(["LOC", "GPE", "LOC.city", "GPE.capital"]);
    expect(named(undefined)).to.equal(undefined);
  });
});

describe("options", () => {
  const place = new Workplace({
    "gold/a.txt": "[PER Ada] met [GPE Osk], [ORG EU]\n",
    "p.jsonl": '{"id":"a","entities":[[0,3,"PERSON"],[8,11,"LOC"],[13,15,"ORG"]]}\n',
  });
  after(() => place.remove());
  const score = (...argv: string[]) => place.run(["--pred", "p.jsonl", "-f", "score", ...argv]);

  it("that hold lists go on where they are given again", async () => {
    expect((await score("--map", "GPE=LOC", "--map", "PERSON=PER")).stdout).to.equal("100.00\n");
    const { stdout } = await place.run(["--pred", "p.jsonl", "-f", "json", "--types", "LOC", "--types", "ORG,PER"]);
    expect(JSON.parse(stdout).options.types).to.deep.equal(["LOC", "ORG", "PER"]);
  });

  it("that were not given leave nothing behind from a run before", async () => {
    expect((await score("--map", "GPE=LOC,PERSON=PER")).stdout).to.equal("100.00\n");
    expect((await score()).stdout).to.equal("33.33\n");
  });
});
