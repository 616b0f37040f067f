/**
 * Inputs that went wrong once: each folder of `cases` has the input, the command, what is right and why (`right.md`), and
 * what must come out (`expected.json`).
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Workplace } from "./cli/fake-io.ts";

/** One run of the command line in a copy of the folder of a case, in which the runs before have left their outputs. */
interface Run {
  /** The arguments; `-f json` is added where `counts` are expected. */
  readonly args: readonly string[];
  /** The exit code. 0 unless given. */
  readonly exit?: number;
  /** The strict counts over all types. */
  readonly counts?: { readonly gold: number; readonly pred: number; readonly correct: number };
  /** Codes that standard error must name, each in brackets. */
  readonly codes?: readonly string[];
  /** Codes that it must not name; `*` for any. */
  readonly without?: readonly string[];
  /** Pieces of text that standard error must have. */
  readonly says?: readonly string[];
}

const folder = fileURLToPath(new URL("cases/", import.meta.url));

describe("inputs that went wrong once", () => {
  for (const name of readdirSync(folder).sort()) {
    const at = join(folder, name);
    const expected = join(at, "expected.json");
    it(`${name}: ${readFileSync(join(at, "right.md"), "utf8").split("\n")[0]}`, async function () {
      // What a case asks of the library is in test/evaluate.test.ts.
      if (!existsSync(expected)) return this.skip();
      const files = readdirSync(at, { recursive: true, encoding: "utf8" }).filter((file) =>
        statSync(join(at, file)).isFile(),
      );
      const place = new Workplace(Object.fromEntries(files.map((file) => [file, readFileSync(join(at, file))])));
      for (const run of JSON.parse(readFileSync(expected, "utf8")) as readonly Run[]) {
        const args = run.counts ? [...run.args, "-f", "json"] : run.args;
        const { code, stdout, stderr } = await place.run(args);
        expect(code, `${args.join(" ")}\n${stderr}`).to.equal(run.exit ?? 0);
        if (run.counts) {
          const { gold, pred, correct } = JSON.parse(stdout).scores.strict.micro;
          expect({ gold, pred, correct }).to.deep.equal(run.counts);
        }
        for (const one of run.codes ?? []) expect(stderr).to.contain(`[${one}]`);
        for (const one of run.without ?? []) {
          if (one === "*") expect(stderr).not.to.match(/^(?:warning|error):/m);
          else expect(stderr).not.to.contain(`[${one}]`);
        }
        for (const text of run.says ?? []) expect(stderr).to.contain(text);
        const warnings = stderr.split("\n").filter((line) => line.startsWith("warning: "));
        expect(warnings, "no warning twice").to.deep.equal([...new Set(warnings)]);
      }
      place.remove();
    });
  }
});
