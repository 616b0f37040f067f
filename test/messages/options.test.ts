import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { allOptions } from "../../src/run/options.ts";

const src = fileURLToPath(new URL("../../src/", import.meta.url));

/** The keys that sentences name, with the file of each: the strings in the first argument of `option(…)`. */
const named = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => [file, readFileSync(join(src, file), "utf8")] as const)
  .filter(([, code]) => /^import \{[^}]*\boption\b[^}]*\} from "[./]*\/words\.ts";/m.test(code))
  .flatMap(([file, code]) =>
    Array.from(code.matchAll(/\boption\(([^(),]*)/g), ([, argument]) => argument!)
      .flatMap((argument) => argument.replace(/=== "[^"]*"/g, "").match(/"[^"]*"/g) ?? [])
      .map((key) => `${file}: ${key.slice(1, -1)}`),
  );

describe("options that sentences name", () => {
  it("are options of the table, by their keys", () => {
    const keys = new Set<string>(allOptions().map(({ key }) => key));
    expect(named.length).to.be.greaterThan(30);
    expect(named.filter((name) => !keys.has(name.split(": ")[1]!))).to.deep.equal([]);
  });
});
