import { HealthFoot } from '@/components/connection/health-foot'
import { readConnectionHealth } from '@/lib/connections/health'

/** The foot of the rail, read anew with every page. */
export async function ConnectionsFoot() {
  const now = Date.now()
  const connections = await readConnectionHealth()
  return (
    <HealthFoot
      connections={connections.map(({ tokenExpiresAt, ...connection }) => ({
        ...connection,
        tokenLeftMs: tokenExpiresAt ? tokenExpiresAt.getTime() - now : null,
      }))}
    />
  )
}
