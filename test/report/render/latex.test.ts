import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../../src/corpus/span.ts";
import { comparisonTables } from "../../../src/report/compared/compared.ts";
import { comparisonTable } from "../../../src/report/compared/tables.ts";
import { latexComment, latexText, UNICODE } from "../../../src/report/latex-text.ts";
import { provenanceOf } from "../../../src/report/provenance.ts";
import { renderLatex } from "../../../src/report/render/latex.ts";
import type { Table } from "../../../src/report/table.ts";
import { type TableRequest, tableKinds } from "../../../src/report/tables/request.ts";
import { runTable } from "../../../src/report/tables/tables.ts";
import { comparedOf, metricsOf, options, systemOf, systemsOf } from "../../analyze/systems.ts";
import { expectGolden } from "../../golden.ts";
import { predicted } from "../../stats/runs.ts";
import { bounded, nasty, runOf } from "../papers.ts";
import { names, tables } from "../reports.ts";

const request: TableRequest = { schemes: ["strict", "exact", "partial", "type", "fair"], digits: 2 };
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;
/** Whether LaTeX is here, with every package that the documents load. */
const canTypeset = () =>
  has("pdflatex") &&
  ["fontenc", "geometry", "booktabs", "siunitx"].every((name) => spawnSync("kpsewhich", [`${name}.sty`]).status === 0);

