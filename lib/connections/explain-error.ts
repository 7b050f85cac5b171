import 'server-only'
import type { ConnectionKind } from '@/lib/connections/queries'
import { explainPolyvError } from '@/lib/polyv/errors'
import { adviceFor } from '@/lib/wechat/errors'

/** Where a screen finds the copy for what an upstream said, under the messages of that upstream. */
export type Advice = { key: string; values: { code: string; message: string; rid: string; field: string } }

/** Null when no upstream said anything: the network failed, or a code nobody sent. */
export function explainUpstream(
  kind: ConnectionKind,
  said: { code: string | null; message: string | null; rid?: string | null },
): Advice | null {
  if (said.code === null || said.code.startsWith('HTTP ')) return null
  const values = { code: said.code, message: said.message ?? '', rid: said.rid ?? '', field: '' }
  if (kind === 'wechat') return { key: adviceFor(said.code).messageKey, values }
  const meaning = explainPolyvError(said.code, said.message)
  return { key: `errors.${meaning.key}`, values: { ...values, field: meaning.field ?? '' } }
}
