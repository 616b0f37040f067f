/** The comparison of WNUT 2017 in `reports/`, and the p-values that others found for all its pairs. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Workplace } from "./cli/fake-io.ts";

const folder = fileURLToPath(new URL("../../shared/corpora/wnut17/", import.meta.url));
const reports = fileURLToPath(new URL("../reports/", import.meta.url));

/** Two-sided p-values of approximate randomization on F1, of each system with those behind it. */
const systems: readonly (readonly [file: string, ps: readonly number[]])[] = [
  ["uh_ritual", [0.5, 0.26, 0.17, 0.014, 0.001, 0.0001]],
  ["spinningbytes.txt", [0.81, 0.61, 0.13, 0.012, 0.0001]],
  ["sjtu_adapt.txt", [0.73, 0.12, 0.013, 0.0001]],
  ["arcada", [0.19, 0.038, 0.0001]],
  ["flytxt", [0.35, 0.0001]],
  ["mic-cis.txt", [0.0001]],
  ["drexel_cci", []],
];

describe("the comparison of WNUT 2017", () => {
  it("is what the code gives, with the p-values that others found", async function () {
    if (!existsSync(folder)) this.skip();
    const place = new Workplace();
    for (const [file] of systems) place.write(file, readFileSync(`${folder}submissions/${file}`));
    place.write("emerging.test.annotated", readFileSync(`${folder}emerging.test.annotated`));
    const argv = ["compare", "--gold", "emerging.test.annotated", "--gold-format", "conll", "--pred-format", "conll"];
    const pred = systems.flatMap(([file]) => ["--pred", `${file.replace(".txt", "")}=${file}`]);
    const outputs = ["md", "csv", "tex"].map((ending) => `wnut17.${ending}`);
    const { code, stderr } = await place.run([...argv, ...pred, ...outputs.flatMap((name) => ["-o", name])]);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain("[schemes-disagree]");
    for (const name of outputs) {
      const written = readFileSync(place.path(name), "utf8");
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(reports + name, written);
      expect(written).to.equal(readFileSync(reports + name, "utf8"));
    }
    const [, ...lines] = readFileSync(place.path("wnut17.csv"), "utf8").trimEnd().split("\n");
    const found = lines.map((line) => line.split(",")).map(([a, b, , , , p]) => [`${a} ${b}`, Number(p)] as const);
    const expected = systems.flatMap(([a, ps], i) =>
      ps.map((p, j) => [`${a} ${systems[i + 1 + j]![0]}`.replaceAll(".txt", ""), p] as const),
    );
    expect(found.map(([pair]) => pair)).to.deep.equal(expected.map(([pair]) => pair));
    for (const [i, [pair, p]] of expected.entries()) expect(found[i]![1], pair).to.be.closeTo(p, 0.02);
    place.remove();
  });
});
