/** The peers: other scorers, each in a virtual environment of its own. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
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
    const folder = join(here, ".venvs", file);
    const python = join(folder, "bin", "python");
    try {
      if (!existsSync(python)) execFileSync("python3", ["-m", "venv", folder], { stdio: ["ignore", 2, 2] });
      const requirements = join(here, `requirements-${file}.txt`);
      execFileSync(python, ["-m", "pip", "install", "-q", "-r", requirements], { stdio: ["ignore", 2, 2] });
      return [{ name, python, driver: join(here, driver), reads }];
    } catch {
      console.log(`${name} could not be installed and is skipped`);
      return [];
    }
  });
}
