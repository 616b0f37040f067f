import { expect } from "chai";
import fc from "fast-check";
import { findAll } from "../../src/align/find-all.ts";
import { type Grounded, type GroundRule, ground, groundLevels } from "../../src/align/ground.ts";
import type { Mention } from "../../src/corpus/span.ts";
import { runs } from "../runs.ts";

const mention = (surface: string, type = "X"): Mention => ({ surface, type });

/** What becomes of mentions, as `level start-end`. */
function grounded(text: string, surfaces: readonly (string | Mention)[], rule: GroundRule = "order"): string[] {
  const mentions = surfaces.map((one) => (typeof one === "string" ? mention(one) : one));
  return ground(mentions, text, rule).map((one) =>
    "extents" in one ? `${one.level} ${one.extents.map(({ start, end }) => `${start}-${end}`).join(" ")}` : one.level,
  );
}

describe("grounding", () => {
  it("places mentions of one string from left to right, each at an occurrence of its own", () => {
    expect(grounded("Kabul, Herat, Kabul", ["Kabul", "Kabul", "Kabul"])).to.deep.equal([
      "exact 0-5",
      "exact 14-19",
      "repeated",
    ]);
  });

  it("takes the occurrences that agree with the order of the list", () => {
    expect(grounded("Kabul, Herat, Kabul", ["Herat", "Kabul"])).to.deep.equal(["exact 7-12", "exact 14-19"]);
    expect(grounded("Kabul, Herat, Kabul", ["Kabul", "Herat"])).to.deep.equal(["exact 0-5", "exact 7-12"]);
  });

  it("places what is out of order as far left as it can", () => {
    expect(grounded("a b b c", ["c", "b"])).to.deep.equal(["exact 6-7", "exact 2-3"]);
  });

  it("forgives case, then whitespace, then quotes, and says what it forgave", () => {
    const text = "KABUL; New\n York; O’Hara";
    expect(grounded(text, ["Kabul", "new york", "O'Hara", "Paris"])).to.deep.equal([
      "case 0-5",
      "whitespace 7-16",
      "quotes 18-24",
      "hallucinated",
    ]);
  });

  it("knows the letters that the projection of texts knows", () => {
    const cases: [text: string, surface: string, found: string][] = [
      ["Jos\u00e9 met Zo\u00eb", "Jose\u0301", "letters 0-4"],
      ["Jose\u0301 met", "Jos\u00e9", "letters 0-5"],
      ["Saint\u2013Denis", "Saint-Denis", "letters 0-11"],
      ["Saint--Denis", "Saint\u2014Denis", "letters 0-12"],
      ["in Port\u00ad Osk", "Port Osk", "letters 3-12"],
      ["Port\u200bOsk", "PortOsk", "letters 0-8"],
      ["\uff21\uff24\uff21 met", "ADA", "letters 0-3"],
      ["AT&amp;T won", "AT&T", "letters 0-8"],
      ["AT&T won", "AT&amp;T", "letters 0-4"],
      ["Diyarbak\u0131r", "Diyarbakir", "case 0-10"],
      ["\u0130stanbul", "Istanbul", "letters 0-8"],
      ["the \ufb01rst", "first", "case 4-8"],
      ["-LRB- Osk -RRB-", "(Osk)", "hallucinated"],
      ["-LRB-Osk-RRB-", "(Osk)", "letters 0-13"],
    ];
    for (const [text, surface, found] of cases) expect(grounded(text, [surface]), surface).to.deep.equal([found]);
    // A stricter level comes first, wherever it stands.
    expect(grounded("Jos\u00e9 Jose", ["Jose"])).to.deep.equal(["exact 5-9"]);
    expect(grounded("Jos\u00e9 Jose", ["Jose", "Jos\u00e9"])).to.deep.equal(["exact 5-9", "exact 0-4"]);
  });

  it("finds exactly what begins or ends in characters that nobody sees, or is nothing else", () => {
    expect(grounded("a \u200bOsk\u00ad b", ["\u200bOsk\u00ad"])).to.deep.equal(["exact 2-7"]);
    expect(grounded("a Osk b", ["\u200bOsk"])).to.deep.equal(["letters 2-5"]);
    expect(grounded("a\u0301b", ["\u0301b"])).to.deep.equal(["inside 1-3"]);
  });

  it("leaves an exact occurrence to the mention that has it exactly, wherever that stands in the list", () => {
    expect(grounded("Kabul KABUL", ["KABUL", "Kabul"])).to.deep.equal(["exact 6-11", "exact 0-5"]);
  });

  it("folds letters that case changes in number, and offsets stay those of the text", () => {
    expect(grounded("😀 Straße, Σας, İzmir", ["STRASSE", "σασ", "i̇zmir"])).to.deep.equal([
      "case 3-9",
      "case 11-14",
      "case 16-21",
    ]);
    // Half of a ß is no s.
    expect(grounded("Straße", ["s"])).to.deep.equal(["inside 0-1"]);
    expect(grounded("Aß", ["s"])).to.deep.equal(["hallucinated"]);
  });

  it("looks for a string in quotes without them where the text has none", () => {
    expect(grounded("He saw Heroes.", ['"Heroes"'])).to.deep.equal(["quotes 7-13"]);
    expect(grounded('He saw "Heroes".', ['"Heroes"'])).to.deep.equal(["exact 7-15"]);
  });

  it("prefers whole words, and takes parts of words last", () => {
    expect(grounded("Edward met Ed", ["Ed", "Ed"])).to.deep.equal(["exact 11-13", "inside 0-2"]);
    expect(grounded("just US", ["us"])).to.deep.equal(["case 5-7"]);
  });

  it("knows no inside of words where a script has no blanks", () => {
    expect(grounded("東京都は東京", ["東京", "東京"])).to.deep.equal(["exact 0-2", "exact 4-6"]);
  });

  it("looks for a string elsewhere than within a longer one of the list", () => {
    expect(grounded("New York City is in New York", ["New York City", "New York"])).to.deep.equal([
      "exact 0-13",
      "exact 20-28",
    ]);
    expect(grounded("New York City", ["New York City", "New York"])).to.deep.equal(["exact 0-13", "exact 0-8"]);
  });

  it("lets mentions of other types share an occurrence where none is left", () => {
    expect(grounded("US", [mention("US", "LOC"), mention("US", "ORG"), mention("US", "LOC")])).to.deep.equal([
      "exact 0-2",
      "exact 0-2",
      "repeated",
    ]);
    expect(grounded("US, US", [mention("US", "LOC"), mention("US", "ORG")])).to.deep.equal(["exact 0-2", "exact 4-6"]);
  });

  it("puts all mentions of a string at its first occurrence, or each string at all of them, where asked to", () => {
    expect(grounded("a kabul, Kabul, Kabul", ["Kabul", "Kabul"], "first")).to.deep.equal(["exact 9-14", "exact 9-14"]);
    expect(grounded("a kabul, Kabul, Kabul", ["Kabul", "Kabul", "x"], "all")).to.deep.equal([
      "exact 9-14 16-21",
      "repeated",
      "hallucinated",
    ]);
    expect(grounded("- - -", ["- -"], "all")).to.deep.equal(["exact 0-3"]);
  });

  it("takes blank strings and lone surrogates for what is not there", () => {
    expect(grounded("a 😀", [" ", "\ud83d", ""])).to.deep.equal(["hallucinated", "hallucinated", "hallucinated"]);
  });

  it("agrees with trying all assignments: the most at each level, and the longest chain of exact ones", () => {
    const words = fc.constantFrom("a", "A", "b", "B", "b", "c");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), fc.array(words, { maxLength: 5 }), (text, surfaces) => {
        const found = ground(
          surfaces.map((word) => mention(word)),
          text.join(" "),
          "order",
        );
        expect(levelsOf(found)).to.deep.equal(bestByTrying(text, surfaces));
        expect(new Set(placesOf(found)).size).to.equal(placesOf(found).length);
      }),
      { numRuns: runs(400) },
    );
  });

  it("keeps as many mentions in the order of the list as any assignment with as many exact ones", () => {
    const words = fc.constantFrom("a", "b", "c");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), fc.array(words, { maxLength: 5 }), (text, surfaces) => {
        const found = ground(
          surfaces.map((word) => mention(word)),
          text.join(" "),
          "order",
        );
        expect(longestRise(found.map((one) => ("extents" in one ? one.extents[0]!.start : -1)))).to.equal(
          chainByTrying(text, surfaces),
        );
      }),
      { numRuns: runs(400) },
    );
  });

  it("finds every string of the text exactly, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.nat(), fc.nat(), (text, from, length) => {
        const points = Array.from(text);
        const start = points.length === 0 ? 0 : from % points.length;
        const surface = points.slice(start, start + 1 + (length % 5)).join("");
        if (surface.trim() !== surface || surface === "") return;
        const [one] = ground([mention(surface)], text, "order");
        // A mark on its last letter belongs to it.
        const isMarked = /^\p{M}/u.test(points.slice(start + 1 + (length % 5)).join(""));
        expect(one!.level).to.be.oneOf(["exact", "inside", ...(isMarked ? ["letters"] : [])]);
        const [extent] = "extents" in one! ? one.extents : [];
        if (one!.level === "exact") expect(text.slice(extent!.start, extent!.end)).to.equal(surface);
      }),
    );
  });

  it("places a thousand mentions in a long text", () => {
    const text = "the cat sat ".repeat(10_000);
    const found = ground(
      Array.from({ length: 1000 }, (_, i) => mention(i % 2 ? "the" : "cat")),
      text,
      "order",
    );
    expect(levelsOf(found).slice(0, 1)).to.deep.equal([1000]);
    expect(longestRise(found.map((one) => ("extents" in one ? one.extents[0]!.start : -1)))).to.equal(1000);
  });
});

