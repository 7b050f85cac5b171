#!/usr/bin/env node
// Checks the proof of one event offline: node verify-proof.mjs <proof.json> [public key in base64]
// A place is a proof without the content: it shows that an event with that digest was recorded and stands unchanged.
// Needs Node 18 or newer and nothing else. Without a key it trusts the one inside the file and says so.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [file, givenKey] = process.argv.slice(2)
if (!file) fail('Usage: node verify-proof.mjs <proof.json> [public key in base64]', 2)

function fail(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The same text for the same content: keys sorted, nothing between. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`
}

const namesOf = (value = {}) => Object.keys(value).sort().join(' ')

function countNames(value) {
  if (value === null || typeof value !== 'object') return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum, entry) => sum + countNames(entry), own)
}

/**
 * JSON that says one thing to every reader: of a name that stands twice some take the first value, others the last, and of a
 * number with too many digits a program drops what a person reads.
 */
function parse(text) {
  const value = JSON.parse(text)
  const bare = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '')
  if (bare.split(':').length - 1 !== countNames(value)) throw new Error('a name stands in it twice')
  for (const [number] of bare.matchAll(/[-\d][\d.eE+-]*/g))
    if (JSON.stringify(Number(number)) !== number) throw new Error(`${number} is not read as it is written`)
  return value
}

/** RFC 6962 §2.1.1, from the leaf upwards. */
function rootFromPath(leaf, leafNo, size, path) {
  if (!Number.isSafeInteger(leafNo) || leafNo < 0 || leafNo >= size) return null
  let hash = leaf
  let [index, last] = [leafNo, size - 1]
  for (const sibling of path) {
    if (last === 0) return null
    if (index % 2 === 1 || index === last) {
      hash = sha256(Buffer.from([1]), sibling, hash)
      while (index % 2 === 0 && index !== 0) {
        index /= 2
        last = Math.floor(last / 2)
      }
    } else hash = sha256(Buffer.from([1]), hash, sibling)
    index = Math.floor(index / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash : null
}

let document
try {
  document = parse(readFileSync(file, 'utf8'))
} catch (error) {
  fail(`${file} cannot be read: ${error.message}`, 2)
}
const isPlace = document?.format === 'countersign-audit-place/v1'
if (!isPlace && document?.format !== 'countersign-audit-proof/v1')
  fail('This is not a proof of a Countersign event.', 2)
const known = `${isPlace ? 'eventId' : 'event'} format occurredAt proof rowHash seq`
if (
  namesOf(document) !== known ||
  namesOf(document.proof) !== 'head leafNo path publicKey' ||
  namesOf(document.proof.head) !== 'batchNo keyId previous root sealedAt signature treeSize'
)
  fail('There is something in the file that does not belong into a proof.')
const { event, seq, occurredAt, rowHash, proof } = document
const eventId = isPlace ? document.eventId : event.id
const { head } = proof
const bytes = (text) => Buffer.from(text, 'base64')

if (!isPlace && sha256(canonical(event)).toString('hex') !== rowHash)
  fail('The content is not what was recorded: its hash differs.')
const leaf = sha256(Buffer.from([0]), `${eventId}\n${seq}\n${occurredAt}\n${rowHash}\n`)
const root = rootFromPath(leaf, proof.leafNo, head.treeSize, proof.path.map(bytes))
if (!root?.equals(bytes(head.root))) fail('The event is not in the tree that the head speaks of.')
const text = `countersign-audit-head/v1\n${head.batchNo}\n${head.treeSize}\n${head.root}\n${head.previous}\n${head.sealedAt}\n${head.keyId}\n`
const publicKey = createPublicKey({
  key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes(givenKey ?? proof.publicKey)]),
  format: 'der',
  type: 'spki',
})
if (!verify(null, Buffer.from(text), publicKey, bytes(head.signature))) fail('The head is not signed with this key.')

process.stdout.write(
  [
    isPlace
      ? `An event ${eventId} with the digest ${rowHash} was recorded at ${occurredAt}. Its content is not in this file.`
      : `Event ${eventId} (${event.action}, ${occurredAt}) is what was recorded.`,
    `It is leaf ${proof.leafNo} of ${head.treeSize} under head ${head.batchNo}, signed ${head.sealedAt} with key ${head.keyId}.`,
    givenKey
      ? 'The key is the one you gave.'
      : `The key came with the file: compare it with the one you were told: ${proof.publicKey}`,
    '',
  ].join('\n'),
)
