/** Messages about configuration files and maps of types, which are YAML or JSON. */
import type { Code } from "../../messages/codes.ts";
import { didYouMean } from "../../messages/nearest.ts";
import type { Words } from "../../messages/words.ts";

/** The code of a file that is not YAML, by what it is for. */
export type YamlCode = Extract<Code, "config-syntax" | "map-syntax">;

const config = (message: string, hint: string): Words => ({ code: "config-option", message, hint });
const map = (message: string, hint: string): Words => ({ code: "map-shape", message, hint });

const WRITE_OPTION = "write an option and its value per line, such as types: [PER, LOC]";
const WRITE_RENAMING = "write a type and its new name per line, such as GPE: LOC, and NORP: null to leave one out";

/** A file that is not YAML; `why` is what its parser says. */
export function notYaml(code: YamlCode, why: string): Words {
  return { code, message: `not YAML: ${why}`, hint: code === "map-syntax" ? WRITE_RENAMING : WRITE_OPTION };
}

/** Why a file with thousands of levels is not read. */
export const yamlTooDeep = "it is nested too deep";

/** A configuration file without options. */
export const configEmpty = () => config("the file has no options", WRITE_OPTION);

/** A command that is not followed by its options. */
export const configCommandBare = (command: string) =>
  config(`${command} is a command, but no options follow it`, `write ${command}: {digits: 1}`);

/** An option that no command has. */
export const configOptionUnknown = (name: string, known: readonly string[], command: string) =>
  config(`there is no option ${name}${didYouMean(name, known)}`, optionsOf(command));

/** An option that a command does not have. */
export const commandOptionUnknown = (command: string, name: string, known: readonly string[]) =>
  config(`${command} has no option ${name}${didYouMean(name, known)}`, optionsOf(command));

/** An option at the top of a file that must be under a command; `commands` have it. */
export const configOptionPlace = (name: string, commands: readonly string[], under: string) =>
  config(
    commands.length > 1 ? `${name} has a different meaning for each command` : `${name} is an option of ${commands[0]}`,
    `write it under the name of the command, as in ${under}: {${name}: …}`,
  );

/** An option that a file cannot have. */
export const configLineOnly = (name: string) =>
  config(`${name} is for the command line only`, "remove it from the file");

/** A wrong value; `why` is what is wrong, and `hint` what else is known to do. */
export const configValueWrong = (name: string, why: string, command: string, hint?: string) =>
  config(`${name}: ${why}`, hint ?? optionsOf(command));

function optionsOf(command: string): string {
  return `ner-eval ${command} --help lists the options and their values`;
}

/** A file without a map of types. */
export const mapMissing = () => map("there is no map of types", WRITE_RENAMING);

/** A type without a name. */
export const mapTypeUnnamed = () => map("a type has no name", WRITE_RENAMING);

/** A side that is not followed by a map. */
export const mapSideBare = (side: string) =>
  map(`${side} is a side, but no map follows it`, `write ${side}: {GPE: LOC}`);

/** A type that is followed by something other than one name: a list of names, where there are some. */
export function mapNotOneName(type: string, names: readonly string[] | undefined): Words {
  const pairs = (names ?? []).slice(0, 3).map((name) => `${name || "TYPE"}: ${type}`);
  return map(
    `${type} is not followed by one name`,
    names === undefined
      ? WRITE_RENAMING
      : `write the type first and its new name second, each type on its own line: ${pairs.join(", ")}`,
  );
}

/** A new name that is empty. */
export const mapNameEmpty = (type: string) => map(`the new name of ${type} is empty`, "write null to leave a type out");
