/** The wink tagger: offsets that are proven, patterns that cannot hurt, and learning that is the same every time. */
import { expect } from "chai";
import fc from "fast-check";
import type { Document } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import type { Tagger } from "../../src/taggers/tagger.ts";
import { createWinkTagger, placesOf } from "../../src/taggers/wink.ts";
import { runs } from "../runs.ts";

/** A document in which every `[TYPE mention]` is a span. */
function documentOf(marked: string, id = marked): Document {
  let text = "";
  const spans = [];
  for (const part of marked.split(/(\[[^ \]]+ [^\]]*\])/)) {
    const [, type, mention] = /^\[([^ \]]+) ([^\]]*)\]$/.exec(part) ?? [];
    if (type && mention) spans.push({ start: text.length, end: text.length + mention.length, type });
    text += mention ?? part;
  }
  return { id, text, spans, origin: { source: "test", line: 1 } };
}

async function spansIn(tagger: Tagger, text: string): Promise<readonly PredictedSpan[]> {
  for await (const { spans } of tagger.tag([{ id: "p", text }])) return spans;
  throw new Error("no answer");
}

/** What a tagger finds in a text, as `TYPE mention`. */
async function findings(tagger: Tagger, text: string): Promise<string[]> {
  return (await spansIn(tagger, text)).map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

async function taught(...training: readonly string[]): Promise<Tagger> {
  const tagger = await createWinkTagger();
  await tagger.learn?.(training.map((marked) => documentOf(marked)));
  return tagger;
}

const corpus = [
  "Mayor [PER Ada Moen] met [PER Tomas Reik] of the [ORG Dock Workers Union] in [LOC Port Osk] on Monday.",
  "On Tuesday Mayor [PER Moen] went to [LOC Hesk] with the [ORG Ministry of Trade].",
  "The [ORG Ministry of Health] in [LOC Vardby] told [PER Reik] that [LOC Hesk] must wait.",
  "[ORG Kell] sold two ships. [PER Anders Kell] was not there, said Mayor [PER Moen].",
  "A [MISC Tolmian] ship left [LOC Halden] for [LOC Hesk]; the [ORG Bank of Skerra] paid.",
  "Yesterday the [ORG Kell Line] and the [ORG Harbour Board] met in [LOC Vardby].",
];

/** Texts of everything that makes offsets hard, besides characters of every kind. */
const piece = fc.constantFrom(
  ..."a|B.|U.S.|Dr.|'s|n't|I'll|cannot|…|..|“|’|—|5pm|$5m|@x|#y|//a.b|e@f.g|:)|New|York|İ|ń|Ж|𠮷|👨‍👩‍👧|e\u0301".split(
    "|",
  ),
  ..." |\t|\n|\r\n|\u00a0|\u2003|\u2028|\u3000|\ufeff|\u200b|\u0000|\u0085|\ud800|\udc00|[|]|^|PROPN|constructor".split(
    "|",
  ),
  "|",
);
const texts = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

describe("the wink tagger before it has learned", () => {
  let tagger: Tagger;
  before(async () => {
    tagger = await createWinkTagger();
  });

  it("answers with wink's own entities", async () => {
    expect(await findings(tagger, "Ada paid $20 on May 5, 2020 at 5pm to a@b.org")).to.eql([
      "MONEY $20",
      "DATE May 5, 2020",
      "TIME 5pm",
      "EMAIL a@b.org",
    ]);
  });

  const hard = new Map([
    ["tabs", "\tAda\t\tpaid\t$20\t"],
    ["no-break spaces", "Ada\u00a0paid\u00a0\u00a0$20"],
    ["em spaces", "Ada\u2003paid \u2003$20"],
    ["line ends of two characters", "Ada\r\npaid\r\n\r\n$20\r\n"],
    ["combining accents", "Ame\u0301lie de\u0301ja\u0300 paid $20"],
    ["curly quotes", "“Ada’s ‘price’ was” $20”"],
    ["emoji joined to one", "👨‍👩‍👧 paid 😀😀 $20"],
    ["contractions", "I'll say they can't, cannot and won't pay $20"],
    ["70,000 blanks in a row", `Ada paid${" ".repeat(70_000)}$20`],
    ["trailing blanks", "Ada paid $20 \n\t \u00a0 "],
    ["blanks that wink does not know", "\ufeffAda\u2028paid\u000b\u3000$20\u1680"],
    ["stops that make wink see empty words", "exams..that cost $20"],
    ["a word of 100,000 letters", `Ada ${"x".repeat(100_000)} paid $20`],
  ]);
  for (const [name, text] of hard) {
    it(`gives true offsets in a text with ${name}`, async () => {
      expect(await findings(tagger, text)).to.include("MONEY $20");
    });
  }

  it("finds nothing in texts without words", async () => {
    for (const text of ["", " ", "\n", "\r\n\t\u00a0\ufeff", " ".repeat(70_000)])
      expect(await spansIn(tagger, text), JSON.stringify(text)).to.eql([]);
  });

  it("sees an entity that runs over a single line end", async () => {
    for (const end of ["\n", "\r\n", " \n  "])
      expect(await findings(tagger, `We met on May${end}5, 2020.`)).to.eql([`DATE May${end}5, 2020`]);
  });

  it("reads a long text in pieces, with offsets that count from its beginning", async () => {
    const line = "Ada paid $20 and went home. ";
    for (const separator of ["", "\n", "\n\n", "\t"]) {
      const spans = await spansIn(tagger, (line + separator).repeat(8_000));
      expect(spans).to.have.length(8_000);
      expect(spans.at(-1)!.start).to.equal(7_999 * (line + separator).length + line.indexOf("$20"));
    }
  });

  it("refuses a text that wink misreads", async () => {
    const error = await spansIn(tagger, "Ada whomst'd've").catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(NerEvalError).and.to.have.property("code", "tagger-offsets");
    expect(error).to.have.property("message").that.includes('at character 8 of document "p"');
  });

  it("answers for every passage in order", async () => {
    const ids: string[] = [];
    const passages = ["b", "a", "c"].map((id) => ({ id, text: id }));
    for await (const { id } of tagger.tag(passages)) ids.push(id);
    expect(ids).to.eql(["b", "a", "c"]);
  });
});

describe("the places of wink's tokens", () => {
  it("are right behind one another, or behind blanks", () => {
    expect(placesOf(["a", "b", "", "\n\n", "c"], " ab  \n\n \u3000c", 0, "d")).to.eql([1, 2, 3, 5, 9]);
  });

  it("are not looked for behind anything but blanks", () => {
    expect(() => placesOf(["a", "c"], "a b c", 0, "d")).to.throw(NerEvalError, "at character 2 of document");
    expect(() => placesOf(["a", "b"], "a", 0, "d")).to.throw(NerEvalError, "at character 1 of document");
  });
});

describe("the wink tagger after it has learned", () => {
  it("finds mentions of the training gold again, of any shape", async () => {
    const tagger = await taught("A [MISC Saudi-hosted] talk in the [LOC U.S.] for [ORG SCA/A] by [MISC 4th of July]");
    expect(await findings(tagger, "Two Saudi-hosted days, the 4th of July, SCA/A and U.S. money")).to.eql([
      "MISC Saudi-hosted",
      "MISC 4th of July",
      "ORG SCA/A",
      "LOC U.S.",
    ]);
  });

  it("finds a mention that runs over a line end", async () => {
    const tagger = await taught("the [ORG Ministry of Trade] and the [LOC New\nYork] here");
    expect(await findings(tagger, "at the Ministry\nof Trade and\r\nin New York")).to.eql([
      "ORG Ministry\nof Trade",
      "LOC New York",
    ]);
  });

  it("classifies names it has never seen by their words and their context", async () => {
    const tagger = await taught(...corpus);
    expect(await findings(tagger, "Mayor Edda Moen met the Ministry of Transport.")).to.eql([
      "PER Edda Moen",
      "ORG Ministry of Transport",
    ]);
  });

  it("gives a surface its most frequent type, and of equals the first by name", async () => {
    const tagger = await taught(
      "on [LOC xylo] a",
      "on [ORG xylo] b",
      "on [PER zeta] c",
      "on [ORG zeta] d and [PER zeta]",
    );
    expect(await findings(tagger, "xylo zeta")).to.eql(["LOC xylo", "PER zeta"]);
  });

  it("does not look for a surface that is mostly no mention", async () => {
    const tagger = await taught("the [ORG board] sat", "a board of wood, a board of oak", "[ORG union] of a union");
    expect(await findings(tagger, "the board of the union")).to.eql([]);
  });

  it("keeps the longest of overlapping candidates", async () => {
    const tagger = await taught("in [LOC Port Osk] the [ORG Port Osk Courier] said", "at [LOC Port Osk] now");
    expect(await findings(tagger, "The Port Osk Courier of Port Osk")).to.eql(["ORG Port Osk Courier", "LOC Port Osk"]);
  });

  it("uses wink's own entities only where the gold has their type", async () => {
    const text = "Hesk paid $20 on May 5, 2020";
    expect(await findings(await taught("[LOC Hesk] paid"), text)).to.eql(["LOC Hesk"]);
    expect(await findings(await taught("[LOC Hesk] paid [DATE yesterday]"), text)).to.eql([
      "LOC Hesk",
      "DATE May 5, 2020",
    ]);
  });

  it("keeps names whole whose letters wink does not know", async () => {
    const tagger = await taught("the poet [PER Evžen Radlo] sang", "the poet [PER Łukasz Wrona] sang");
    expect(await findings(tagger, "the poet Anežka Gdańsk sang")).to.eql(["PER Anežka Gdańsk"]);
  });

  it("learns anew each time, and forgets even everything", async () => {
    const tagger = await taught("in [LOC xylo] now");
    await tagger.learn?.([documentOf("in [LOC zeta] now")]);
    expect(await findings(tagger, "xylo, zeta")).to.eql(["LOC zeta"]);
    await tagger.learn?.([]);
    expect(await findings(tagger, "xylo, zeta, $20")).to.eql([]);
  });

  it("takes surfaces literally that mean something in wink's patterns", async () => {
    for (const surface of ["PROPN", "X", "PER DATE", "PROPN&", "PROPN of PUNCT", "EOS", "\u0000x", "U.S."]) {
      const text = `the ${surface} thing`;
      const tagger = await createWinkTagger();
      const spans = [{ start: 4, end: 4 + surface.length, type: "0" }];
      await tagger.learn?.([{ id: "d", text, spans, origin: { source: "test", line: 1 } }]);
      expect(await findings(tagger, `a ${surface} of b`), JSON.stringify(surface)).to.eql([`0 ${surface}`]);
    }
  });

  it("survives surfaces and types that wink or JavaScript could choke on, without a word on the console", async () => {
    const said: unknown[] = [];
    const { log, warn, error } = console;
    Object.assign(console, { log: said.push, warn: said.push, error: said.push });
    try {
      const surfaces = [
        "[PER DATE]",
        "[a|b|c]",
        "|",
        "^",
        "^PROPN",
        "[",
        "]",
        "constructor",
        "__proto__",
        "toString's",
      ];
      const types = ["constructor", "__proto__", "0", "DATE", "hasOwnProperty"];
      const tagger = await createWinkTagger();
      const documents = surfaces.flatMap((surface) =>
        types.map((type) => {
          const spans = [{ start: 4, end: 4 + surface.length, type }];
          return { id: surface + type, text: `the ${surface} thing`, spans, origin: { source: "test", line: 1 } };
        }),
      );
      await tagger.learn?.(documents);
      for (const { text } of documents)
        for (const { type } of await spansIn(tagger, `${text} and Hesk`)) expect(types).to.include(type);
    } finally {
      Object.assign(console, { log, warn, error });
    }
    expect(said).to.eql([]);
  });

  it("shares nothing with other taggers in the process", async () => {
    const taggers = [await taught("in [LOC xylo]"), await createWinkTagger(), await taught("in [PER xylo]")];
    const found = await Promise.all(taggers.map((tagger) => findings(tagger, "xylo, $20")));
    expect(found).to.eql([["LOC xylo"], ["MONEY $20"], ["PER xylo"]]);
  });

  it("learns the same from the same documents in any order", async () => {
    const documents = corpus.map((marked) => documentOf(marked));
    const text = documents.map((document) => document.text.replace(/Moen|Hesk/g, "Stenby")).join("\n");
    const tagger = await createWinkTagger();
    await tagger.learn?.(documents);
    const expected = await spansIn(tagger, text);
    expect(expected).to.not.be.empty;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(documents, { minLength: documents.length }), async (shuffled) => {
        await tagger.learn?.(shuffled);
        expect(await spansIn(tagger, text)).to.eql(expected);
      }),
      { numRuns: 20 },
    );
  });

  it("tags a text the same whatever it has read before", async () => {
    const text = corpus.join(" ").replace(/\[[A-Z]+ |\]/g, "");
    const expected = await spansIn(await taught(...corpus), text);
    const tagger = await taught(...corpus);
    await fc.assert(
      fc.asyncProperty(texts, async (other) => {
        await spansIn(tagger, other);
        expect(await spansIn(tagger, text)).to.eql(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("gives flat spans within the text for any text, or proves that it cannot", async () => {
    const taggers = [await createWinkTagger(), await taught(...corpus)];
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        for (const tagger of taggers) {
          const spans = await spansIn(tagger, text).catch((reason: unknown) => {
            if (reason instanceof NerEvalError && reason.code === "tagger-offsets") return [];
            throw reason;
          });
          let end = 0;
          for (const span of spans) {
            expect(span.start).to.be.at.least(end);
            expect(span.end).to.be.within(span.start + 1, text.length);
            end = span.end;
          }
        }
      }),
      { numRuns: runs(400) },
    );
  });

  it("learns from any text and any spans", async () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }), fc.constantFrom("A", "0", "DATE")));
    const documents = fc.tuple(texts, spans).map(([text, ranges]) => ({
      id: text,
      text,
      spans: ranges
        .map(([start, length, type]) => ({ start, end: Math.min(text.length, start + length), type }))
        .filter(({ start, end }) => start < end),
      origin: { source: "test", line: 1 },
    }));
    const tagger = await createWinkTagger();
    await fc.assert(
      fc.asyncProperty(fc.array(documents, { maxLength: 4 }), texts, async (training, text) => {
        await tagger.learn?.(training);
        const types = training.flatMap((document) => document.spans.map(({ type }) => type));
        for (const { type } of await spansIn(tagger, text)) expect(types).to.include(type);
      }),
      { numRuns: 150 },
    );
  });
});
