import 'server-only'
import { explainPolyvError, type PolyvErrorClass } from '@/lib/polyv/errors'

export type Fixer = 'you' | 'partner' | 'admin' | 'us' | 'wait'

const fixers: Record<PolyvErrorClass, Fixer> = {
  retried: 'wait',
  clock: 'admin',
  fixable: 'you',
  administrator: 'admin',
  bug: 'us',
  unknown: 'wait',
}

/** Where a screen finds copy for refused conditions, under the `polyv` messages, and who can do something about it. */
export function explainConditionsRefusal(
  code: string,
  message: string | null,
): { key: string; field: string | null; fixer: Fixer } {
  const meaning = explainPolyvError(code, message)
  return { key: `errors.${meaning.key}`, field: meaning.field, fixer: fixers[meaning.class] }
}
