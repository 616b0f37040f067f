import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Document } from "../src/corpus/document.ts";
import { parseBracket } from "../src/formats/bracket/bracket.ts";

const folder = fileURLToPath(new URL("../gold", import.meta.url));
const readme = readFileSync(join(folder, "README.md"), "utf8");
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .sort()
  .map((name): Document => parseBracket(readFileSync(join(folder, name), "utf8"), { id: name }));

/** A mention with its surface, line breaks as blanks, and what stands around it. */
const mentions = documents.flatMap(({ id, text, spans }) =>
  spans.map(({ start, end, type }) => ({
    id,
    type,
    surface: text.slice(start, end).replace(/\s+/g, " "),
    before: text.slice(Math.max(0, start - 12), start),
    after: text.slice(end, end + 12),
    nested: spans.some((outer) => outer.start <= start && end <= outer.end && outer.end - outer.start > end - start),
  })),
);
const say = ({ id, type, surface }: (typeof mentions)[number]) => `${id}: ${type} ${surface}`;

describe("the gold", () => {
  it("has as many mentions and tokens as its README says", () => {
    const types = ["PER", "LOC", "ORG", "MISC"];
    const rows = documents.map(({ id, text, spans }) => {
      const counts = types.map((type) => spans.filter((span) => span.type === type).length);
      return [`\`${id}\``, ...counts, spans.length, text.trim().split(/\s+/).length].map(String);
    });
    const total = rows[0]!.slice(1).map((_, i) => String(rows.reduce((sum, row) => sum + Number(row[i + 1]), 0)));
    const table = Array.from(readme.matchAll(/^\| (`.*\.txt`|\*\*total\*\*) +\|(.*)\|$/gm), ([, name, cells]) => [
      name!,
      ...cells!.split("|").map((cell) => cell.trim()),
    ]);
    expect(table).to.deep.equal([...rows, ["**total**", ...total]]);
  });

  it("has as many surface forms as its README says, and ambiguous ones where it says so", () => {
    const forms = new Map<string, typeof mentions>();
    for (const one of mentions) forms.set(one.surface, [...(forms.get(one.surface) ?? []), one]);
    const shared = [...forms.values()].filter((list) => new Set(list.map(({ id }) => id)).size > 1);
    const sum = shared.reduce((count, list) => count + list.length, 0);
    const said = readme.replace(/\s+/g, " ");
    expect(said).to.contain(
      `${forms.size} different surface forms; ${shared.length} of them occur in more than one document and account for ${sum} of the ${mentions.length} mentions`,
    );
    const order = ["PER", "LOC", "ORG", "MISC"];
    const ambiguous = [...forms]
      .map(([surface, list]) => [surface, order.filter((type) => list.some((one) => one.type === type))] as const)
      .filter(([, types]) => types.length > 1)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([surface, types]) => `${surface} (${types.join("/")})`);
    expect(said).to.contain(`These forms have more than one type, all on purpose: ${ambiguous.join(", ")}.`);
  });

  it("leaves the article outside, except in the titles of works", () => {
    const titles = ["The Salt Year", "The Drowned Parish", "The Lighthouse Is Not at Home"];
    const wrong = mentions.filter(({ surface }) => /^the /i.test(surface) && !titles.includes(surface));
    expect(wrong.map(say)).to.deep.equal([]);
  });

  it("leaves titles, possessives, quotation marks and punctuation outside", () => {
    const title = /^(Mr|Mrs|Ms|Dr\.?|Mayor|Captain|Professor|Minister|Ambassador) /;
    const wrong = mentions.filter(
      ({ surface }) => title.test(surface) || /['’]s$|[,;:!?]$|^["“]|["”]$/.test(surface) || surface.trim() !== surface,
    );
    expect(wrong.map(say)).to.deep.equal([]);
  });

  it("nests mentions in the one document that is said to nest them", () => {
    const nesting = new Set(mentions.filter(({ nested }) => nested).map(({ id }) => id));
    expect([...nesting]).to.deep.equal(["report-museum-acquisitions.txt"]);
    const inner = mentions.filter(({ nested, type }) => nested && !["LOC", "MISC"].includes(type));
    expect(inner.map(say)).to.deep.equal([]);
  });

  it("annotates every occurrence of a name that it annotates once", () => {
    const surfaces = [...new Set(mentions.map(({ surface }) => surface))];
    const bare = documents.flatMap(({ id, text, spans }) =>
      surfaces.flatMap((surface) => {
        const words = surface.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
        const found = text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "gu"));
        return Array.from(found, ({ index }) => index)
          .filter((at) => !spans.some(({ start, end }) => start <= at && at < end))
          .map((at) => `${id}: ${text.slice(at, at + surface.length)}`);
      }),
    );
    expect(bare).to.deep.equal([]);
  });

  it("cuts no word, save at a hyphen", () => {
    const wrong = mentions.filter(
      ({ before, after, surface }) =>
        (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(surface)) ||
        (/[\p{L}\p{N}]$/u.test(surface) && /^[\p{L}\p{N}]/u.test(after)),
    );
    expect(wrong.map(say)).to.deep.equal([]);
  });
});
