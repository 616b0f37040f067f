import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { allOptions, optionName } from "../../src/run/options.ts";
import { bundledExecutable } from "../executable.ts";
import { Workplace } from "./fake-io.ts";

const files = {
  "gold/a.txt": "[PER Ada] met [GPE Osk], [ORG EU]\n",
  "p.jsonl": '{"id":"a","entities":[[0,3,"PERSON"],[8,11,"LOC"],[13,15,"ORG"]]}\n',
  "q.jsonl": '{"id":"a","entities":[[0,3,"PERSON"]]}\n',
  "same.jsonl": '{"id":"a","entities":[[0,3,"PER"]]}\n',
};
const yaml = `# what this project always says
pred: p.jsonl
types: [PER, LOC]
map:
  GPE: LOC
  pred: {PERSON: PER}
digits: 1
score:
  format: score
compare:
  pred: {base: p.jsonl, less: q.jsonl}
  resamples: 100
  table: systems
`;

describe("a configuration file", () => {
  const place = new Workplace(files);
  const config = (text: string, name = "ner-eval.config.yaml") => place.write(name, text);
  const run = (...argv: string[]) => place.run(argv);
  after(() => place.remove());

  describe("with the executable", () => {
    let executable: Awaited<ReturnType<typeof bundledExecutable>>;
    before(async () => {
      executable = await bundledExecutable();
      config(yaml);
    });
    after(() => executable.remove());
    const start = (...argv: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [executable.path, ...argv], {
        cwd: place.cwd,
        encoding: "utf8",
        input: "",
      });
      return { code: status, stdout, stderr };
    };

    it("is found in the working folder, and what it sets is said on stderr", () => {
      const note = "note: ner-eval.config.yaml sets pred, types, map, digits, format\n";
      expect(start()).to.deep.equal({ code: 0, stdout: "100.0\n", stderr: note });
    });

    it("is overridden by the command line, option by option", () => {
      const { stdout, stderr } = start("--types", "PER,LOC,ORG", "--digits", "2", "--pred", "q.jsonl");
      expect(stdout).to.equal("50.00\n");
      expect(stderr).to.equal("note: ner-eval.config.yaml sets map, format\n");
    });

    it("is ignored with --no-config, and another one is read with --config", () => {
      expect(start("--no-config").stderr).to.match(/^error: there are no predictions to score/);
      config('{"pred": "q.jsonl", "format": 1}', "other.json");
      expect(start("--config", "other.json")).to.include({ code: 2, stdout: "" });
      config('{\n\t"pred": "same.jsonl",\n\t"score": {"format": "score"}\n}\n', "other.json");
      expect(start("--config", "other.json")).to.deep.equal({
        code: 0,
        stdout: "50.00\n",
        stderr: "note: other.json sets pred, format\n",
      });
    });

    it("has options of one command under its name, where they may mean something else than at the top", () => {
      const { code, stdout, stderr } = start("compare");
      expect(code).to.equal(0);
      expect(stdout).to.match(/base[\s\S]*less/);
      expect(stderr).to.match(/^note: ner-eval\.config\.yaml sets types, map, digits, pred, resamples, table\n/);
    });

    it("is not read for --help, and tells nothing where it has nothing for a command", () => {
      execFileSync(process.execPath, [executable.path, "score", "--help"], { cwd: place.cwd });
      config("compare: {trials: 9}\n", "none.yaml");
      expect(start("--config", "none.yaml", "--pred", "same.jsonl", "-f", "score").stderr).to.equal("");
    });

    it("shows what is wrong with its place and what to do, and exits with 2", () => {
      config("pred: p.jsonl\nscore:\n  digits: many\nfromat: json\n", "wrong.yaml");
      const { code, stdout, stderr } = start("--config", "wrong.yaml");
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(
        stderr,
      ).to.equal(`error: wrong.yaml:3:11: digits: it must be a whole number between 0 and 10  [config-option]
  3 |   digits: many
    |           ^
error: wrong.yaml:4:1: there is no option fromat; did you mean format?  [config-option]
  4 | fromat: json
    | ^
hint: ner-eval score --help lists the options and their values
2 problems
`);
    });
  });

  it("leaves the options in a saved run as if they had been on the command line, and the same numbers", async () => {
    config(`${yaml}\nunit: sentence\n`);
    await run("-o", "file.json");
    const argv = ["--pred", "p.jsonl", "--types", "PER,LOC", "--map", "GPE=LOC,pred:PERSON=PER", "--unit", "sentence"];
    await run("--no-config", ...argv, "-o", "line.json");
    expect(readFileSync(place.path("file.json"))).to.deep.equal(readFileSync(place.path("line.json")));
  });

  it("takes a tagger on the command line instead of its predictions, and the other way round", async () => {
    config("pred: p.jsonl\nfolds: 2\n");
    expect((await run("--tagger", "gazetteer", "--train", "none")).stderr).to.match(/^note: .* sets folds\n/);
    config("tagger: wink\n");
    const { code, stderr } = await run("--pred", "same.jsonl", "-f", "score");
    expect([code, stderr]).to.deep.equal([0, ""]);
  });

  it("gives an option nothing, where it is turned off or the file is empty", async () => {
    for (const text of [
      "",
      "# nothing\n",
      "trim: false\nconfusion: false\nscore:\n",
      "trim: true\nscore: {trim: false}\n",
    ]) {
      config(text);
      const { stdout, stderr } = await run("--pred", "same.jsonl", "-f", "json");
      expect(stderr, text).to.equal("");
      expect(JSON.parse(stdout).options).not.to.have.property("trim");
    }
    config("trim: true\nconfusion: true\n");
    const { stdout } = await run("--pred", "p.jsonl");
    expect(stdout).to.match(/^Gold .*none$/m);
  });

  it("reads names and values of lists as maps, too", async () => {
    config(
      "pred: {crf: p.jsonl}\nthreshold: {PER: 0.7}\nfail-under: {strict:f1: 1.5, 'f1[PER]': 2}\nbad-spans: {pred: skip}\nfair-weights: {LE: 0:1:1}\ntags: {gold: io}\n",
    );
    const { stdout, stderr } = await run("-f", "json");
    expect(stderr).to.contain("sets pred, threshold, fail-under, bad-spans, fair-weights, tags");
    const { name, options, gates } = JSON.parse(stdout);
    expect([name, gates.length]).to.deep.equal(["crf", 2]);
    expect(options.threshold).to.deep.equal(["PER=0.7"]);
    expect(options.badSpans).to.deep.equal(["pred:skip"]);
    expect(options.tags).to.deep.equal(["gold:io"]);
    expect(options.fairWeights[0]).to.equal("LE=0:1:1");
  });

  it("takes every option of the table but those for the command line", async () => {
    for (const { key, commands, config: where } of allOptions()) {
      const [command] = commands;
      config(where === "command" ? `${command}: {${optionName(key)}: }\n` : `${optionName(key)}: \n`);
      const { stderr, code } = await run("merge", "none.json");
      expect(code).to.equal(2);
      if (where === "none") expect(stderr).to.contain("is for the command line only");
      else
        expect(stderr, key).to.match(
          /: (?:write (?:one value|true or false|a value, or a list of values)) {2}\[config-option\]/,
        );
    }
  });

  for (const [text, problem, hint] of [
    ["types: [PER\n", /:1:\d+: not YAML: .*\[config-syntax\]/, "write an option and its value per line"],
    ["- pred\n", /:1:1: the file has no options {2}\[config-option\]/, "write an option and its value per line"],
    [
      "goldFormat: jsonl\n",
      /:1:1: there is no option goldFormat; did you mean gold-format\?/,
      "--help lists the options and their values",
    ],
    ["output: x.json\n", /:1:1: output has a different meaning for each command/, "as in score: {output: …}"],
    ["to: jsonl\nlossy: 1\n", /:2:8: lossy: write true or false/, "--help lists the options and their values"],
    ["score: 7\n", /:1:1: score is a command, but no options follow it/, "write score: {digits: 1}"],
    [
      "score: {alpha: 0.1}\n",
      /:1:9: score has no option alpha/,
      "ner-eval score --help lists the options and their values",
    ],
    [
      "pair: ids\n",
      /:1:7: pair: ids is not one of auto, id, name, text, order; did you mean id\?/,
      "--help lists the options and their values",
    ],
    [
      "alpha: 7\n",
      /:1:8: alpha: it must be a number between 0 and 1, such as 0\.95/,
      "--help lists the options and their values",
    ],
    ["digits: [1, 2]\n", /:1:9: digits: write one value/, "--help lists the options and their values"],
    ["map: {gold: LOC}\n", /:1:7: gold is a side, but no map follows it {2}\[map-shape\]/, "write gold: {GPE: LOC}"],
    ["fail-under: 0.85\n", /:1:13: fail-under: .* is a gate of 0\.85 percent/, "scores are in percent"],
  ] as const) {
    it(`is refused where it says ${JSON.stringify(text)}`, async () => {
      config(text);
      const { code, stdout, stderr } = await run("--pred", "p.jsonl");
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr.replace(/^error: ner-eval\.config\.yaml/, "")).to.match(problem);
      expect(stderr).to.contain(`hint: `).and.to.contain(hint);
    });
  }

  it("is refused where it is missing, is standard input, or there are two", async () => {
    const own = new Workplace({ ...files, "ner-eval.config.yaml": "digits: 1\n" });
    const mistake = async (...argv: string[]) => {
      const { code, stderr } = await own.run(["--pred", "same.jsonl", ...argv]);
      expect(code).to.equal(2);
      return stderr;
    };
    expect(await mistake("--config", "none")).to.match(/^error: cannot read none: no such file or folder/);
    expect(await mistake("--config", "-")).to.match(/^error: a configuration file cannot be read from standard input/);
    expect(await mistake("--config", "")).to.match(/^error: the name of an input is empty/);
    own.write("ner-eval.config.json", "{}");
    expect(await mistake()).to.equal(
      "error: there are two configuration files, ner-eval.config.yaml and ner-eval.config.json  [usage]\n" +
        "hint: name one: --config ner-eval.config.yaml\n",
    );
    own.remove();
  });

  it("is as docs/config.md shows it", async () => {
    const page = readFileSync(new URL("../../docs/config.md", import.meta.url), "utf8");
    const text = /```yaml\n([\s\S]*?)```/.exec(page)![1]!;
    const [, line, note] = /```\n\$ ner-eval (.*)\n([\s\S]*?)```/.exec(page)!;
    const tags = "Ada B-PER\nmet O\nOsk B-LOC\n";
    const own = new Workplace({ "ner-eval.config.yaml": text, "data/test.conll": tags.replace("LOC", "GPE") });
    own.write("preds.jsonl", '{"id":"1","tokens":["Ada","met","Osk"],"ner_tags":["B-PERSON","O","B-LOC"]}\n');
    const { stderr } = await own.run(line!.split(" "));
    own.remove();
    expect(stderr.split("\n")[0]).to.equal(note!.trim());
  });

  it("is never replaced by an output", async () => {
    config('{"digits": 1}', "mine.json");
    const { code, stderr } = await run("--pred", "same.jsonl", "--config", "mine.json", "-o", "mine.json");
    expect(code).to.equal(2);
    expect(stderr).to.contain("error: cannot write mine.json: it is one of the inputs");
  });
});
