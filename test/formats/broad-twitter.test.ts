/**
 * The Broad Twitter Corpus in two formats: GATE XML against CoNLL, mention by mention. Its CoNLL has other blanks, `'"'`
 * for `"`, no `@` in section a, and `#` within tokens; so mentions are compared by the characters that both have. Every
 * difference falls under one of the reasons below, in the order in which they stand.
 */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Document } from "../../src/corpus/document.ts";
import { conll } from "../../src/formats/conll.ts";
import { readGold as readColumns } from "./columns/reading.ts";
import { corpus, filesIn, readGold } from "./reading.ts";

const types = new Map([
  ["Person", "PER"],
  ["Location", "LOC"],
  ["Organization", "ORG"],
  ["Product", "Product"],
]);

/** What both formats have of a text. */
const bare = (text: string) =>
  text
    .replaceAll(`'"'`, '"')
    .replaceAll("&amp;", "&")
    .replace(/[\s@#]+/gu, "");

interface Mention {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly surface: string;
}

/** The mentions of a document, in characters of its bare text. */
const mentionsOf = ({ text, spans }: Document): Mention[] =>
  spans.map(({ start, end, type }) => ({
    type: types.get(type) ?? type,
    start: bare(text.slice(0, start)).length,
    end: bare(text.slice(0, end)).length,
    surface: text.slice(start, end),
  }));

const sameExtent = (a: Mention, b: Mention) => a.start === b.start && a.end === b.end;
const touch = (a: Mention, b: Mention) => a.start < b.end && b.start < a.end;
const named = ({ type, start, end }: Mention) => `${type} ${start}-${end}`;

/** Why a mention of one format is none of the other's. */
const reasons: readonly (readonly [why: string, holds: (one: Mention, others: readonly Mention[]) => boolean])[] = [
  ["the CoNLL tags every @ as a mention of its own", ({ surface }) => surface === "@"],
  ["the CoNLL has no products", ({ type }) => type === "Product"],
  ["the crowd marked flights", ({ surface }) => /^#?MH\d*$/i.test(surface)],
  ["same extent, another type", (one, others) => others.some((other) => sameExtent(one, other))],
  ["same type, another extent", (one, others) => others.some((other) => touch(one, other) && one.type === other.type)],
  ["other extent and type", (one, others) => others.some((other) => touch(one, other))],
  ["one format has it alone", () => true],
];

const sections = [
  {
    section: "a",
    set: "Key",
    counts: { gate: 22, conll: 13, same: 13 },
    differences: { "the CoNLL has no products": 8, "one format has it alone": 1 },
    // An account that the CoNLL leaves untagged.
    alone: ["25 gate ORG 32-43"],
  },
  {
    section: "e",
    set: "merged",
    counts: { gate: 129, conll: 94, same: 69 },
    differences: {
      "the CoNLL tags every @ as a mention of its own": 10,
      "the crowd marked flights": 33,
      "same extent, another type": 4,
      "same type, another extent": 14,
      "other extent and type": 2,
      "one format has it alone": 22,
    },
    // Single words, and a link, that the crowd marked; hashtags; accounts, firms and a missile that one side leaves untagged.
    alone: [
      ...["4 gate LOC 37-44", "22 gate LOC 31-37", "22 gate LOC 44-48", "23 gate LOC 24-31", "27 gate LOC 57-62"],
      ...["27 gate LOC 99-121", "34 gate LOC 17-23", "34 gate LOC 27-35", "34 gate LOC 45-49", "37 gate LOC 13-17"],
      ...["37 gate LOC 34-37", "39 gate LOC 67-72"],
      ...["21 gate LOC 0-9", "21 gate LOC 35-42", "23 gate ORG 70-87"],
      ...["3 gate ORG 25-37", "13 gate ORG 85-93", "8 conll ORG 3-6", "11 conll ORG 81-84", "19 conll PER 2-10"],
      ...["21 conll ORG 51-55", "14 conll ORG 19-22"],
    ],
  },
  {
    section: "h",
    set: "merged",
    counts: { gate: 44, conll: 72, same: 35 },
    differences: {
      "the CoNLL tags every @ as a mention of its own": 27,
      "same extent, another type": 10,
      "same type, another extent": 6,
      "one format has it alone": 3,
    },
    // Two words in capitals that the crowd marked, and an account that it did not.
    alone: ["1 gate ORG 0-3", "9 gate ORG 50-54", "32 conll PER 2-11"],
  },
] as const;

describe("the Broad Twitter Corpus", () => {
  for (const { section, set, counts, differences, alone } of sections) {
    it(`is in GATE XML what it is in CoNLL, section ${section}, but for what is explained`, async function () {
      const folder = corpus("broad_twitter");
      if (folder === undefined) return this.skip();
      const columns = await readColumns(conll, readFileSync(`${folder}/${section}.conll`, "utf8"));
      const tweets = new Map(columns.documents.map((document) => [bare(document.text), document]));
      const found = { gate: 0, conll: 0, same: 0 };
      const explained = new Map<string, number>();
      const unmatched: string[] = [];
      for (const { text } of filesIn(`${folder}/${section}.gatexml`, ".xml")) {
        const gate = (await readGold("gate", text, { types: [...types.keys()], set })).records[0]!;
        const tweet = tweets.get(bare(gate.text));
        expect(tweet, gate.text).not.to.equal(undefined);
        const sides = { gate: mentionsOf(gate), conll: mentionsOf(tweet!) };
        for (const [side, other] of [
          ["gate", "conll"],
          ["conll", "gate"],
        ] as const) {
          found[side] += sides[side].length;
          for (const mention of sides[side]) {
            if (sides[other].some((one) => named(one) === named(mention))) {
              if (side === "gate") found.same++;
              continue;
            }
            const why = reasons.find(([, holds]) => holds(mention, sides[other]))![0];
            explained.set(why, (explained.get(why) ?? 0) + 1);
            if (why === "one format has it alone") unmatched.push(`${tweet!.id} ${side} ${named(mention)}`);
          }
        }
      }
      expect(found).to.deep.equal(counts);
      expect(Object.fromEntries(explained)).to.deep.equal(differences);
      expect(unmatched.sort()).to.deep.equal([...alone].sort());
    });
  }
});
