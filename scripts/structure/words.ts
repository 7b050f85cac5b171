import { UPSTREAM_WORDS } from '../import-rules.ts'
import { isCode, isProduct, lineAt, matchesAny, type Source, withoutComments } from './sources.ts'

interface Banned {
  pattern: RegExp
  in: (source: Source) => boolean
  because: string
  /** Looks at comments too. */
  comments?: boolean
}

const isTest = ({ file }: Source) => file.startsWith('tests/') && isCode({ file } as Source)

const BANNED: Banned[] = [
  { pattern: /\bconsole\.\w+\(/g, in: isProduct, because: 'log through lib/log' },
  { pattern: /\b(TODO|FIXME|XXX)\b/g, in: isCode, because: 'finish it or leave it out', comments: true },
  { pattern: /@ts-(ignore|nocheck|expect-error)/g, in: isProduct, because: 'mend the type', comments: true },
  { pattern: /\bas any\b|:\s*any\b/g, in: isProduct, because: 'say what it is' },
  { pattern: /\bdangerouslySetInnerHTML\b/g, in: isProduct, because: 'markup comes from components only' },
  {
    pattern: /\bdynamic\(\(\) =>(?:(?!ssr:|loading:).)*\)\)$/gm,
    in: isProduct,
    because:
      'say `ssr: false` or `loading`: without a boundary of its own the whole page goes blank while it is fetched',
  },
  { pattern: /\b(test|it|describe|suite)\.(only|skip|todo|fixme)\b/g, in: isTest, because: 'every test runs' },
  { pattern: /\bwaitForTimeout\(/g, in: isTest, because: 'wait for what you wait for' },
]

/** The check's own table names what it bans. */
const isTable = ({ file }: Source) => file.startsWith('scripts/structure/') || file === 'scripts/import-rules.ts'

export function checkBannedWords(sources: Source[]): string[] {
  return sources
    .filter((source) => isCode(source) && !isTable(source))
    .flatMap((source) =>
      BANNED.filter((banned) => banned.in(source)).flatMap(({ pattern, because, comments }) => {
        const text = comments ? source.text : withoutComments(source.text)
        return [...text.matchAll(pattern)].map(
          (found) => `${source.file}:${lineAt(text, found.index)}: ${found[0].trim()} — ${because}`,
        )
      }),
    )
}

/** Words of an upstream that left its folder. */
export function checkUpstreamWords(sources: Source[]): string[] {
  return sources
    .filter((source) => isCode(source) && !isTable(source))
    .flatMap(({ file, module, text }) => {
      const code = withoutComments(text)
      return UPSTREAM_WORDS.filter(({ places }) => !matchesAny(places, module)).flatMap(({ words }) =>
        [...code.matchAll(new RegExp(`\\b(${words.join('|')})\\b`, 'g'))].map(
          (found) => `${file}:${lineAt(code, found.index)}: "${found[0]}" belongs to the upstream's own folder`,
        ),
      )
    })
}
