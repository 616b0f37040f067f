/** Settings of mutation runs: a property gets half a second, a counterexample is not shrunk, and random documents are few. */
import fc from "fast-check";

process.env.DOCUMENTS = "500";
fc.configureGlobal({ interruptAfterTimeLimit: 500, endOnFailure: true });
