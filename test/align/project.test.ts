import { expect } from "chai";
import fc from "fast-check";
import { Projection } from "../../src/align/project.ts";
import { surfaceOf } from "../../src/corpus/fragments.ts";

/** What a mention of one text is in another: its surface there, with "?" where an edge was moved; undefined where it is nothing. */
function projected(text: string, other: string, mention: string): string | undefined {
  const start = text.indexOf(mention);
  expect(start, `${mention} in ${text}`).to.be.at.least(0);
  const found = new Projection(text, other).project({ start, end: start + mention.length });
  return found && surfaceOf(found.place, other) + (found.exact ? "" : "?");
}

describe("projection onto another rendering of a text", () => {
  const same: readonly (readonly [what: string, text: string, other: string, mention: string, found: string])[] = [
    ["other blanks", "New  York\nCity is big", "New York City  is big", "New  York\nCity", "New York City"],
    ["tokens apart", "the U. S. A. 's plan", "the U.S.A.'s plan", "U. S. A.", "U.S.A."],
    ["tokens together", "the U.S.A.'s plan", "the U. S. A. 's plan", "U.S.A.", "U. S. A."],
    ["case", "KABUL AND HERAT", "Kabul and Herat", "HERAT", "Herat"],
    ["quotes of treebanks", "`` Kabul '' said Bob", "“Kabul” said Bob", "Kabul", "Kabul"],
    ["a quote within", "the ``Big'' Apple", 'the "Big" Apple', "``Big'' Apple", '"Big" Apple'],
    ["dashes", "Kabul -- Herat", "Kabul—Herat", "Kabul -- Herat", "Kabul—Herat"],
    [
      "brackets of treebanks",
      "NATO -LRB- Brussels -RRB-",
      "NATO (Brussels)",
      "NATO -LRB- Brussels -RRB-",
      "NATO (Brussels)",
    ],
    ["escaped slashes", "AC\\/DC in Oslo", "AC/DC in Oslo", "AC\\/DC", "AC/DC"],
    ["entities", "AT&amp;T in Oslo", "AT&T in Oslo", "AT&amp;T", "AT&T"],
    ["composed characters", "Jose\u0301 met Zoe\u0308", "José met Zoë", "Jose\u0301", "José"],
    ["accents left out", "Malmö and Łódź", "Malmo and Łodz", "Malmö", "Malmo"],
    ["compatibility characters", "the oﬃce of ＩＢＭ", "the office of IBM", "ＩＢＭ", "IBM"],
    ["three dots", "Kabul… Herat", "Kabul... Herat", "Herat", "Herat"],
    ["marks nobody sees", "\ufeffKa\u00adbul\u200b and Herat", "Kabul and Herat", "Ka\u00adbul", "Kabul"],
    ["what was put for a word", "see <URL> in Kabul", "see http://t.co/x in Kabul", "<URL>", "http://t.co/x"],
    ["a word put for another before", "@user in Kabul", "@AdaMoen in Kabul", "Kabul", "Kabul"],
    ["characters beyond the basic plane", "😀 Ada 👩‍🚀 Moen", "😀Ada👩‍🚀Moen", "Ada 👩‍🚀 Moen", "Ada👩‍🚀Moen"],
    ["right to left", "פגש את  דוד בחיפה", "פגש את דוד בחיפה", "דוד", "דוד"],
    ["a text without letters before", " . Kabul", "Kabul", "Kabul", "Kabul"],
  ];
  for (const [what, text, other, mention, found] of same) {
    it(`sees through ${what}`, () => {
      expect(projected(text, other, mention)).to.equal(found);
    });
  }

  it("moves an edge to the nearest characters that are there, and says so", () => {
    expect(projected("The U.S. army", "The U.S army", "U.S.")).to.equal("U.S?");
    expect(projected("Mr Bob Moen left", "Bob Moen left", "Mr Bob Moen")).to.equal("Bob Moen?");
    expect(projected("see <URL> in Kabul", "see http://t.co/x in Kabul", "URL> in Kabul")).to.equal(
      "http://t.co/x in Kabul?",
    );
  });

  it("finds nothing for what the other text does not have", () => {
    expect(projected("I like Berlin wall", "I like wall", "Berlin")).to.equal(undefined);
    expect(projected("a Kabul b", "", "Kabul")).to.equal(undefined);
    expect(new Projection("a  b", "a b").project({ start: 1, end: 3 })).to.equal(undefined);
  });

  it("lays pieces one by one", () => {
    const fragments = [
      { start: 0, end: 4 },
      { start: 9, end: 13 },
    ];
    const found = new Projection("left and  right lobe", "left  and right lobe").project({
      start: 0,
      end: 20,
      fragments: [fragments[0]!, { start: 16, end: 20 }],
    });
    expect(found).to.deep.equal({
      exact: true,
      place: { start: 0, end: 20, fragments: [fragments[0], { start: 16, end: 20 }] },
    });
  });

  it("says how many letters correspond, and how many stand behind the end", () => {
    const { letters, otherLetters, shared, behind } = new Projection("Ada met", "Ada met Bob");
    expect({ letters, otherLetters, shared, behind }).to.deep.equal({
      letters: 6,
      otherLetters: 9,
      shared: 6,
      behind: 3,
    });
    expect(new Projection("Ada met Zed", "Ada met Bob").behind).to.equal(0);
  });

  const word = fc.constantFrom("Ada", "Moen", "Kabul", "of", "the", "U.S.", "“x”", "Zoë", "😀", "-", "(a)", "l'eau");
  const blanks = fc.constantFrom(" ", "  ", "\n", "\t \n");

  it("lays every mention on itself, whatever the blanks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, blanks, blanks), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (words, a, b) => {
          const join = (which: 1 | 2) => {
            const starts: number[] = [];
            let text = "";
            for (const one of words) {
              starts.push(text.length);
              text += one[0] + one[which];
            }
            return { text, starts };
          };
          const [one, other] = [join(1), join(2)];
          const [first, last] = [a % words.length, b % words.length].sort((x, y) => x - y) as [number, number];
          const place = ({ starts }: { starts: number[] }) => ({
            start: starts[first]!,
            end: starts[last]! + words[last]![0].length,
          });
          expect(new Projection(one.text, other.text).project(place(one))).to.deep.equal({
            place: place(other),
            exact: true,
          });
        },
      ),
    );
  });

  it("never leaves the other text, nor swaps what stands apart", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(text, text, fc.nat(), (one, other, a) => {
        const projection = new Projection(one, other);
        const middle = a % (one.length + 1);
        const found = [
          middle > 0 ? projection.project({ start: 0, end: middle }) : undefined,
          middle < one.length ? projection.project({ start: middle, end: one.length }) : undefined,
        ].flatMap((place) => place ?? []);
        for (const { place } of found) {
          expect(place.start).to.be.at.least(0);
          expect(place.end).to.be.within(place.start + 1, other.length);
        }
        if (found.length === 2) expect(found[0]!.place.start).to.be.at.most(found[1]!.place.start);
        expect(projection.shared).to.be.at.most(Math.min(projection.letters, projection.otherLetters));
      }),
    );
  });

  it("aligns long texts that differ in many places", () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `w${(i * 7919) % 10_007}`);
    const changed = words.map((one, i) => (i % 9 === 0 ? `${one}x` : one));
    const [text, other] = [words.join(" "), changed.join("  ")];
    const projection = new Projection(text, other);
    const start = words.slice(0, 15_001).join(" ").length + 1;
    const found = projection.project({ start, end: start + words[15_001]!.length })!;
    expect(other.slice(found.place.start, found.place.end)).to.equal(changed[15_001]);
    expect(projection.shared).to.equal(projection.letters);
  });
});
