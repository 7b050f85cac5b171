import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AppLocale } from '@/lib/i18n/locales'
import { labelText } from './labels'
import { pageOfLabel } from './pages-of-labels'
import { parseGuide } from './parse-guide'
import type { Guide, GuideName } from './schema'

export async function readGuide(name: GuideName, locale: AppLocale): Promise<Guide> {
  const text = await readFile(path.join(process.cwd(), 'lib', 'guides', locale, `${name}.md`), 'utf8')
  return parseGuide(text, (key) => {
    const href = pageOfLabel(key)
    return { label: labelText(locale, key) ?? key, ...(href ? { href } : {}) }
  })
}
