import { mock } from "node:test";
import { expect } from "chai";
import { Progress } from "../../src/cli/progress.ts";
import { Workplace } from "./fake-io.ts";

describe("progress", () => {
  const place = new Workplace();
  after(() => place.remove());
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  /** A standard error that keeps what it is told; `first` resolves with the first of it. */
  const listen = (isTTY: boolean) => {
    let written = "";
    let tell: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const write = (text: string) => {
      written += text;
      tell();
      return true;
    };
    return { io: place.io({ stderr: { isTTY, columns: 80, write } }), first, text: () => written };
  };

  it("shows nothing of what is done within half a second", () => {
    const { io, text } = listen(true);
    const progress = new Progress(io, "tagging", 10);
    mock.timers.tick(499);
    progress.add(10);
    progress.stop();
    mock.timers.tick(10000);
    expect(text()).to.equal("");
  });

  it("shows one line of what takes longer, and takes it away at the end", async () => {
    const { io, first, text } = listen(true);
    const progress = new Progress(io, "tagging", 10);
    progress.add(5);
    mock.timers.tick(500);
    await first;
    expect(text()).to.contain("tagging [").and.contain("50%");
    progress.add(100);
    progress.stop();
    expect(text()).to.not.contain("\n");
    // The line is cleared and the cursor shown again.
    expect(text().endsWith("\u001b[2K")).to.equal(true);
    expect(text().lastIndexOf("\u001b[?25h")).to.be.greaterThan(text().lastIndexOf("\u001b[?25l"));
  });

  it("shows nothing where standard error is no terminal, or there is nothing to do", () => {
    const pipe = listen(false);
    const idle = listen(true);
    const bars = [new Progress(pipe.io, "tagging", 10), new Progress(idle.io, "tagging", 0)];
    mock.timers.tick(10000);
    for (const bar of bars) bar.stop();
    expect(pipe.text() + idle.text()).to.equal("");
  });

  it("does not appear any more once it was stopped while the bar was loading", async () => {
    const { io, text } = listen(true);
    const progress = new Progress(io, "tagging", 10);
    mock.timers.tick(500);
    progress.stop();
    await import("cli-progress");
    await new Promise((resolve) => setImmediate(resolve));
    expect(text()).to.equal("");
  });
});
