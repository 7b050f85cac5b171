import { checkDependencies } from './structure/dependencies.ts'
import { checkDocuments } from './structure/documents.ts'
import { checkDoors } from './structure/doors.ts'
import { checkBarrels, checkLength, checkNames, checkServerOnly } from './structure/files.ts'
import { checkCycles, checkImports } from './structure/imports.ts'
import { checkMessages } from './structure/messages.ts'
import { checkReadmes } from './structure/readmes.ts'
import { readSources } from './structure/sources.ts'
import { checkBannedWords, checkUpstreamWords } from './structure/words.ts'

const RULES = {
  'who may import whom': checkImports,
  'no import circles': checkCycles,
  'server files say so': checkServerOnly,
  'writes go through one door': checkDoors,
  'names say what is inside': checkNames,
  'no barrels': checkBarrels,
  'short files': checkLength,
  'nothing unfinished or silenced': checkBannedWords,
  'upstream words stay in their folder': checkUpstreamWords,
  'both languages are complete': checkMessages,
  'documents cite what exists': checkDocuments,
  'the README is one in two languages': checkReadmes,
  'dependencies have reasons': checkDependencies,
}

const sources = readSources()
let failed = 0
for (const [name, check] of Object.entries(RULES)) {
  const problems = check(sources)
  if (!problems.length) continue
  failed++
  process.stdout.write(`✗ ${name}\n${problems.map((problem) => `  ${problem}\n`).join('')}`)
}
process.stdout.write(`${Object.keys(RULES).length - failed} passed, ${failed} failed\n`)
process.exit(failed ? 1 : 0)
