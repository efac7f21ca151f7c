// Bundles the pages' scripts and styles: node build.mjs OUTPUT [SOURCES-DIGEST]
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(process.argv[2] ?? path.join(here, "built"));
const sources = process.argv[3] ?? "";
const ENTRIES = [
  "asking",
  "burst",
  "checkin",
  "common",
  "focus",
  "journal",
  "offline",
  "review",
  "service-worker",
  "today",
  "tools",
  "week",
];

const { metafile } = await esbuild.build({
  entryPoints: ENTRIES.map((name) => path.join(here, "src", `${name}.js`)),
  outdir: output,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // LICENCES.txt holds them whole
  metafile: true,
  logLevel: "warning",
});
await writeFile(path.join(output, "LICENCES.txt"), await licences(metafile));
await writeFile(path.join(output, "manifest.json"), `${JSON.stringify({ sources })}\n`);

// The licence of every package that is part of a bundle, as their licences ask.
async function licences({ inputs }) {
  const names = new Set();
  for (const input of Object.keys(inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) names.add(found[1]);
  }
  return (await Promise.all([...names].sort().map(licence))).join("\n\n");
}

async function licence(name) {
  const folder = path.join(here, "node_modules", name);
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? await readFile(path.join(folder, file), "utf8") : "";
  const author = about.author?.name ?? about.author ?? about.repository?.url ?? "";
  return `${name} ${about.version}, ${about.license}, ${author}\n\n${text}`.trim();
}
