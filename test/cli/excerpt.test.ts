import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { withExcerpts } from "../../src/cli/excerpt.ts";
import type { Issue } from "../../src/corpus/issue.ts";
import { Workplace } from "./fake-io.ts";

const lines = [
  '{"id": "a", "entities": []}',
  '{"id": "b", "spans": [{"start": 0, "end": 3}, {"start": 9, "end": 4}]}',
  '{"id": "c", "entities": [1, 2}',
];

describe("excerpts", () => {
  const place = new Workplace({
    "p.jsonl": lines.join("\n"),
    "p.jsonl.gz": gzipSync(lines.join("\n")),
  });
  after(() => place.remove());

  const issue: Issue = { code: "span-reversed", message: "m", source: "p.jsonl", line: 2 };
  const complete = async (...issues: Issue[]) => withExcerpts(issues, place.io());

  it("are the lines that issues stand on, looked up in one go, in gzip too", async () => {
    for (const source of ["p.jsonl", "p.jsonl.gz"]) {
      const found = await complete({ ...issue, source, line: 3 }, { ...issue, source, line: 1 });
      expect(found.map(({ excerpt }) => excerpt?.trimEnd())).to.deep.equal([lines[2], lines[0]]);
    }
  });

  it("have the column that a path leads to, under whatever name the list stands", async () => {
    const [found] = await complete({ ...issue, path: ["entities", 1, "end"] });
    expect(lines[1]!.slice(found!.column! - 1)).to.equal("4}]}");
    const [id] = await complete({ ...issue, path: ["id"] });
    expect(lines[1]!.slice(id!.column! - 1).startsWith('"b"')).to.equal(true);
    const [nowhere] = await complete({ ...issue, path: ["entities", 7] });
    expect(nowhere).to.not.have.property("column");
  });

  it("have the column where JSON ends to be JSON", async () => {
    const [found] = await complete({ ...issue, code: "jsonl-syntax", line: 3 });
    expect(lines[2]!.slice(found!.column! - 1)).to.equal("}");
  });

  it("keep a column and a line that the issue brought along", async () => {
    const brought = { ...issue, column: 5, excerpt: "other" };
    expect(await complete(brought)).to.deep.equal([brought]);
  });

  it("are left out where there is no file to look into", async () => {
    const issues: Issue[] = [
      { ...issue, source: "gone.jsonl" },
      { ...issue, source: "<stdin>" },
      { ...issue, line: undefined },
      { ...issue, line: 99 },
      { code: "usage", message: "m" },
    ];
    expect(await complete(...issues)).to.deep.equal(issues);
  });
});
