/** The peers: other scorers, each in a virtual environment of its own. */
import { type ExecFileSyncOptions, execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A scorer that is there: its name, its Python, its driver, and what the driver reads. */
export interface Peer {
  readonly name: string;
  readonly python: string;
  readonly driver: string;
  readonly reads: "conll" | "spans";
}

const here = fileURLToPath(new URL(".", import.meta.url));

const peers = [
  { name: "nervaluate 1.1.0", file: "nervaluate-1.1.0", driver: "run_nervaluate.py", reads: "spans" },
  { name: "nervaluate 1.2.1", file: "nervaluate", driver: "run_nervaluate.py", reads: "spans" },
  { name: "seqeval 1.2.2", file: "seqeval", driver: "run_seqeval.py", reads: "conll" },
  { name: "seqscore 0.9.0", file: "seqscore", driver: "run_seqscore.py", reads: "conll" },
] as const;

/** Installs the peers where they are not there yet. Returns those that could be; of the others says that they are skipped. */
export function installPeers(): Peer[] {
  return peers.flatMap(({ name, file, driver, reads }) => {
    const python = install(name, file);
    return python === undefined ? [] : [{ name, python, driver: join(here, driver), reads }];
  });
}

/** The Python with what `requirements-FILE.txt` names, installed where it is not there yet; undefined where it cannot be. */
export function install(name: string, file: string): string | undefined {
  const folder = join(here, ".venvs", file);
  const python = join(folder, "bin", "python");
  const requirements = join(here, `requirements-${file}.txt`);
  try {
    if (!isWhole(python)) {
      rmSync(folder, { recursive: true, force: true });
      execFileSync("python3", ["-m", "venv", folder], quiet);
    }
    execFileSync(python, ["-m", "pip", "install", "-q", "-r", requirements], quiet);
    return python;
  } catch {
    console.log(`${name} could not be installed and is skipped`);
    return undefined;
  }
}

/** What installing says goes to standard error. */
const quiet: ExecFileSyncOptions = { stdio: ["ignore", 2, 2] };

/** Whether an environment was made to its end: one that was interrupted has no pip. */
function isWhole(python: string): boolean {
  try {
    execFileSync(python, ["-m", "pip", "--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
