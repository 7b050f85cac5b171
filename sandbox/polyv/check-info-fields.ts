import { countCharacters } from './limits.ts'
import { PolyvError } from './reply.ts'

const kinds = ['name', 'text', 'mobile', 'number', 'option']
const keys = ['type', 'name', 'options', 'placeholder', 'sms'] as const

/** At most five; name ≤ 20, placeholder ≤ 50, options ≤ 8 values of ≤ 8 characters. */
export function checkInfoFields(value: unknown): Record<string, string>[] {
  if (!Array.isArray(value)) throw new PolyvError(400, 'json format error')
  if (value.length > 5) throw new PolyvError(400, 'param length is incorrect: infoFields')
  return value.map(checkInfoField)
}

function checkInfoField(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) throw new PolyvError(400, 'json format error')
  const given = value as Record<string, unknown>
  const field: Record<string, string> = {}
  for (const key of keys) {
    const text = given[key]
    if (text === undefined || text === null) continue
    if (typeof text !== 'string') throw new PolyvError(400, 'json format error')
    field[key] = text
  }
  if (!field.type) throw new PolyvError(400, 'param should not be empty: type')
  if (!kinds.includes(field.type)) throw new PolyvError(400, 'param validate error')
  if (countCharacters(field.name ?? '') > 20) throw new PolyvError(400, 'param length is incorrect: name')
  if (countCharacters(field.placeholder ?? '') > 50) throw new PolyvError(400, 'param length is incorrect: placeholder')
  if (field.sms !== undefined && field.sms !== 'Y' && field.sms !== 'N') {
    throw new PolyvError(400, 'param is not boolean (Y / N)')
  }
  if (field.type === 'option') checkOptions(field.options ?? '')
  return field
}

function checkOptions(options: string): void {
  if (options === '') throw new PolyvError(400, 'param should not be empty: options')
  const values = options.split(',')
  if (values.length > 8 || values.some((value) => countCharacters(value) > 8)) {
    throw new PolyvError(400, 'param length is incorrect: options')
  }
}
