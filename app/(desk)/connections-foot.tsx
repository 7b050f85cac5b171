import { HealthFoot } from '@/components/connection/health-foot'
import { readDesk } from './desk-reads'

/** The foot of the rail, read anew with every page. */
export async function ConnectionsFoot() {
  const now = Date.now()
  const { health } = await readDesk()
  return (
    <HealthFoot
      connections={health.map(({ tokenExpiresAt, ...connection }) => ({
        ...connection,
        tokenLeftMs: tokenExpiresAt ? tokenExpiresAt.getTime() - now : null,
      }))}
    />
  )
}
