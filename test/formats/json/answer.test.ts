import { expect } from "chai";
import { answerIn, isPlaceholder, isSchema, saysNone } from "../../../src/formats/json/answer.ts";

describe("the answer of a language model", () => {
  it("is what stands behind its reasoning", () => {
    const answer = '{"PER":["Ada"]}';
    for (const said of [
      `<think>Is it {"PER":["Osk"]}?</think>\n${answer}`,
      `Is it {"PER":["Osk"]}?</think>\n${answer}`,
      `<reasoning>{"PER":["Osk"]}</reasoning><answer>${answer}</answer> I hope this helps {"PER":["Bo"]}`,
      `<THINKING>a</THINKING>b<thinking>c</thinking>${answer}`,
      `[THINK]{"PER":["Osk"]}[/THINK]${answer}`,
      `<|channel|>analysis<|message|>{"PER":["Osk"]}<|end|><|start|>assistant<|channel|>final<|message|>${answer}<|return|>`,
      `<answer>${answer}`,
      answer,
    ])
      expect(answerIn(said).trim(), said).to.equal(answer);
  });

  it("is nothing where the reasoning never ends, or what stands before it", () => {
    expect(answerIn('<think>Is it {"PER":["Osk"]}?')).to.equal("");
    expect(answerIn('{"PER":["Ada"]}<think>Was it {"PER":["Osk"]}?')).to.equal('{"PER":["Ada"]}');
    expect(answerIn('{"PER":["Ada"]} <think>right.</think>')).to.equal('{"PER":["Ada"]} ');
  });

  it("may be that there is nothing", () => {
    for (const said of [
      "none here",
      "None.",
      "N/A",
      "There are no named entities in the text.",
      "No entities found.",
      "I did not find any mentions.",
      "Nothing",
    ])
      expect(saysNone(said), said).to.equal(true);
    for (const said of [
      "",
      "I cannot help with that.",
      "[PER Ada] none",
      "Ada Moen (person)",
      "<PER>Nothing</PER>",
      `None ${"x ".repeat(200)}`,
    ])
      expect(saysNone(said), said).to.equal(false);
  });

  it("is not the description of its form, nor an example of it", () => {
    expect(isSchema({ type: "object", properties: { entities: { type: "array" } } })).to.equal(true);
    expect(isSchema({ entities: { type: "array", items: { type: "object" } } })).to.equal(true);
    expect(isSchema({ PER: ["Ada"] })).to.equal(false);
    expect(isSchema({ entities: [{ text: "Ada", type: "array" }] })).to.equal(false);
    expect(isPlaceholder([{ surface: "...", type: "PER" }])).to.equal(true);
    expect(
      isPlaceholder([
        { surface: "<mention>", type: "LOC" },
        { surface: "string", type: "type" },
      ]),
    ).to.equal(true);
    expect(isPlaceholder([{ surface: "Ada", type: "PER" }])).to.equal(false);
    expect(isPlaceholder([])).to.equal(false);
  });
});
