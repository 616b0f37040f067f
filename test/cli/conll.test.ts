import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const gold = "Ada\tB-PER\nMoen\tI-PER\nflew\tO\n\nto\tO\nPort\tB-LOC\nOsk\tI-LOC\n.\tO\n";
const pred = "Ada\tB-PER\nMoen\tI-PER\nflew\tO\n\nto\tO\nPort\tI-LOC\nOsk\tI-PER\n.\tO\n";

describe("ner-eval score on CoNLL files", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ "gold.conll": gold, "pred.conll": pred });
  });
  afterEach(() => place.remove());
  const score = (...argv: string[]) => place.run(["--gold", "gold.conll", "--pred", "pred.conll", ...argv]);
  const json = async (...argv: string[]) => JSON.parse((await score("-f", "json", ...argv)).stdout);

  it("scores sentence by sentence, token by token, and counts what it repaired", async () => {
    const { scores, documents, alignment, signature, options } = await json();
    expect(documents).to.equal(2);
    const { correct, gold, pred } = scores.strict.micro;
    expect([correct, gold, pred]).to.deep.equal([1, 2, 3]);
    expect(alignment.tokens).to.deep.equal({ compared: 7, different: 0 });
    expect(alignment.repaired).to.deep.equal({
      gold: { tags: 0, kinds: [] },
      pred: {
        tags: 2,
        kinds: [
          { kind: "orphan", count: 1 },
          { kind: "type", count: 1 },
        ],
      },
    });
    expect(signature).to.equal("strict|avg:micro|undefined:skip|repair:begin|docs:2|v:0.1.0");
    expect(options.repair).to.equal("begin");
    const { stdout, stderr } = await score();
    expect(stdout).to.match(/^Repaired tags +pred orphan 1 · pred type 1$/m);
    expect(stderr).to.equal("");
  });

  it("discards illegal tags where asked to, or refuses them", async () => {
    const { scores, alignment, signature } = await json("--repair", "discard");
    expect(scores.strict.micro.pred).to.equal(1);
    expect(alignment.repaired.pred).to.deep.equal({ tags: 2, kinds: [{ kind: "orphan", count: 2 }] });
    expect(signature).to.contain("|repair:discard|");
    const { code, stdout, stderr } = await score("--repair", "refuse");
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.equal(
      `error: pred.conll:6:6: the tag I-LOC continues no mention  [tag-illegal]
  6 | Port I-LOC
    |      ^
error: pred.conll:7:5: the tag I-PER continues a mention of another type  [tag-illegal]
  7 | Osk I-PER
    |     ^
hint: --repair begin reads such tags as conlleval does, --repair discard reads them as O
2 problems
`,
    );
  });

  it("finds the format by ending or content, or takes it from --pred-format", async () => {
    const number = (await score("-f", "score")).stdout;
    place.write("gold.annotated", gold);
    place.write("pred.txt", pred);
    place.write("odd.jsonl", pred);
    const run = (...argv: string[]) => place.run([...argv, "-f", "score"], { stdin: pred });
    for (const argv of [
      ["--gold", "gold.annotated", "--pred", "pred.txt"],
      ["--gold", "gold.conll", "--pred", "-"],
      ["--gold", "gold.annotated", "--gold-format", "conll", "--pred", "odd.jsonl", "--pred-format", "conll"],
    ])
      expect((await run(...argv)).stdout, argv.join(" ")).to.equal(number);
    const { code, stderr } = await run("--gold", "gold.conll", "--pred", "pred.conll", "--pred-format", "jsonl");
    expect(code).to.equal(2);
    expect(stderr).to.contain("[jsonl-syntax]");
  });

  it("scores tokens that differ by position, and says so once", async () => {
    place.write("pred.conll", pred.replace("Ada", "Adaeze").replace("Osk", "@@@@"));
    const { stdout, stderr } = await score("-f", "json");
    expect(JSON.parse(stdout).alignment.tokens).to.deep.equal({ compared: 7, different: 2 });
    expect(JSON.parse(stdout).scores.strict.micro.correct).to.equal(1);
    expect(stderr).to.equal(
      'warning: 2 of 7 predicted tokens differ from the gold and were scored by position: pred.conll:1 has "Adaeze" for "Ada"  [tokens-differ]\n',
    );
  });

  it("lays sentences with another number of tokens on the gold's text", async () => {
    place.write("pred.conll", pred.replace("to\tO\n", ""));
    const { stdout, stderr } = await score("-f", "json");
    const { alignment, signature } = JSON.parse(stdout);
    expect(alignment.tokens).to.deep.equal({ compared: 3, different: 0 });
    expect(alignment.texts).to.include({
      documents: 1,
      truncated: 0,
      unlike: 0,
      exact: 2,
      snapped: 0,
      unprojectable: 0,
    });
    expect(signature).to.contain("|texts:projected|");
    expect(stderr).to.equal(
      "warning: 1 document was predicted on another rendering of the text; 2 spans are exactly in the gold text, 0 were moved to the nearest characters, 0 could not be located  [text-projected]\n",
    );
  });

  it("refuses sentences of other words, and says where", async () => {
    place.write("pred.conll", pred.replace("to\tO\n", "").replace("flew", "remained").replace("Port", "elsewhere"));
    const { code, stderr } = await score();
    expect(code).to.equal(2);
    expect(stderr).to.contain(
      "error: pred.conll:5: 3 tokens and other words, where the gold has 4 tokens (gold.conll:5)  [tokens-count]\n",
    );
  });

  it("counts sentences without predictions as missed, and refuses ones that the gold does not have", async () => {
    place.write("pred.conll", pred.slice(0, pred.indexOf("\n\n") + 1));
    const { stderr } = await score();
    expect(stderr).to.contain('1 document has no predictions; its gold mentions count as missed: "2"');
    place.write("pred.conll", `${pred}\nmore\tO\n`);
    expect((await score()).stderr).to.contain('error: pred.conll:10: no gold document has the id "3"');
  });

  it("reads offsets into CoNLL gold, and refuses tokens for gold without tokens", async () => {
    place.write("pred.jsonl", '{"id": "1", "entities": [[0, 8, "PER"]]}\n{"id": "2", "entities": []}\n');
    const offsets = await place.run(["--gold", "gold.conll", "--pred", "pred.jsonl", "-f", "json"]);
    const { scores, alignment } = JSON.parse(offsets.stdout);
    expect(scores.strict.micro.correct).to.equal(1);
    expect(alignment).to.not.have.property("tokens");
    expect(alignment.repaired).to.deep.equal({ gold: { tags: 0, kinds: [] } });
    place.write(
      "gold.jsonl",
      '{"id": "1", "text": "Somebody else did", "entities": []}\n{"id": "2", "text": "", "entities": []}\n',
    );
    const { code, stderr } = await place.run(["--gold", "gold.jsonl", "--pred", "pred.conll"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /^error: pred\.conll:1: the predictions count tokens, and the gold document "1" has no tokens {2}\[tokens-none\]/,
    );
    expect(stderr.match(/error:/g)).to.have.length(1);
  });

  it("does not touch token positions with --offsets", async () => {
    const emoji = (text: string) => text.replace("Ada", "😀");
    place.write("gold.conll", emoji(gold));
    place.write("pred.conll", emoji(pred));
    expect((await json("--offsets", "codepoint-inclusive")).scores).to.deep.equal((await json()).scores);
  });

  it("counts one mention of an empty token as the mistake it is", async () => {
    place.write("gold.conll", gold.replace("Ada\tB", "\tB").replace("Moen\tI", "Moen\tB"));
    expect((await score()).stderr).to.contain("gold.conll:1: the span 0–0 is empty  [span-reversed]");
  });

  it("calls sentences after their files where gold has several", async () => {
    place.write("more/a.conll", gold);
    place.write("more/b.conll", gold);
    place.write("p.jsonl", '{"id": "a:1", "entities": [[0, 8, "PER"]]}\n{"id": "b:2", "entities": [[3, 11, "LOC"]]}\n');
    const { stdout } = await place.run(["--gold", "more", "--pred", "p.jsonl", "-f", "json"]);
    expect(JSON.parse(stdout).scores.strict.micro.correct).to.equal(2);
  });

  it("has taggers tag the sentences of CoNLL gold", async () => {
    place.write(
      "tagger.mjs",
      'export default (text) => [{ start: 0, end: text.indexOf(" flew"), type: "PER" }].filter(({ end }) => end > 0);',
    );
    const { stdout, stderr } = await place.run(["--gold", "gold.conll", "--tagger", "./tagger.mjs", "-f", "json"]);
    expect(stderr).to.equal("");
    expect(JSON.parse(stdout).scores.strict.micro.correct).to.equal(1);
  });
});
