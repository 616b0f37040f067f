import { expect } from "chai";
import fc from "fast-check";
import stringWidth from "string-width";
import type { Issue } from "../../src/corpus/issue.ts";
import { renderProblems, renderWarnings } from "../../src/report/problem.ts";
import { plain } from "../../src/report/render/style.ts";

const issue: Issue = {
  code: "bracket-unopened",
  message: '"]" without a matching "["',
  hint: 'write "\\]" for a literal bracket',
  source: "gold/demo.txt",
  line: 17,
  column: 13,
  excerpt: "Ada Lovelace] lived in [LOC London].\r\n",
};

const rendered = (...issues: Issue[]) => renderProblems(issues, issues.length, plain);

describe("a problem", () => {
  it("is shown with its place, its line, a caret under the column, and what to do", () => {
    expect(rendered(issue)).to.equal(`error: gold/demo.txt:17:13: "]" without a matching "["  [bracket-unopened]
  17 | Ada Lovelace] lived in [LOC London].
     |             ^
hint: write "\\]" for a literal bracket
`);
  });

  it("is shown without what is not known of it", () => {
    const { column, ...noColumn } = issue;
    expect(rendered({ ...noColumn, hint: undefined })).to.equal(
      'error: gold/demo.txt:17: "]" without a matching "["  [bracket-unopened]\n  17 | Ada Lovelace] lived in [LOC London].\n',
    );
    expect(rendered({ code: "usage", message: "no tagger" })).to.equal("error: no tagger  [usage]\n");
  });

  it("has its caret under the character, behind wide ones and behind what is not printable", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "漢", "👩‍👩‍👧", "\t", "\u001b", "\u202e"), maxLength: 60 }),
        (before) => {
          const [, line, caret] = rendered({ ...issue, excerpt: `${before}]`, column: before.length + 1 }).split("\n");
          const at = stringWidth(caret!.slice(0, caret!.indexOf("^")));
          const shown = line!.slice(0, line!.lastIndexOf("]"));
          expect(stringWidth(shown)).to.equal(at);
        },
      ),
    );
  });

  it("shows a part of a long line, with the column in it and no half of a character", () => {
    for (const before of [0, 1, 37, 38, 39, 40, 500]) {
      const excerpt = `${"😀".repeat(before)}]${"😀".repeat(500)}`;
      const [, line, caret] = rendered({ ...issue, excerpt, column: 2 * before + 1 }).split("\n");
      expect(stringWidth(line!)).to.be.at.most(90);
      expect(line).to.not.contain("\\ud");
      expect(line!.endsWith("…")).to.equal(true);
      expect(stringWidth(line!.slice(0, line!.indexOf("]")))).to.equal(caret!.indexOf("^"));
    }
  });
});

describe("many problems", () => {
  it("say a hint that they share once, after the last of them", () => {
    const text = rendered(issue, { ...issue, line: 18 }, { ...issue, line: 19, hint: "another" });
    expect(text.match(/^hint: .*$/gm)).to.deep.equal(['hint: write "\\]" for a literal bracket', "hint: another"]);
    expect(text.endsWith("3 problems\n")).to.equal(true);
  });

  it("that say the same of other places are shown three times, and counted", () => {
    const alike = (i: number): Issue => ({ ...issue, line: i + 1, message: `the span ${i}–${2 * i} of "${i}" is bad` });
    const issues = Array.from({ length: 1000 }, (_, i) => alike(i));
    const text = renderProblems(issues, 10_000, plain);
    expect(text.match(/^error: /gm)).to.have.length(3);
    expect(text).to.match(/\n {2}and 9,997 more like this\nhint: .*\n10,000 problems\n$/);
    const other: Issue = { ...issue, code: "bracket-empty", line: 5000 };
    const both = renderProblems([...issues, other], 10_000, plain);
    expect(both.match(/^error: /gm)).to.have.length(4);
    expect(both).to.contain("  and 997 more like this\n");
    expect(both.endsWith("10,000 problems, the first 1,001 of them above\n")).to.equal(true);
  });

  it("are shown up to twenty, and counted beyond", () => {
    const issues = Array.from({ length: 30 }, (_, i): Issue => ({ ...issue, message: "x".repeat(i), line: i + 1 }));
    const text = renderProblems(issues, 1234, plain);
    expect(text.match(/^error: /gm)).to.have.length(20);
    expect(text.match(/^hint: /gm)).to.have.length(1);
    expect(text.endsWith("1,234 problems, the first 20 of them above\n")).to.equal(true);
  });
});

describe("warnings", () => {
  it("take a line each, with their code", () => {
    const warnings = [
      { code: "type-unseen", message: "the gold never uses A\nB" },
      { code: "gold-skipped", message: "x.pdf was left out" },
    ] as const;
    expect(renderWarnings(warnings, plain)).to.equal(
      "warning: the gold never uses A\\u000aB  [type-unseen]\nwarning: x.pdf was left out  [gold-skipped]\n",
    );
  });
});
