#!/usr/bin/env node
// Checks an export of audit events offline:
//   node verify-export.mjs <file> [<file>.manifest.json] [public key in base64 …]
// Needs Node 18 or newer and nothing else. An NDJSON export carries its own proof; the other formats need their manifest.
// Without a key it trusts the one that came with the files and says so. Exit code 0: all holds; 1: something does not; 2: cannot tell.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const RECORD_BYTES = 16
const MOST_TOLD = 20

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

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const hex = (text) => sha256(text).toString('hex')
const bytes = (text) => Buffer.from(text, 'base64')

/** The same text for the same content: keys sorted, nothing between. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const names = Object.keys(value).filter((name) => value[name] !== undefined)
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join(',')}}`
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
  const cells = []
  let [cell, isQuoted] = ['', false]
  const text = row.toString().replace(/\r?\n$/, '')
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"') isQuoted = !isQuoted
    else if (letter === ',' && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += letter
  }
  return [...cells, cell]
}

/** Where a row says it stands in the seal; null when it says nothing readable. */
function placeOf(row, format, columns) {
  try {
    if (format === 'csv') {
      const cells = cellsOf(row)
      const [id, seq, occurredAt, rowHash, leafNo] = ['eventId', 'seq', 'occurredAt', 'rowHash', 'leafNo'].map(
        (name) => cells[columns[name]],
      )
      return { id, seq, occurredAt, rowHash, leafNo: Number(leafNo) }
    }
    const line = JSON.parse(row)
    if (format === 'ocsf') return { id: line.metadata.uid, ...line.unmapped.seal }
    const { event, seq, occurredAt, rowHash, leafNo } = line
    return { id: event.id, seq, occurredAt, rowHash, leafNo, isContentRight: hex(canonical(event)) === rowHash }
  } catch {
    return null
  }
}

const recordsOf = (blocks) => {
  const all = Buffer.concat(blocks.map(bytes))
  return {
    all,
    count: all.length / RECORD_BYTES,
    leaf: (row) => all.readUIntBE(row * RECORD_BYTES, 6),
    digest: (row) => all.toString('hex', row * RECORD_BYTES + 6, (row + 1) * RECORD_BYTES),
  }
}

/** Reads the file once: rows, and what an NDJSON carries of its own manifest. */
function readRows(path, format, columns) {
  const whole = createHash('sha256')
  const found = { rows: [], opening: null, own: { records: [], siblings: [], manifest: null } }
  let line = 0
  for (const row of rowsOf(path, format === 'csv', whole)) {
    line += 1
    if (format === 'csv' && line === 1) continue
    const other = format === 'ndjson' && !row.subarray(0, 15).includes('"event"') ? readOwn(row) : null
    if (other?.kind === 'export') found.opening = other
    else if (other?.kind === 'manifest') found.own.manifest = other
    else if (other?.kind === 'records' || other?.kind === 'siblings') found.own[other.kind].push(other[other.kind])
    else if (other) complain(`Line ${line} is nothing that belongs into an export.`)
    if (other) continue
    const place = placeOf(row, format, columns)
    const text = place ? `${place.id}\n${place.seq}\n${place.occurredAt}\n${place.rowHash}\n` : ''
    const { leafNo, id, isContentRight } = place ?? {}
    const digest = sha256(row).toString('hex', 0, RECORD_BYTES - 6)
    found.rows.push({ line, digest, leafNo, id, leaf: sha256(Buffer.from([0]), text), isContentRight })
  }
  return { ...found, sha256: whole.digest('hex') }
}

function readOwn(row) {
  try {
    return JSON.parse(row)
  } catch {
    return { kind: 'unreadable' }
  }
}

const named = (row) => `line ${row.line}${row.id ? ` (event ${row.id}, leaf ${row.leafNo})` : ''}`

