/** Renders workflow commands of GitHub Actions: lines that become annotations of a build. */
import { printable } from "../text.ts";

/** An annotation with its title, as a line. Nothing in the texts ends the command or begins another. */
export function renderAnnotation(kind: "error" | "warning" | "notice", title: string, message: string): string {
  return `::${kind} title=${property(title)}::${data(printable(message))}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(printable(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
