/** The gazetteer looks up what it was taught, and nothing else. */
import { expect } from "chai";
import fc from "fast-check";
import type { Document } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { createGazetteer } from "../../src/taggers/gazetteer.ts";

/** A document in which every `[TYPE mention]` is a span. */
function documentOf(marked: string, id = "d"): Document {
  let text = "";
  const spans = [];
  for (const part of marked.split(/(\[[^ \]]+ [^\]]*\])/)) {
    const [, type, mention] = /^\[([^ \]]+) ([^\]]*)\]$/.exec(part) ?? [];
    if (type && mention) spans.push({ start: text.length, end: text.length + mention.length, type });
    text += mention ?? part;
  }
  return { id, text, spans, origin: { source: "test", line: 1 } };
}

/** What a gazetteer that learned from `training` finds in `text`, as `TYPE mention`. */
async function lookUp(training: readonly string[], text: string): Promise<string[]> {
  const gazetteer = createGazetteer();
  await gazetteer.learn?.(training.map((marked) => documentOf(marked)));
  const found: string[] = [];
  for await (const { spans } of gazetteer.tag([{ id: "p", text }]))
    for (const { start, end, type } of spans) found.push(`${type} ${text.slice(start, end)}`);
  return found;
}

describe("the gazetteer", () => {
  it("finds the phrases of the training gold again, wherever they stand", async () => {
    expect(await lookUp(["[LOC Iran] and [LOC Saudi Arabia]"], "From Saudi Arabia to Iran, and to Iran.")).to.eql([
      "LOC Saudi Arabia",
      "LOC Iran",
      "LOC Iran",
    ]);
  });

  it("leaves out a phrase that was seen with more than one type", async () => {
    const training = ["[PER Kell] of [ORG Kell Line]", "[ORG Kell] sold", "[LOC Hesk]"];
    expect(await lookUp(training, "Kell of Kell Line on Hesk")).to.eql(["ORG Kell Line", "LOC Hesk"]);
  });

  it("prefers the longest phrase, and goes on behind it", async () => {
    const training = ["[LOC New York]", "[ORG New York Times]", "[ORG Times Square Club]"];
    expect(await lookUp(training, "New York Times Square Club")).to.eql(["ORG New York Times"]);
    expect(await lookUp(training, "New York Time, New York")).to.eql(["LOC New York", "LOC New York"]);
  });

  it("falls back to a shorter phrase where the longest one is ambiguous", async () => {
    const training = ["[LOC New York]", "[ORG New York City]", "[LOC New York City]"];
    expect(await lookUp(training, "New York City")).to.eql(["LOC New York"]);
  });

  it("matches whole tokens only", async () => {
    expect(await lookUp(["[LOC Iran]"], "Iranian Irans iran Iran-Iraq")).to.eql(["LOC Iran"]);
  });

  it("takes any blanks for any other, but no blanks for none", async () => {
    const training = ["[LOC New York]", "[LOC U.S.]"];
    expect(await lookUp(training, "New\r\n  York, New\u00a0York, NewYork, New-York")).to.eql([
      "LOC New\r\n  York",
      "LOC New\u00a0York",
    ]);
    expect(await lookUp(training, "U.S. but U. S. and U .S.")).to.eql(["LOC U.S."]);
  });

  it("copes with types and phrases named like the properties of objects", async () => {
    const training = ["[constructor __proto__] and [__proto__ constructor]", "[toString Hesk]"];
    expect(await lookUp(training, "constructor Hesk __proto__ hasOwnProperty")).to.eql([
      "__proto__ constructor",
      "toString Hesk",
      "constructor __proto__",
    ]);
  });

  it("learns anew each time", async () => {
    const gazetteer = createGazetteer();
    await gazetteer.learn?.([documentOf("[LOC Hesk]")]);
    await gazetteer.learn?.([documentOf("[LOC Halden]")]);
    for await (const { spans } of gazetteer.tag([{ id: "p", text: "Hesk, Halden" }]))
      expect(spans).to.eql([{ start: 6, end: 12, type: "LOC" }]);
  });

  it("answers for every passage in order, and finds nothing in an empty text", async () => {
    const gazetteer = createGazetteer();
    await gazetteer.learn?.([documentOf("[LOC Hesk]")]);
    const answers = [];
    for await (const answer of gazetteer.tag([
      { id: "b", text: "" },
      { id: "a", text: "Hesk" },
    ]))
      answers.push(answer);
    expect(answers).to.eql([
      { id: "b", spans: [] },
      { id: "a", spans: [{ start: 0, end: 4, type: "LOC" }] },
    ]);
  });

  it("refuses to tag before it has learned, and says how to make it learn", async () => {
    const answers = createGazetteer().tag([{ id: "p", text: "Hesk" }]);
    const error = await answers[Symbol.asyncIterator]()
      .next()
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(NerEvalError).and.to.have.property("code", "train-none");
    expect(error).to.have.property("hint").that.includes("set `train` to annotated documents");
  });

  it("finds only phrases of one type, in order, without overlaps", async () => {
    const word = fc.constantFrom("A", "B", "C.", "A-B");
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
    const taught = fc.array(fc.tuple(fc.constantFrom("X", "Y"), phrase), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(taught, fc.array(word, { maxLength: 12 }), async (phrases, words) => {
        const gazetteer = createGazetteer();
        await gazetteer.learn?.(phrases.map(([type, mention]) => documentOf(`[${type} ${mention}]`)));
        const text = words.join(" ");
        for await (const { spans } of gazetteer.tag([{ id: "p", text }])) {
          for (const [i, { start, end, type }] of spans.entries()) {
            const types = phrases.filter(([, mention]) => mention === text.slice(start, end)).map(([known]) => known);
            expect(new Set(types)).to.eql(new Set([type]));
            expect(start).to.be.at.least(spans[i - 1]?.end ?? 0);
          }
        }
      }),
    );
  });

  it("is quick where many phrases begin alike", async () => {
    const training = Array.from({ length: 200 }, (_, i) => `[LOC ${"New ".repeat((i % 20) + 1)}York ${i}]`);
    expect(await lookUp(training, "New ".repeat(50_000))).to.eql([]);
  });
});