/** Row by row against the records: which was changed, is missing, or was put in. */
function compareRows(rows, records) {
  const placeOfDigest = new Map()
  for (let row = 0; row < records.count; row += 1) placeOfDigest.set(records.digest(row), row)
  const known = rows.filter((row) => placeOfDigest.has(row.digest)).length
  if (records.count > 0 && known === 0) return complain('This is another file: none of its rows is in the manifest.')
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
  for (let row = 0; row < records.count; row += 1) if (!seen.has(row)) missing.set(records.leaf(row), row)
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

function isSigned(publicKey, text, signature) {
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

/** Signed with one of the keys that were given; with none given, with the one inside. */
const isTrusted = (own, text, signature) =>
  (keys.length > 0 ? keys : [own]).some((key) => isSigned(key, text, signature))

function checkManifest(manifest, lists, fileSha256, where) {
  const [records, siblings] = [recordsOf(lists.records), Buffer.concat(lists.siblings.map(bytes))]
  if (!isTrusted(manifest.head.publicKey, headTextOf(manifest.head), manifest.head.signature))
    complain(`${where} names a head that is not signed with ${keys.length > 0 ? 'the key you gave' : 'its key'}.`)
  if (!isTrusted(manifest.publicKey, statementOf(manifest, fileSha256), manifest.signature))
    complain(`${where} is not what was signed.`)
  if (hex(records.all) !== manifest.recordsSha256) complain(`The records of rows in ${where} are not what was signed.`)
  if (hex(siblings) !== manifest.siblingsSha256) complain(`The hashes in ${where} are not what was signed.`)
  return { records, siblings }
}

function attempt(path, read) {
  try {
    return read(path)
  } catch (error) {
    return end(2, `${path} cannot be read: ${error.message}`)
  }
}

const manifest = manifestPath ? attempt(manifestPath, (path) => JSON.parse(readFileSync(path, 'utf8'))) : null
if (manifest && manifest.format !== 'countersign-audit-export-manifest/v1')
  end(2, `${manifestPath} is not the manifest of an export.`)
const format = manifest?.export.format ?? 'ndjson'
const read = attempt(file, (path) => readRows(path, format, manifest?.columns ?? {}))
const own = format === 'ndjson' ? read.own : null
if (!manifest && !own?.manifest)
  end(
    read.opening ? 1 : 2,
    'The file has no manifest at its end: it was cut off, or it is no NDJSON. Give the manifest.',
  )

if (manifest && format === 'ndjson' && (own.manifest?.export.id ?? read.opening?.export?.id) !== manifest.export.id)
  end(1, 'This is another file: it belongs to another export than the manifest.')

const lists = manifest ?? { ...own.manifest, records: own.records, siblings: own.siblings }
const END = 'the end of the file'
const { records, siblings } = manifest
  ? checkManifest(manifest, manifest, manifest.file.sha256, 'the manifest')
  : checkManifest(lists, lists, null, END)
if (manifest && own?.manifest) checkManifest(own.manifest, own, null, END)
if (manifest && own && !own.manifest) complain('The file was cut off: its own manifest is missing.')
if (own && canonical(read.opening?.export) !== canonical(lists.export))
  complain('The first line is not what was signed.')

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
      row.leafNo !== records.leaf(at) || (at > 0 && row.leafNo <= read.rows[at - 1].leafNo)
    if (read.rows.some(isMisplaced)) complain('The leaves of the rows are not those of the manifest.')
    else if (!rootOf(read.rows, lists.head.treeSize, siblings)?.equals(bytes(lists.head.root)))
      complain('The rows do not add up to the head: they are not the events that were sealed.')
  }
  if (problems.length === 0 && manifest && read.sha256 !== manifest.file.sha256)
    complain('The file is not the one the manifest speaks of: something besides its rows was changed.')
}

const untold = problems.length - MOST_TOLD
if (problems.length > 0) end(1, ...problems.slice(0, MOST_TOLD), ...(untold > 0 ? [`… and ${untold} more.`] : []))
const { head } = lists
end(
  0,
  format === 'xlsx'
    ? `The workbook is the one that was made: ${lists.rowCount} events, asked ${lists.export.askedAt}.`
    : `${lists.rowCount} events are what was recorded, all of those the export was made of, and in their order.`,
  `They stand under head ${head.batchNo} over ${head.treeSize} events, signed ${head.sealedAt} with key ${head.keyId}.`,
  keys.length > 0
    ? 'The key is one you gave.'
    : `The key came with the files: compare it with the one you were told: ${head.publicKey}`,
)
