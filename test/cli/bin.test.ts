import { execFileSync, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { bundledExecutable } from "../executable.ts";
import { Workplace } from "./fake-io.ts";

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the executable", () => {
  const place = new Workplace({
    "gold/a.txt": "[PER Ada] met [PER Bo]\n",
    "p.jsonl": '{"id":"a","entities":[[0,3,"PER"]]}\n',
  });
  let executable: Awaited<ReturnType<typeof bundledExecutable>>;
  before(async () => {
    executable = await bundledExecutable();
  });
  after(() => {
    executable.remove();
    place.remove();
  });

  const start = (...argv: string[]) => spawn(process.execPath, [executable.path, ...argv], { cwd: place.cwd });
  const ended = (child: ReturnType<typeof start>) =>
    new Promise<Ended>((resolve) => {
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk) => (stdout += chunk));
      child.stderr.on("data", (chunk) => (stderr += chunk));
      child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
    });

  it("scores, and exits with 0", async () => {
    const { code, stdout, stderr } = await ended(start("--pred", "p.jsonl"));
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.match(/^ALL +100\.00 +50\.00 +66\.67/m);
  });

  it("reads standard input", async () => {
    const child = start("--pred", "-", "-f", "score");
    child.stdin.end('{"id":"a","entities":[[0,3,"PER"],[8,10,"PER"]]}');
    expect((await ended(child)).stdout).to.equal("100.00\n");
  });

  it("reads a pipe that is named like a file, to the last byte", async function () {
    if (process.platform === "win32") this.skip();
    const pipe = place.path("pipe.jsonl");
    execFileSync("mkfifo", [pipe]);
    const child = ended(start("--pred", "pipe.jsonl", "-f", "score"));
    await writeFile(pipe, '{"id":"a","entities":[[0,3,"PER"],[8,10,"PER"]]}');
    expect(await child).to.deep.equal({ code: 0, signal: null, stdout: "100.00\n", stderr: "" });
  });

  it("answers a mistake with exit code 2 and a suggestion, without a stack trace", async () => {
    const mistakes = [
      ["--outptu", "x", "unknown option --outptu; did you mean --output?"],
      ["scroe", "", "unknown command 'scroe'; did you mean score?"],
      ["--pred", "none.jsonl", "cannot read none.jsonl: no such file or folder"],
    ];
    for (const [flag, value, message] of mistakes) {
      const { code, stdout, stderr } = await ended(start(...[flag!, value!].filter((word) => word !== "")));
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr)
        .to.contain(`error: ${message}`)
        .and.not.match(/\n\s+at /);
    }
  });

  it("ends quietly when nobody reads on", async () => {
    const child = start("--pred", "p.jsonl", "-f", "json", "--units");
    child.stdout.destroy();
    const { code, stderr } = await ended(child);
    expect([code, stderr]).to.deep.equal([0, ""]);
  });

  it("exits with 130 when it is interrupted", async () => {
    place.write(
      "hang.mjs",
      'export default () => { console.error("tagging"); return new Promise(() => setTimeout(() => {}, 60000)); };',
    );
    const child = start("--tagger", "./hang.mjs");
    child.stderr.once("data", () => child.kill("SIGINT"));
    const { code } = await ended(child);
    expect(code).to.equal(130);
  });
});
