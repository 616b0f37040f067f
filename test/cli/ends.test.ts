/** How the process ends: 1 is a failed gate and nothing else, and nothing is left behind. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { bundledExecutable } from "../executable.ts";
import { Workplace } from "./fake-io.ts";

describe("the end of the process", () => {
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

  /** The command with its streams: `pipe`, or the number of an open file. */
  const start = (argv: readonly string[], stdout: number | "pipe" = "pipe", stderr: number | "pipe" = "pipe") =>
    spawn(process.execPath, [executable.path, ...argv], {
      cwd: place.cwd,
      stdio: ["ignore", stdout, stderr],
    });
  const ended = (child: ReturnType<typeof start>) =>
    new Promise<{ code: number | null; stderr: string }>((resolve) => {
      let stderr = "";
      child.stdout?.on("data", () => undefined);
      child.stderr?.on("data", (chunk) => (stderr += chunk));
      child.on("close", (code) => resolve({ code, stderr }));
    });

  it("is 0, or 1 for a failed gate, where standard error is closed or full", async () => {
    const gate = ["--pred", "p.jsonl", "--fail-under"];
    const closed = start([...gate, "90"]);
    closed.stderr!.destroy();
    expect((await ended(closed)).code).to.equal(1);
    if (!existsSync("/dev/full")) return;
    expect((await ended(start([...gate, "90"], "pipe", openSync("/dev/full", "w")))).code).to.equal(1);
    expect((await ended(start([...gate, "10"], "pipe", openSync("/dev/full", "w")))).code).to.equal(0);
    expect((await ended(start(["--pred", "none.jsonl"], "pipe", openSync("/dev/full", "w")))).code).to.equal(2);
  });

  it("is 1 for a failed gate where nobody reads the result", async () => {
    const child = start(["--pred", "p.jsonl", "--fail-under", "90"]);
    child.stdout!.destroy();
    expect((await ended(child)).code).to.equal(1);
  });

  it("is 2 with a sentence where the result cannot be written", async function () {
    if (!existsSync("/dev/full")) this.skip();
    const { code, stderr } = await ended(start(["--pred", "p.jsonl"], openSync("/dev/full", "w")));
    expect(code).to.equal(2);
    expect(stderr)
      .to.contain("cannot write the result to standard output")
      .and.not.match(/\n\s+at /);
  });

  const modules = {
    "rejects beside its answer": "export default () => { Promise.reject(new Error('stray')); return []; };",
    "throws in a timer":
      "export default () => { setTimeout(() => { throw new Error('stray'); }, 1); return new Promise((done) => setTimeout(done, 500, [])); };",
    "rejects with nothing":
      "export default async () => { Promise.reject(); await new Promise((done) => setTimeout(done, 200)); return []; };",
  };
  for (const [what, code] of Object.entries(modules)) {
    it(`is 2 with a sentence where a module ${what}`, async () => {
      place.write("t.mjs", code);
      const end = await ended(start(["--tagger", "./t.mjs"]));
      expect(end.code).to.equal(2);
      expect(end.stderr)
        .to.contain("error: ./t.mjs: the module failed outside of tag()")
        .and.not.match(/\n\s+at /);
    });
  }

  it("is 2 with a sentence where a promise of a module never settles", async () => {
    place.write("t.mjs", "export default () => new Promise(() => {});");
    const { code, stderr } = await ended(start(["--tagger", "./t.mjs"]));
    expect(code).to.equal(2);
    expect(stderr).to.equal(
      "error: ./t.mjs: the tagger never answered: one of its promises never settles  [tagger-answer]\n",
    );
  });

  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    // biome-ignore format: short.
    it(`is ${code} after ${signal}, and leaves no command of a tagger behind`, async function () {
      if (process.platform === "win32") this.skip();
      place.write("slow.sh", "echo $$ > pid\nsleep 600 &\necho $! > child\ncat > /dev/null\nwait\n");
      const child = start(["--tagger", "cmd:sh slow.sh"]);
      const end = ended(child);
      for (let i = 0; i < 600 && !existsSync(place.path("child")); i++) await sleep(50);
      await sleep(100);
      child.kill(signal);
      expect((await end).code).to.equal(code);
      for (const name of ["pid", "child"]) {
        const pid = readFileSync(place.path(name), "utf8").trim();
        let state = "";
        for (let i = 0; i < 100; i++, await sleep(50)) {
          try {
            state = execFileSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).trim();
          } catch {
            state = "";
          }
          if (state === "" || state.startsWith("Z")) break;
        }
        expect(state, name).to.match(/^(?:Z.*)?$/);
      }
      execFileSync("rm", ["-f", place.path("child"), place.path("pid")]);
    });
  }
});
