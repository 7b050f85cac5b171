import { hash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonText } from '@/lib/audit/json-text'
import { canonical } from '@/lib/audit/record'

/** As PostgreSQL writes a `jsonb`: shorter keys first, a space after every comma and colon. */
function jsonbOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(jsonbOf).join(', ')}]`
  const entries = Object.entries(value).sort(
    ([one], [other]) =>
      Buffer.byteLength(one) - Buffer.byteLength(other) || Buffer.compare(Buffer.from(one), Buffer.from(other)),
  )
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}: ${jsonbOf(entry)}`).join(', ')}}`
}

const text = new JsonText()

function hashOf(jsonb: string): string {
  // As in a row, something stands before it and after.
  const source = Buffer.from(`x${jsonb}2"}`)
  text.clear()
  text.makeRoom(source.byteLength)
  text.writeJsonb(source, 1, source.byteLength - 3)
  return text.toHash()
}

const sha256 = (words: string): string => hash('sha256', words, 'hex')
const key = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.constantFrom('a', 'a!', 'aa', '\ue000', '\uffee', '😀', '長'),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 0 }),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 7 }),
  ),
}))

it('writes any value as the hash was taken of it', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(hashOf(jsonbOf(any))).toBe(sha256(canonical(JSON.parse(JSON.stringify(any)))))
    }),
    { numRuns: 2_000 },
  )
})

it.each([
  ['{}', '{}'],
  ['[]', '[]'],
  ['3', '3'],
  ['[{}, [], null, true, false]', '[{},[],null,true,false]'],
  ['{"b": 1, "aa": {"z": [1, 2], "y": "a, b: {c}"}}', '{"aa":{"y":"a, b: {c}","z":[1,2]},"b":1}'],
  ['{"a": 1, "a b": 2}', '{"a":1,"a b":2}'],
  ['[1.50, 1000000000000000000000, 12345678901234567890, -7, 0.1]', '[1.5,1e+21,12345678901234567000,-7,0.1]'],
  ['{"a\\"b": "\\n", "a!": 1}', '{"a!":1,"a\\"b":"\\n"}'],
])('writes %s as %s', (jsonb, written) => {
  expect(hashOf(jsonb)).toBe(sha256(written))
  expect(written).toBe(canonical(JSON.parse(jsonb)))
})

it('writes any text as JSON does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (any) => {
      const source = Buffer.from(any.toWellFormed())
      text.clear()
      text.makeRoom(source.byteLength)
      text.writeText(source, 0, source.byteLength)
      expect(text.toHash()).toBe(sha256(JSON.stringify(any.toWellFormed())))
    }),
  )
})
