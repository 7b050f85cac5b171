import 'server-only'
import { adviceFor } from '@/lib/wechat/errors'

export type Fixer = 'you' | 'partner' | 'admin' | 'us' | 'wait'

/** Where a screen finds copy for a refused grant, under the `wechat` messages, and who can do something about it. */
export function explainGrantRefusal(code: string): { key: string; fixer: Fixer } {
  const { messageKey, fixer } = adviceFor(code)
  return { key: messageKey, fixer }
}
