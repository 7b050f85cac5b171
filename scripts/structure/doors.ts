import { isCode, type Source } from './sources.ts'

const DIRECTIVE = /^\s*['"]use server['"]/m
const EXPORT = /^export const \w+ = action\(\w+\)$/
const WRITING_METHOD = /export (?:async )?(?:function|const) (POST|PUT|PATCH|DELETE)\b/

/** Every door for writes is one line that goes through `action`; handlers that write go through `route`. */
export function checkDoors(sources: Source[]): string[] {
  return sources.filter(isCode).flatMap(({ file, text, lines }) => {
    if (file.startsWith('scripts/structure/')) return []
    const problems: string[] = []
    if (DIRECTIVE.test(text)) {
      if (!/^app\/.*\/actions\.ts$/.test(file)) problems.push(`${file}: "use server" belongs in an actions.ts`)
      for (const [index, line] of lines.entries())
        if (/^export /.test(line) && !EXPORT.test(line))
          problems.push(`${file}:${index + 1}: an action is one line: export const name = action(write)`)
    }
    if (
      /^app\/.*\/route\.ts$/.test(file) &&
      WRITING_METHOD.test(text) &&
      !/from '@\/lib\/(action|route|upload|auth\/public-door)'/.test(text)
    )
      problems.push(`${file}: a handler that writes goes through lib/upload`)
    return problems
  })
}
