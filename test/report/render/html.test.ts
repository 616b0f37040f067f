import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { renderHtml, STYLE_DIGEST } from "../../../src/report/render/html.ts";
import { runsReport, tableReport } from "../../../src/report/tables/reports.ts";
import { runTable } from "../../../src/report/tables/tables.ts";
import { expectGolden } from "../../golden.ts";
import { bounded, nasty, runOf } from "../papers.ts";
import { dangerous, reports } from "../reports.ts";

const request = { schemes: ["strict", "exact", "partial", "type", "fair"], digits: 2 } as const;

describe("the HTML page", () => {
  it("has every table with its groups, its best numbers and its notes", async () => {
    const runs = [await runOf("crf", nasty, 5, 3), bounded(await runOf("llm", nasty, 9, 4))];
    const columns = ["precision", "f1+fair:f1", "ci"];
    const table = {
      ...runTable("types", runs, { ...request, columns, types: nasty.slice(0, 3) }),
      caption: "Scores & more",
    };
    const marked = { ...table, rows: table.rows.slice(1), notes: ["a < b"] };
    expectGolden("html/types.html", renderHtml(tableReport(marked, runs)));
  });

  it("asks nothing of anybody: no script, no address, and one style, which its digest allows", async () => {
    const page = renderHtml(runsReport([await runOf("crf", nasty, 5, 3)], request));
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(page)!;
    expect(createHash("sha256").update(style!).digest("base64")).to.equal(STYLE_DIGEST);
    expect(page).to.contain(`content="default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'"`);
    expect(page).to.match(/^<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    expect(page).to.not.match(/<script|<link|<img|<iframe|\bsrc=|\bhref=|\bstyle=|\bon\w+=|url\(|@import/i);
  });

  it("lets no name open an element, leave its attribute or turn the text around", () => {
    const tags = new Set(
      "html head meta title style body h1 p div table caption thead tbody tr th td b sup dl dt dd".split(" "),
    );
    fc.assert(
      fc.property(reports, (report) => {
        const page = renderHtml(report).replace(/<!DOCTYPE html>/, "");
        expect(page).to.not.match(dangerous);
        const body = page.replace(/<style>[\s\S]*?<\/style>/, "");
        for (const [tag, name] of body.matchAll(/<\/?(\w*)[^>]*>/g)) expect(tags.has(name!), tag).to.equal(true);
        expect(body.replace(/<\/?\w+(?: [\w-]+="[^"<>]*")*>/g, "")).to.not.match(/[<>]/);
      }),
    );
  });
});
