/** Growth: what is done per type or per character must not be done for every pair of them. */
import { expect } from "chai";
import { withoutQuotes } from "../src/align/normalize-text.ts";
import { trimmedEnd, trimmedOf } from "../src/corpus/trim.ts";
import { ConfusionTally } from "../src/count/confusion.ts";
import { rowsOf } from "../src/count/units.ts";
import { evaluate } from "../src/evaluate.ts";
import { withoutProlog } from "../src/formats/xml/prolog.ts";
import { splitColumns } from "../src/report/columns.ts";
import { prettyJson } from "../src/report/json.ts";
import { renderText } from "../src/report/render/terminal.ts";
import { suggestMapping } from "../src/score/mapping.ts";
import { hintFor, hintsAmong } from "../src/score/type-hints.ts";

const origin = { source: "x", line: 1 };
/** Of so many types each stands once, in ten documents. */
function typed(types: number, name: (type: number) => string) {
  const each = types / 10;
  return Array.from({ length: 10 }, (_, d) => ({
    ...{ id: `${d}`, text: "abc ".repeat(each), origin },
    spans: Array.from({ length: each }, (_, i) => ({ start: 4 * i, end: 4 * i + 3, type: name(d * each + i) })),
  }));
}

describe("growth", function () {
  this.timeout(60_000);

  it("of units and of the confusion matrix is that of what is in them, not of types squared", async () => {
    const types = 4000;
    const gold = typed(types, (i) => `T${i}`);
    const { units, confusion } = await evaluate(gold, gold, { units: true });
    const rows = units.ids.map((_, u) => rowsOf(units, u));
    expect(rows.every((own) => own.length === types / 10)).to.equal(true);
    expect(confusion.cells).to.have.length(types);
    expect(prettyJson(confusion.cells).length).to.be.lessThan(60 * types);
    expect(suggestMapping(confusion)).to.deep.equal([]);
  });

  it("of type hints is that of the types, and hints are the same one by one", () => {
    const golds = Array.from({ length: 20_000 }, (_, i) => `gold${i}x`);
    const hint = hintsAmong(golds);
    for (let i = 0; i < 20_000; i++) expect(hint(`GOLD-${i}-X`)?.meant).to.equal(`gold${i}x`);
    const few = ["PER", "LOC", "LOCAL", "LOCATIONS", "ORG"];
    for (const type of ["LOCATION", "person", "0RG", "lo", "organisation", "LOCATIONS2"])
      expect(hintsAmong(few)(type)).to.deep.equal(hintFor(type, few));
  });

  it("of warnings about 5,000 types that the gold never uses is linear", async () => {
    const gold = typed(5000, (i) => `T${i}`);
    const pred = typed(5000, (i) => `U${i}`);
    const { warnings } = await evaluate(gold, pred);
    expect(warnings.map(({ code }) => code)).to.include("type-unseen");
  });

  it("of a table on screen is that of its rows", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ cells: [`T${i}`, "1.00"] }));
    const columns = [
      { title: "Type", align: "left" as const },
      { title: "F1", align: "right" as const },
    ];
    const text = renderText({ title: "x", blocks: [{ columns, rows }], notes: [] }, 80);
    expect(text.split("\n").length).to.be.within(5003, 5006);
    expect(text).to.match(/^T4999 +1\.00$/m);
  });

  it("of a matrix that is added up from cells is that of the cells", () => {
    const types = Array.from({ length: 50_000 }, (_, i) => `T${i}`.padStart(6));
    const tally = ConfusionTally.from({ types, cells: types.map((_, i) => [i, i, 1] as const) });
    expect(tally.matrix().cells).to.have.length(50_000);
  });
});

describe("what took the place of regular expressions", () => {
  it("takes a character off the ends", () => {
    expect([trimmedEnd("a  ", " "), trimmedEnd("   ", " "), trimmedEnd("", "/")]).to.deep.equal(["a", "", ""]);
    expect([trimmedOf("--a-b--", "-"), trimmedOf("---", "-")]).to.deep.equal(["a-b", ""]);
  });

  it("takes quotes off a folded string as /^'+ ?(.*[^' ]) ?'+$/u did", () => {
    const characters = ["'", " ", "a"];
    const all = (length: number): string[] =>
      length === 0 ? [""] : all(length - 1).flatMap((text) => characters.map((one) => text + one));
    for (let length = 0; length < 8; length++)
      for (const text of all(length))
        expect(withoutQuotes(text), text).to.equal(/^'+ ?(.*[^' ]) ?'+$/u.exec(text)?.[1]);
  });

  it("leaves out the prolog of XML", () => {
    const text = '<?xml version="1.0"?>\n<!-- > --><!DOCTYPE a [ <!ENTITY b ">"> ]><a><!-- c --><TEXT>1 < 2</TEXT></a>';
    expect(withoutProlog(text)).to.equal("\n<a><TEXT>1 < 2</TEXT></a>");
    expect(withoutProlog("<!-- open <a>")).to.equal("<!-- open <a>");
    expect(withoutProlog("<!DOCTYPE a [ <b>")).to.equal("");
    for (const unit of ["<?", "<!--", "<!DOCTYPE ", "<!DOCTYPE [", "<!DOCTYPE [>", "<"])
      expect(withoutProlog(unit.repeat(100_000)).length, unit).to.be.at.most(100_000 * unit.length);
  });

  it("splits columns at commas that are not in brackets", () => {
    for (const text of ["a,b", "f1[A,B],p", "f1[A],p", ",", "a[,b],c]", "[a,[b],c", "a],b"])
      expect(splitColumns(text), text).to.deep.equal(text.split(/,(?![^[]*\])/).map((part) => part.trim()));
  });
});
