#!/usr/bin/env node
// Checks an export of audit events offline:
//   node verify-export.mjs <file> [<file>.manifest.json] [public key in base64 …]
// Needs Node 18 or newer and nothing else. An NDJSON export carries its own proof; the other formats need their manifest.
// Without a key it trusts the one that came with the files and says so. Exit code 0: all holds; 1: something does not; 2: cannot tell.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const RECORD_BYTES = 16
const MOST_TOLD = 20
/** What the lines of an NDJSON are, in their order, and the names in each. */
const LINES = {
  export: 'export format head kind',
  event: 'event kind leafNo occurredAt rowHash seq',
  records: 'kind records',
  siblings: 'kind siblings',
  manifest: 'export file head keyId kind publicKey recordsSha256 rowCount siblingCount siblingsSha256 signature',
}
const KINDS = Object.keys(LINES)

const given = process.argv.slice(2)
const keys = given.filter((word) => /^[A-Za-z0-9+/]{43}=$/.test(word))
const [file, manifestPath] = given.filter((word) => !keys.includes(word))
if (!file) end(2, 'Usage: node verify-export.mjs <file> [<file>.manifest.json] [public key in base64 …]')

const problems = []
const complain = (sentence) => problems.push(sentence)
function end(code, ...sentences) {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${sentences.join('\n')}\n`)
  process.exit(code)
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (text) => sha256(text).toString('hex')
const bytes = (text) => Buffer.from(text, 'base64')
const isBase64 = (text) => typeof text === 'string' && text !== '' && bytes(text).toString('base64') === text
const namesOf = (value) => Object.keys(value).sort().join(' ')

function countNames(value) {
  if (value === null || typeof value !== 'object') return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum, entry) => sum + countNames(entry), own)
}

/** JSON that says one thing to every reader: of a name that stands twice some take the first value, others the last. */
function parse(text) {
  const value = JSON.parse(text)
  const written = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '').split(':').length - 1
  if (written !== countNames(value)) throw new Error('a name stands in it twice')
  return value
}

/** The same text for the same content: keys sorted, nothing between. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

/** Rows with their ends of line. In CSV a quoted cell may hold one, so only ends outside quotes count. */
function* rowsOf(path, isCsv, whole) {
  const handle = openSync(path, 'r')
  let rest = Buffer.alloc(0)
  let isQuoted = false
  for (;;) {
    const piece = Buffer.alloc(256 * 1024)
    const count = readSync(handle, piece)
    if (count === 0) break
    whole.update(piece.subarray(0, count))
    const text = Buffer.concat([rest, piece.subarray(0, count)])
    let start = 0
    for (let at = rest.length; at < text.length; at += 1) {
      if (isCsv && text[at] === 0x22) isQuoted = !isQuoted
      if (text[at] !== 0x0a || isQuoted) continue
      yield text.subarray(start, at + 1)
      start = at + 1
    }
    rest = Buffer.from(text.subarray(start))
  }
  closeSync(handle)
  if (rest.length > 0) yield rest
}

function cellsOf(row) {
  const cells = `,${row.toString().replace(/\r?\n$/, '')}`.matchAll(/,(?:"([^"]*(?:""[^"]*)*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain)
}

/** Where a row says it stands in the seal; null when it says nothing readable. */
function placeOf(row, format, columns) {
  try {
    if (format === 'csv') {
      const { eventId, leafNo, ...others } = columns
      const cells = cellsOf(row)
      const said = Object.fromEntries(Object.entries(others).map(([name, at]) => [name, cells[at]]))
      return { ...said, id: cells[eventId], leafNo: Number(cells[leafNo]) }
    }
    const line = parse(row.toString())
    if (format === 'ocsf') return { id: line.metadata.uid, ...line.unmapped.seal }
    return { ...line, said: line, id: line.event?.id, isContentRight: hex(canonical(line.event)) === line.rowHash }
  } catch {
    return null
  }
}

const leafOf = (records, row) => records.readUIntBE(row * RECORD_BYTES, 6)
const digestOf = (records, row) => records.toString('hex', row * RECORD_BYTES + 6, (row + 1) * RECORD_BYTES)

/** Reads the file once: rows, and what an NDJSON carries of its own manifest. */
function readRows(path, format, columns) {
  const whole = createHash('sha256')
  const found = { rows: [], opening: null, manifest: null, records: [], siblings: [], stage: 0 }
  let line = 0
  for (const row of rowsOf(path, format === 'csv', whole)) {
    line += 1
    if (format === 'csv' && line === 1) continue
    const place = placeOf(row, format, columns)
    if (format === 'ndjson' && !isEvent(place?.said ?? {}, line, found)) continue
    const { id, seq, occurredAt, rowHash, leafNo, isContentRight } = place ?? {}
    const digest = sha256(row).toString('hex', 0, RECORD_BYTES - 6)
    const leaf = sha256(Buffer.from([0]), `${id}\n${seq}\n${occurredAt}\n${rowHash}\n`)
    found.rows.push({ line, digest, leafNo, id, leaf, isContentRight })
  }
  return { ...found, sha256: whole.digest('hex') }
}

/** Holds a line of an NDJSON to its place and its names, and keeps what is no event. */
function isEvent(said, line, found) {
  const [stage, list] = [KINDS.indexOf(said.kind), said.records ?? said.siblings]
  if (stage < 0 || namesOf(said) !== LINES[said.kind] || (list !== undefined && !isBase64(list)))
    complain(`Line ${line} is nothing that belongs into an export.`)
  else if (stage < found.stage || (stage === 0) !== (line === 1) || found.manifest)
    complain(`Line ${line} stands where it does not belong: an export has one first line, and one manifest at its end.`)
  else if (list !== undefined) found[said.kind].push(list)
  else if (said.kind === 'export') found.opening = said
  else if (said.kind === 'manifest') found.manifest = said
  found.stage = Math.max(stage, found.stage)
  return said.kind === 'event'
}

const named = (row) => `line ${row.line}${row.id ? ` (event ${row.id}, leaf ${row.leafNo})` : ''}`

/** Row by row against the records: which was changed, is missing, or was put in. */
function compareRows(rows, records) {
  const placeOfDigest = new Map()
  const count = records.length / RECORD_BYTES
  for (let row = 0; row < count; row += 1) placeOfDigest.set(digestOf(records, row), row)
  const known = rows.filter((row) => placeOfDigest.has(row.digest)).length
  if (count > 0 && known === 0) return complain('This is another file: none of its rows is in the manifest.')
  const seen = new Set()
  let latest = -1
  const strangers = []
  for (const row of rows) {
    const place = placeOfDigest.get(row.digest)
    if (place === undefined) strangers.push(row)
    else if (seen.has(place)) complain(`The row at ${named(row)} was added: it is there twice.`)
    else {
      if (place < latest) complain(`The row at ${named(row)} was moved.`)
      latest = Math.max(latest, place)
      seen.add(place)
    }
  }
  const missing = new Map()
  for (let row = 0; row < count; row += 1) if (!seen.has(row)) missing.set(leafOf(records, row), row)
  for (const row of strangers) {
    if (missing.delete(row.leafNo)) complain(`The row at ${named(row)} was changed.`)
    else complain(`The row at ${named(row)} was added.`)
  }
  for (const [leaf, row] of missing) complain(`A row is missing: row ${row + 1}, leaf ${leaf}.`)
}

function largestPowerBelow(count) {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** RFC 6962 over the leaves at hand; what lies between them comes from the siblings, left to right. Null when they do not fit. */
function rootOf(leaves, size, siblings) {
  let [at, sibling] = [0, 0]
  const walk = (from, to) => {
    if (at >= leaves.length || leaves[at].leafNo >= to) {
      sibling += 1
      return siblings.subarray((sibling - 1) * 32, sibling * 32)
    }
    if (to - from === 1) {
      at += 1
      return leaves[at - 1].leaf
    }
    const split = from + largestPowerBelow(to - from)
    const left = walk(from, split)
    return sha256(Buffer.from([1]), left, walk(split, to))
  }
  const root = walk(0, size)
  return at === leaves.length && sibling * 32 === siblings.length ? root : null
}

const headTextOf = (head) =>
  `countersign-audit-head/v1\n${head.batchNo}\n${head.treeSize}\n${head.root}\n${head.previous}\n${head.sealedAt}\n${head.keyId}\n`

const statementOf = (manifest, fileSha256) =>
  `countersign-audit-export/v1\n${manifest.export.id}\n${manifest.export.format}\n${manifest.rowCount}\n${hex(canonical(manifest.export))}\n${manifest.recordsSha256}\n${manifest.siblingsSha256}\n${hex(headTextOf(manifest.head))}\n${fileSha256 ?? '-'}\n${manifest.keyId}\n`

/** Signed with the key beside it, which is one of those that were given if any were. */
function isSigned(publicKey, text, signature) {
  if (keys.length > 0 && !keys.includes(publicKey)) return false
  try {
    const key = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes(publicKey)]),
      format: 'der',
      type: 'spki',
    })
    return verify(null, Buffer.from(text), key, bytes(signature))
  } catch {
    return false
  }
}

function attempt(path, read) {
  try {
    return read(path)
  } catch (error) {
    return end(2, `${path} cannot be read: ${error.message}`)
  }
}

const manifest = manifestPath ? attempt(manifestPath, (path) => parse(readFileSync(path, 'utf8'))) : null
if (manifest && manifest.format !== 'countersign-audit-export-manifest/v1')
  end(2, `${manifestPath} is not the manifest of an export.`)
const format = manifest?.export.format ?? 'ndjson'
const read = attempt(file, (path) => readRows(path, format, manifest?.columns ?? {}))
const isLines = format === 'ndjson'
const CUT = 'The file has no manifest at its end: it was cut off, or it is no NDJSON. Give the manifest.'
if (!manifest && !read.manifest) end(read.opening ? 1 : 2, CUT)
if (manifest && isLines && (read.manifest?.export.id ?? read.opening?.export?.id) !== manifest.export.id)
  end(1, 'This is another file: it belongs to another export than the manifest.')

const lists = manifest ?? { ...read.manifest, records: read.records, siblings: read.siblings }
const where = manifest ? 'the manifest' : 'the end of the file'
const [records, siblings] = [lists.records, lists.siblings].map((blocks) => Buffer.concat(blocks.map(bytes)))
if (!isSigned(lists.head.publicKey, headTextOf(lists.head), lists.head.signature))
  complain(`${where} names a head that is not signed with ${keys.length > 0 ? 'the key you gave' : 'its key'}.`)
if (!isSigned(lists.publicKey, statementOf(lists, manifest?.file.sha256), lists.signature))
  complain(`${where} is not what was signed.`)
if (hex(records) !== lists.recordsSha256 || hex(siblings) !== lists.siblingsSha256)
  complain(`The lists in ${where} are not what was signed.`)
const { columns = {}, records: _records, siblings: _siblings, format: _format, ...plain } = lists
const isPlain =
  namesOf({ kind: 'manifest', ...plain }) === LINES.manifest &&
  namesOf(columns) === (format === 'csv' ? 'eventId leafNo occurredAt rowHash seq' : '') &&
  (manifest ? namesOf(lists.file) === 'bytes name sha256' : lists.file === null) &&
  namesOf(lists.head) === 'batchNo keyId previous publicKey root sealedAt signature treeSize' &&
  lists.siblingCount * 32 === siblings.length &&
  [...lists.records, ...lists.siblings].every(isBase64)
if (!isPlain) complain(`There is something in ${where} that does not belong there.`)
const opening = { kind: 'export', format: 'countersign-audit-export/v1', export: lists.export, head: lists.head }
if (isLines && canonical(read.opening) !== canonical(opening)) complain('The first line is not what was signed.')

if (format === 'xlsx') {
  if (read.sha256 !== manifest.file.sha256) complain('This is not the workbook the manifest speaks of.')
} else {
  compareRows(read.rows, records)
  for (const row of read.rows)
    if (row.isContentRight === false)
      complain(`The content at ${named(row)} is not what was recorded: its hash differs.`)
  if (read.rows.length !== lists.rowCount)
    complain(`The manifest counts ${lists.rowCount} rows, the file has ${read.rows.length}.`)
  if (problems.length === 0) {
    const isMisplaced = (row, at) =>
      row.leafNo !== leafOf(records, at) || (at > 0 && row.leafNo <= read.rows[at - 1].leafNo)
    if (read.rows.some(isMisplaced)) complain('The leaves of the rows are not those of the manifest.')
    else if (!rootOf(read.rows, lists.head.treeSize, siblings)?.equals(bytes(lists.head.root)))
      complain('The rows do not add up to the head: they are not the events that were sealed.')
  }
  if (problems.length === 0 && manifest && read.sha256 !== manifest.file.sha256)
    complain('The file is not the one the manifest speaks of: something besides its rows was changed.')
}

const untold = problems.length - MOST_TOLD
if (problems.length > 0) end(1, ...problems.slice(0, MOST_TOLD), ...(untold > 0 ? [`… and ${untold} more.`] : []))
const { head, rowCount } = lists
const { askedAt, comparedRows } = lists.export
const owners = [...new Set([head.publicKey, lists.publicKey])].join(' and ')
const proven = {
  ndjson: `${rowCount} events are what was recorded, all of those the export was made of, and in their order.`,
  xlsx: `The workbook is byte for byte the one that was made: ${rowCount} events, asked ${askedAt}.`,
}
const rows = `The digests in its ${rowCount} rows were recorded, and the file is byte for byte the one made of their events.`
const compared = comparedRows === undefined ? '' : `, which compared ${comparedRows} of them with their digests`
const unproven = `What else it says is the word of the exporter${compared}. An NDJSON export proves the contents too.`
end(
  0,
  proven[format] ?? rows,
  ...(isLines ? [] : [unproven]),
  `${format === 'xlsx' ? 'It was made' : 'They stand'} under head ${head.batchNo} over ${head.treeSize} events, signed ${head.sealedAt} with key ${head.keyId}.`,
  keys.length > 0
    ? 'The key is one you gave.'
    : `The key came with the files: compare it with the one you were told: ${owners}`,
)