describe("finding all places of many strings", () => {
  it("finds what looking for each string by itself finds", () => {
    const piece = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.uniqueArray(piece),
        fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 40 }),
        (strings, text) => {
          const expected = strings.map((string) =>
            Array.from(text, (_, i) => i).filter((i) => text.startsWith(string, i)),
          );
          expect(findAll(strings, text)).to.deep.equal(expected);
        },
      ),
    );
  });
});

/** How many mentions came out on each level. */
function levelsOf(found: readonly Grounded[]): number[] {
  return groundLevels.map((level) => found.filter((one) => one.level === level).length);
}

function placesOf(found: readonly Grounded[]): number[] {
  return found.flatMap((one) => ("extents" in one ? one.extents.map(({ start }) => start) : []));
}

/** Every way to give mentions words of their own that differ in case at most. */
function* assignments(
  text: readonly string[],
  surfaces: readonly string[],
  at = 0,
  taken: readonly number[] = [],
): Iterable<readonly number[]> {
  if (at === surfaces.length) {
    yield taken;
    return;
  }
  yield* assignments(text, surfaces, at + 1, [...taken, -1]);
  for (const [i, word] of text.entries()) {
    if (word.toLowerCase() === surfaces[at]!.toLowerCase() && !taken.includes(i))
      yield* assignments(text, surfaces, at + 1, [...taken, i]);
  }
}

function bestByTrying(text: readonly string[], surfaces: readonly string[]): number[] {
  let best = [0, 0];
  for (const places of assignments(text, surfaces)) {
    const exact = places.filter((place, i) => place >= 0 && text[place] === surfaces[i]).length;
    const other = places.filter((place) => place >= 0).length - exact;
    if (exact > best[0]! || (exact === best[0] && other > best[1]!)) best = [exact, other];
  }
  return [...best, ...groundLevels.slice(2).map(() => 0)];
}

function chainByTrying(text: readonly string[], surfaces: readonly string[]): number {
  let most = 0;
  let longest = 0;
  for (const places of assignments(text, surfaces)) {
    const count = places.filter((place) => place >= 0).length;
    const chain = longestRise(places);
    if (count > most || (count === most && chain > longest)) [most, longest] = [count, chain];
  }
  return longest;
}

/** The length of the longest rising part of a list, without what is below 0. */
function longestRise(values: readonly number[]): number {
  const lengths: number[] = [];
  for (const [i, value] of values.entries())
    lengths.push(
      value < 0 ? 0 : 1 + Math.max(0, ...lengths.filter((_, j) => j < i && values[j]! >= 0 && values[j]! < value)),
    );
  return Math.max(0, ...lengths);
}
