import type { InfoFieldValue } from '@/lib/channels/form-schema'
import { countCodePoints } from '@/lib/format'

export const INFO_FIELDS_MAX = 5
const NAME_MAX = 20
const PLACEHOLDER_MAX = 50
export const INFO_OPTIONS_MAX = 8
export const INFO_OPTION_MAX = 8

/** Registration rows: one to five; each row that differs from what was loaded must keep the rules. */
export function checkInfoFields(
  fields: InfoFieldValue[],
  before: InfoFieldValue[],
  report: (field: string, key: string) => void,
): void {
  if (fields.length === 0) report('fields', 'infoNone')
  if (fields.length > INFO_FIELDS_MAX && fields.length !== before.length) report('fields', 'infoTooMany')
  fields.forEach((field, index) => {
    if (JSON.stringify(field) === JSON.stringify(before[index])) return
    const at = (part: string, key: string) => report(`fields.${index}.${part}`, key)
    if (field.name.trim() === '') at('name', 'required')
    else if (countCodePoints(field.name) > NAME_MAX) at('name', 'tooLong')
    if (countCodePoints(field.placeholder) > PLACEHOLDER_MAX) at('placeholder', 'tooLong')
    const options = field.type === 'option' ? checkOptions(field.options) : null
    if (options !== null) at('options', options)
  })
}

/** Rules of a drop-down's values. They travel joined by commas, so none may hold one. */
export function checkOptions(options: string[]): string | null {
  if (options.length === 0) return 'optionsNone'
  if (options.some((option) => /[,，]/.test(option))) return 'optionComma'
  if (options.some((option) => option.trim() === '')) return 'optionEmpty'
  if (options.length > INFO_OPTIONS_MAX) return 'optionsTooMany'
  if (options.some((option) => countCodePoints(option) > INFO_OPTION_MAX)) return 'optionTooLong'
  return new Set(options.map((option) => option.trim())).size === options.length ? null : 'optionDuplicate'
}
