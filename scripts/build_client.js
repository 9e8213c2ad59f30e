// Build the room's scripts from their sources: node scripts/build_client.js [FOLDER]
// Without a folder the built files go where they are served from, and are committed, so that nobody needs Node to run
// Lärträff. The same sources and the same package-lock.json give the same bytes.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

import { build } from "esbuild"

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..")
const CLIENT = "src/lartraff/live/client"
const OUTPUT = process.argv[2] ? resolve(process.argv[2]) : join(ROOT, "src/lartraff/live/static/live")
const ENTRIES = { room: "main.js", wall: "wall.js" }

/** The npm package that a bundled file belongs to, or null for our own. */
function packageOf(file) {
  const match = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)
  return match && match[1]
}

/** What the licences of bundled packages ask for: their name, their notice. */
function notices(files) {
  const names = [...new Set(files.map(packageOf).filter(Boolean))].sort()
  return names.map((name) => {
    const folder = join(ROOT, "node_modules", name)
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`
    return `${name} ${version} (${license})\n\n${text}\n`
  })
}

async function bundle(name, source) {
  const entry = join(CLIENT, source)
  if (!existsSync(join(ROOT, entry))) return
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none", // the whole notices stand in the file beside
    banner: { js: `/*! Licences of what is bundled here: ${name}.js.LEGAL.txt */` },
    metafile: true,
    write: false,
    logLevel: "warning",
  })
  const legal = notices(Object.keys(metafile.inputs)).join(`\n${"-".repeat(80)}\n\n`)
  writeFileSync(join(OUTPUT, `${name}.js`), outputFiles[0].contents)
  writeFileSync(join(OUTPUT, `${name}.js.LEGAL.txt`), legal)
}

mkdirSync(OUTPUT, { recursive: true })
for (const [name, source] of Object.entries(ENTRIES)) await bundle(name, source)
