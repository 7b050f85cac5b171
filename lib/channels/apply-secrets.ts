import 'server-only'
import { type ChannelChange, isSecretPath, type VariableValues } from '@/lib/channels/apply-schema'
import { rankNames, secretOf } from '@/lib/channels/form-schema'
import { decryptSecret, encryptSecret } from '@/lib/secrets/key-ring'

/** As kept: where a secret stands there is ciphertext, and `secrets` names the places. */
export type StoredChange = ChannelChange & { secrets: string[] }

/** Where a kept secret belongs; it opens nowhere else. */
export const changeContext = (id: string): string => `channel_change:content:${id}`
export const templateContext = (id: string): string => `condition_template:content:${id}`

/**
 * @param former what is kept so far and may stay: a secret left empty under the same way is not typed anew, and is kept.
 */
export function sealChange(
  change: ChannelChange,
  context: string,
  former: { stored: StoredChange; context: string } | null = null,
): StoredChange {
  const sealed: StoredChange = { ...structuredClone(change), secrets: [] }
  for (const { path, settings, field } of secretPlaces(sealed)) {
    const typed = settings[field] ?? ''
    const kept = typed === '' && former ? openOne(former.stored, path, former.context) : ''
    const plain = change.variables.includes(path) ? '' : typed || kept
    settings[field] = plain === '' ? '' : encryptSecret(plain, context)
    if (plain !== '') sealed.secrets.push(path)
  }
  return sealed
}

/** With its secrets in the clear: for the server alone. */
export function openChange(stored: StoredChange, context: string): ChannelChange {
  const { secrets: _, ...opened } = structuredClone(stored)
  for (const { path, settings, field } of secretPlaces(opened)) settings[field] = openOne(stored, path, context)
  return opened
}

/** As a screen may know it: secrets are gone, and `secrets` says which there are. */
export function viewChange(stored: StoredChange): StoredChange {
  const shown = structuredClone(stored)
  for (const { settings, field } of secretPlaces(shown)) settings[field] = ''
  return shown
}

function openOne(stored: StoredChange, path: string, context: string): string {
  if (!stored.secrets.includes(path)) return ''
  const place = secretPlaces(stored).find((one) => one.path === path)
  const text = place?.settings[place.field] ?? ''
  return text === '' ? '' : decryptSecret(text, context)
}

function secretPlaces(change: ChannelChange): { path: string; settings: Record<string, string>; field: string }[] {
  return rankNames.flatMap((rank) => {
    const wanted = change[rank]
    const field = wanted.kind === 'set' ? secretOf[wanted.settings.type] : undefined
    if (wanted.kind !== 'set' || field === undefined) return []
    return [{ path: `${rank}.${field}`, settings: wanted.settings as unknown as Record<string, string>, field }]
  })
}

/** Values of secret variables become ciphertext; one left empty keeps what was there. */
export function sealValues(values: VariableValues, context: string, former: VariableValues = {}): VariableValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([path, value]) => {
      if (!isSecretPath(path)) return [[path, value]]
      const kept = value === '' ? former[path] : encryptSecret(value, context)
      return kept === undefined ? [] : [[path, kept]]
    }),
  )
}

export const openValues = (values: VariableValues, context: string): VariableValues =>
  Object.fromEntries(
    Object.entries(values).map(([path, value]) => [
      path,
      isSecretPath(path) && value !== '' ? decryptSecret(value, context) : value,
    ]),
  )

/** What was filled in, secrets only as being there. */
export const viewValues = (values: VariableValues): { values: VariableValues; secrets: string[] } => ({
  values: Object.fromEntries(Object.entries(values).filter(([path]) => !isSecretPath(path))),
  secrets: Object.keys(values).filter(isSecretPath),
})
