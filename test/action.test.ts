/** The composite action for GitHub: what it declares, and its script as bash runs it there. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "yaml";
import { Workplace } from "./cli/fake-io.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const text = readFileSync(join(root, "action.yml"), "utf8");

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: { readonly [name: string]: string };
}
const action = parse(text) as {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: unknown } };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};
const step = action.runs.steps.find(({ name }) => name === "Evaluate")!;

describe("the action", () => {
  it("uses every input that it declares, and no other; each is described and has a default", () => {
    const used = Array.from(text.matchAll(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g), ([, name]) => name!);
    expect([...new Set(used)].sort()).to.deep.equal(Object.keys(action.inputs).sort());
    for (const { description, default: value } of Object.values(action.inputs)) {
      expect(description).to.match(/\.$/);
      expect(value).to.be.a("string");
    }
  });

  it("puts no input into a script: they come as variables", () => {
    expect(action.runs.using).to.equal("composite");
    for (const { run, uses, shell } of action.runs.steps) {
      if (run === undefined) expect(uses).to.match(/^actions\/setup-node@v\d+$/);
      else expect([run.includes("${{"), shell]).to.deep.equal([false, "bash"]);
    }
  });

  it("is explained: every input stands in docs/gates.md", () => {
    const page = readFileSync(join(root, "docs/gates.md"), "utf8");
    for (const name of Object.keys(action.inputs)) expect(page, name).to.contain(`\`${name}\``);
  });

  describe("runs a script that", () => {
    if (process.platform === "win32") return;
    let place: Workplace;
    before(() => {
      place = new Workplace({
        "gold/a.txt": "[PER Ada] met [PER Bo]\n",
        "my preds.jsonl": '{"id":"a","entities":[[0,3,"PER"]]}\n',
        "echo/dist/bin.cjs": "console.log(JSON.stringify(process.argv.slice(2)));\n",
        "real/dist/bin.cjs": `import(${JSON.stringify(`file://${join(root, "src/bin.ts")}`)});\n`,
        "real/package.json": '{"type": "module"}',
      });
    });
    after(() => place.remove());
    /** Runs it as GitHub does, with inputs at their defaults but for these. */
    const run = (at: string, inputs: { readonly [name: string]: string }) => {
      const env = Object.entries(step.env!).map(([name, value]) => {
        const input = /inputs\.([\w-]+)/.exec(value)![1]!;
        return [name, inputs[input] ?? action.inputs[input]!.default];
      });
      return spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run!], {
        ...{ cwd: place.cwd, encoding: "utf8" },
        env: {
          ...{ ...process.env, ...Object.fromEntries(env), GITHUB_ACTION_PATH: place.path(at) },
          ...{ NODE_OPTIONS: `--import=file://${join(root, "node_modules/tsx/dist/esm/index.mjs")}` },
        },
      });
    };

    it("hands every line of its inputs over as one argument, whatever is in it", () => {
      const { stdout, status } = run("echo", {
        ...{
          pred: "crf=my preds.jsonl",
          "fail-under": "80\r\n\nstrict:f1[$(touch hacked)]=85\n",
          baseline: "`id`.json",
        },
        ...{ "max-drop": "f1[*]=3", output: "run.json\ntable.md", args: '--types=PER,"LOC"\n--units' },
      });
      expect(status).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.equal([
        ...["score", "--gold=gold", "--pred=crf=my preds.jsonl"],
        ...["--fail-under=80", "--fail-under=strict:f1[$(touch hacked)]=85", "--baseline=`id`.json"],
        ...["--max-drop=f1[*]=3", "--output=run.json", "--output=table.md", '--types=PER,"LOC"', "--units"],
      ]);
    });

    it("ends as the program does: 0 where gates pass, 1 where one fails, 2 where something is wrong", () => {
      const ended = (inputs: { readonly [name: string]: string }) => run("real", inputs).status;
      expect(ended({ pred: "my preds.jsonl", "fail-under": "60" })).to.equal(0);
      expect(ended({ pred: "my preds.jsonl", "fail-under": "60\ntype:recall[PER]=90" })).to.equal(1);
      expect(ended({ "fail-under": "60" })).to.equal(2);
    });
  });
});
