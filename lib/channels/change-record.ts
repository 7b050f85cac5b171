import 'server-only'
import type { ChannelChange, VariableValues } from '@/lib/channels/apply-schema'
import { isSecretPath } from '@/lib/channels/apply-schema'
import { rankNames, secretOf } from '@/lib/channels/form-schema'
import { fingerprint } from '@/lib/secrets/fingerprint'
import type { Json } from '@/lib/secrets/redact'

/** An opened change for the log: its secrets as fingerprints alone. */
export function recordChange(change: ChannelChange): { [key: string]: Json } {
  const ranks = rankNames.map((rank): [string, Json] => {
    const wanted = change[rank]
    if (wanted.kind !== 'set') return [rank, { is: wanted.kind }]
    const { type, ...settings } = wanted.settings
    const secret = secretOf[type]
    const kept: Record<string, unknown> = { ...settings }
    if (secret !== undefined) kept[secret] = secretPrint(String(kept[secret] ?? ''))
    return [rank, { is: 'set', type, settings: kept as { [key: string]: Json } }]
  })
  return { ...Object.fromEntries(ranks), variables: change.variables }
}

export const recordValues = (values: VariableValues): { [key: string]: Json } =>
  Object.fromEntries(
    Object.entries(values).map(([path, value]) => [path, isSecretPath(path) ? secretPrint(value) : value]),
  )

const secretPrint = (plain: string): Json =>
  plain === '' ? { secret: 'unset' } : { secret: 'set', fingerprint: fingerprint(plain) }
