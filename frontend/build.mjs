// Bundles the pages' scripts and styles: node build.mjs OUTPUT [SOURCES-DIGEST]
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(process.argv[2] ?? path.join(here, "built"));
const sources = process.argv[3] ?? "";
const ENTRIES = ["common", "today", "week", "offline"];

const settings = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // LICENCES.txt holds them whole
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
};

await mkdir(output, { recursive: true });
const { metafile } = await esbuild.build({
  ...settings,
  metafile: true,
  entryPoints: ENTRIES.map((name) => path.join(here, "src", `${name}.js`)),
  entryNames: "[name]-[hash]",
  outdir: output,
});

const files = {};
for (const made of (await readdir(output)).sort()) {
  const parts = /^(.+)-[A-Z0-9]{8}\.(js|css)$/.exec(made);
  if (parts) files[`${parts[1]}.${parts[2]}`] = made;
}

// The service worker keeps its name, because browsers know it by its address. It is told which
// files there are, so that it changes whenever one of them does.
await esbuild.build({
  ...settings,
  format: "iife",
  entryPoints: [path.join(here, "src", "service-worker.js")],
  outfile: path.join(output, "service-worker.js"),
  define: { ...settings.define, BUILT_FILES: JSON.stringify(Object.values(files)) },
});
files["service-worker.js"] = "service-worker.js";

const manifest = { sources, files };
await writeFile(path.join(output, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

await writeFile(path.join(output, "LICENCES.txt"), await licences(metafile));

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