/** The pages of a document with these parts, as text; fails where LaTeX has anything to say. */
function typeset(parts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "ner-eval-latex-"));
  const head = [
    "\\documentclass{article}",
    "\\usepackage[T1]{fontenc}",
    "\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}",
    "\\usepackage[margin=1cm,paperwidth=400cm]{geometry}",
    "\\usepackage{booktabs,siunitx}",
    "\\begin{document}",
  ];
  try {
    const body = parts.map((part) => `${part}\n\\clearpage`);
    writeFileSync(join(folder, "t.tex"), [...head, ...body, "\\end{document}", ""].join("\n"));
    const { stdout } = spawnSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "t.tex"], { cwd: folder });
    // The first run cannot know its labels.
    const log = readFileSync(join(folder, "t.log"), "utf8");
    const said = log
      .split("\n")
      .filter((line) => /^!|Warning|Overfull|Underfull/.test(line) && !/Label\(s\)/.test(line));
    expect(said, String(stdout).slice(-1500)).to.deep.equal([]);
    return has("pdftotext") || spawnSync("pdftotext", ["-v"]).status === 0
      ? execFileSync("pdftotext", ["-layout", "t.pdf", "-"], { cwd: folder, encoding: "utf8" })
      : "";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("LaTeX", () => {
  it("has a table in the manner of booktabs, with where its numbers come from in front", async () => {
    const runs = [
      await runOf("crf", ["LOC", "ORG", "PER", "B_x"], 3, 4),
      await runOf("llm", ["LOC", "ORG", "PER", "B_x"], 9, 2),
    ];
    const options = { provenance: provenanceOf(runs), label: "tab:x" };
    const table = {
      ...runTable("types", runs, { ...request, columns: ["precision", "f1+fair:f1"] }),
      caption: "Scores, in %",
    };
    expectGolden("latex/types-of-two.tex", renderLatex(table, options));
    const one = runTable("types", [bounded(runs[0]!)], { ...request, columns: ["f1", "ci", "gold"] });
    expectGolden("latex/types-of-one.tex", renderLatex(one, { provenance: [], siunitx: true }));
  });

  it("marks the best, of equal ones each, and what a letter says", () => {
    const table: Table = {
      columns: [
        { title: "System", align: "left" },
        { title: "F1", align: "right" },
      ],
      rows: [
        { cells: ["crf", { text: "88.93", best: true, mark: "a" }] },
        { cells: ["llm", { text: "88.93", best: true, interval: "[87.00, 90.10]" }] },
        { cells: ["rules", { text: "7.10", also: { text: "9.00", best: true } }] },
      ],
      notes: ["a better than rules"],
    };
    const lines = renderLatex(table, { provenance: [] }).split("\n");
    expect(lines).to.include("crf & \\textbf{88.93}\\textsuperscript{a} \\\\");
    expect(lines).to.include("llm & \\textbf{88.93} {[}87.00, 90.10{]} \\\\");
    expect(lines).to.include("rules & 7.10 / \\textbf{9.00} \\\\");
    expect(lines).to.include("\\smallskip{\\footnotesize a better than rules\\par}");
  });

  it("escapes every character that means something", () => {
    expect(latexText("50%_A&B^{x}~\\")).to.equal(
      "50\\%\\_A\\&B\\textasciicircum{}\\{x\\}\\textasciitilde{}\\textbackslash{}",
    );
    expect(latexText("[x]* a--b,,c ?`")).to.equal("{[}x{]}{*} a-{}-b,{},c ?{}\\textasciigrave{}");
    expect(latexText("B-cell, Łódź")).to.equal("B-cell, Łódź");
    expect(latexText("人😀")).to.equal(`${UNICODE}{U+4EBA U+1F600}{人😀}`);
  });

  it("lets no name end a comment or a line, leave its cell, or open a group that it does not close", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(latexComment(name)).to.not.match(/[\n\r\u2028\u2029\u0085\f]/);
        const text = latexText(name).replaceAll(/\\[\\{}$&#_%]/g, "");
        expect(text).to.not.match(/[\n$&#_%]/);
        expect(text.split("{").length).to.equal(text.split("}").length);
      }),
    );
  });

  it("has as many cells in every line as columns", () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (table, siunitx) => {
        const lines = renderLatex(table, { provenance: [], siunitx })
          .split("\n")
          .filter((line) => line.endsWith(" \\\\"));
        expect(lines).to.have.length(table.rows.length + 1);
        for (const line of lines) expect(line.match(/(?<!\\)(?:\\\\)*&/g), line).to.have.length(2);
      }),
    );
  });

  it("is typeset by pdflatex without a word, whatever the table and its names", async function () {
    if (!canTypeset()) this.skip();
    const [crf, llm] = [await runOf("crf 100%", nasty, 5, 3), bounded(await runOf("llm_2", nasty, 9, 4))];
    const parts = tableKinds.flatMap((kind) => {
      const runs = kind === "confusion" ? [llm] : [crf, llm];
      return [runs, runs.slice(-1)].flatMap((some) =>
        [false, true].flatMap((siunitx) =>
          [false, true].map((transpose) => {
            const caption = transpose ? `50% of ${nasty[0]}: ${nasty[7]}` : undefined;
            const table = { ...runTable(kind, some, { ...request, transpose, intervals: "margin" }), caption };
            return renderLatex(table, { provenance: provenanceOf(some), siunitx, label: `tab:${kind}-1` });
          }),
        ),
      );
    });
    const two = runTable("types", [crf, llm], {
      ...request,
      columns: ["precision", "f1+fair:f1", "ci"],
      intervals: "cell",
    });
    const marked: Table = {
      columns: [
        { title: "System", align: "left" },
        { title: "F1", align: "right" },
      ],
      rows: [
        ["9.50", "a"],
        ["100.00", "ab"],
        ["–", ""],
        ["−3.20", ""],
      ].map(([text, mark], i) => ({
        cells: ["x", { text: text!, mark, best: i === 1 }],
      })),
      notes: ["ᵃ is better, † too"],
    };
    const more = [two, marked].flatMap((table) =>
      [false, true].map((siunitx) => renderLatex(table, { provenance: [], siunitx })),
    );
    const shown = typeset([...parts.map((part) => part.replace(/(\\label\{tab:\w+-)1/, "$1")), ...more]);
    if (shown === "") return;
    for (const name of [
      "50%_A&B^{x}~\\",
      "$\\input{x}$ #1",
      "[opt]*",
      '<b>|"q"\'s</b>',
      "=cmd()",
      "U+6F22 U+5B57",
      "U+1F600",
    ])
      expect(shown, name).to.contain(name);
  });

  it("is typeset by pdflatex without a word where systems are compared", async function () {
    if (!canTypeset()) this.skip();
    const { gold, systems } = await systemsOf(12, 1, [
      [nasty[0]!, 0.4],
      [nasty[3]!, 0.1],
      ["llm_2", 0.3],
    ]);
    const renamed = (spans: readonly Span[]) =>
      spans.map((span) => ({ ...span, type: nasty["ABC".indexOf(span.type)]! }));
    const documents = gold.map((document) => ({ ...document, spans: renamed(document.spans) }));
    const named = await Promise.all(
      systems.map(({ name }, i) => {
        const predictions = predicted(gold, 0.2 * i, i).map((run) => ({ ...run, spans: renamed(run.spans) }));
        return systemOf(name, documents, predictions);
      }),
    );
    const metrics = metricsOf("strict:f1", ...nasty.slice(0, 3).map((type) => `strict:f1[${type}]`));
    const parts = [named, named.slice(1)].flatMap((some) => {
      const compared = comparedOf(some, { ...options, metrics });
      return comparisonTables.flatMap((kind) =>
        [false, true].map((siunitx) =>
          renderLatex(comparisonTable(kind, compared, { digits: 2 }), {
            provenance: [],
            siunitx,
            label: `tab:${kind}`,
          }),
        ),
      );
    });
    const shown = typeset(parts);
    if (shown) expect(shown).to.contain("50%_A&B").and.contain("approximate randomization").and.contain("+");
  });

  it("knows which characters pdflatex can set: all that are left as they are", async function () {
    if (!canTypeset()) this.skip();
    const characters = Array.from({ length: 0x2200 }, (_, code) => String.fromCodePoint(code));
    const plain = characters.filter((character) => !latexText(character).includes(UNICODE));
    expect(plain.length).to.be.greaterThan(300);
    typeset([plain.map((character) => `x${latexText(character)}x`).join(" ")]);
  });
});
