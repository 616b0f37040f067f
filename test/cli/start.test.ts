/** What starting loads: time is too noisy for a test, so what takes the time is taken away (`npm run bench -- startup`). */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { version } from "../../src/index.ts";
import { bundledExecutable } from "../executable.ts";
import { Workplace } from "./fake-io.ts";

describe("starting", () => {
  const place = new Workplace({
    "gold/a.txt": "[PER Ada] met [PER Bo]\n",
    "gold/b.txt": "[LOC Łódź] – not [LOC Oslo]\n",
    "gold/c.txt": "nothing\n",
    "p.jsonl": '{"id":"a","entities":[[0,3,"PER"]]}\n{"id":"b","entities":[[0,4,"LOC"]]}\n{"id":"c","entities":[]}\n',
    "modules.cjs": "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')));",
    "no-segmenter.cjs": "Intl.Segmenter = class { constructor() { throw new Error('string-width is set up'); } };",
    "broken.cjs": "Array.prototype.flatMap = () => { throw new Error('broken'); };",
  });
  let apart: string;
  let executable: Awaited<ReturnType<typeof bundledExecutable>>;
  before(async () => {
    // Where no package is found.
    apart = mkdtempSync(join(tmpdir(), "ner-eval-start-"));
    executable = await bundledExecutable(apart);
  });
  after(() => {
    rmSync(apart, { recursive: true, force: true });
    place.remove();
  });
  const start = (argv: readonly string[], { first = "", env = {} } = {}) => {
    const hooks = first ? ["--require", place.path(first)] : [];
    const options = { cwd: place.cwd, encoding: "utf8", env: { ...process.env, ...env } } as const;
    return spawnSync(process.execPath, [...hooks, executable.path, ...argv], options);
  };
  const score = ["--pred", "p.jsonl"];

  it("reads nothing but what every run needs, and no package, for scores as a table and as JSON", () => {
    const all = start(score).stdout;
    const folder = join(dirname(executable.path), "cli");
    const needed = new Set(["process.js"]);
    for (const name of needed)
      for (const [, other] of readFileSync(join(folder, name), "utf8").matchAll(/\bfrom ?"\.\/([^"]+)"/g))
        needed.add(other!);
    expect(needed.size, "files that every run reads").to.be.at.most(2);
    for (const name of readdirSync(folder)) if (!needed.has(name.replace(/\.map$/, ""))) rmSync(join(folder, name));
    const { stdout, stderr } = start(score);
    expect([stdout, stderr]).to.deep.equal([all, ""]);
    expect(JSON.parse(start([...score, "-f", "json"]).stdout).alignment.documents.paired).to.equal(3);
  });

  it("loads none of Node's modules that only some runs need", () => {
    const loaded = start(score, { first: "modules.cjs" }).stderr.split("\n");
    expect(loaded).to.include("NativeModule fs");
    for (const name of ["child_process", "zlib", "http", "crypto"])
      expect(loaded).to.not.include(`NativeModule ${name}`);
  });

  it("measures texts in Latin script without setting up string-width", () => {
    expect(start(score, { first: "no-segmenter.cjs" }).stdout).to.equal(start(score).stdout);
    place.write("wide.jsonl", '{"id":"a","entities":[[0,3,"人"]]}\n');
    const wide = start(["--pred", "wide.jsonl"], { first: "no-segmenter.cjs" });
    expect(wide.stderr).to.contain("string-width is set up");
  });

  it("names our functions and sources in the trace of a bug", () => {
    const { status, stderr } = start(score, { first: "broken.cjs", env: { DEBUG: "ner-eval" } });
    expect(status).to.equal(3);
    expect(stderr)
      .to.contain("bug in ner-eval: broken")
      .and.match(/ \w+ \(.*\/src\/cli\/[\w/]+\.ts:\d+:\d+\)/);
  });

  it("says the version without reading any other file", () => {
    rmSync(join(dirname(executable.path), "cli"), { recursive: true });
    for (const asked of ["--version", "-V"]) {
      const { stdout, stderr, status } = start([asked]);
      expect([stdout, stderr, status]).to.deep.equal([`${version}\n`, "", 0]);
    }
  });
});
