#!/usr/bin/env node
/** The executable: says its version without loading anything else, and leaves all the rest to the command line. */
import { version } from "./version.ts";

const asked = process.argv[2];
if (asked === "--version" || asked === "-V") {
  process.stdout.on("error", (error) => {
    import("./cli/process.ts").then(({ outputFailed }) => outputFailed(error));
  });
  process.stdout.write(`${version}\n`);
} else {
  // Traces of bugs name our source. Maps are read with the files they belong to, so only what is loaded from here on has one.
  if (process.env.DEBUG === "ner-eval") process.setSourceMapsEnabled(true);
  import("./cli/process.ts").then(({ runInProcess }) => runInProcess());
}
