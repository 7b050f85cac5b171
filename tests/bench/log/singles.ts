import { type NewEvent, systemActor } from '@/lib/audit/event'
import { grantTarget, hex } from '@/tests/bench/log/cast'
import { type Deed, reasonOf, type Scene } from '@/tests/bench/log/deeds'

/** What leaves one row: sign-ins, refusals, address-book changes, exports, reveals, and the system's own rounds. */
export function single({ cast, random, wechatId, polyvId }: Scene, at: number): Deed {
  const [actor, luck, requestId] = [cast.person(random), random.next(), hex(random, 16)]
  const session = { type: 'session' as const, id: hex(random, 24), name: actor.name }
  const licensee = cast.licensee(random)
  const event: NewEvent =
    luck < 0.38
      ? { phase: 'note', action: 'session.start', outcome: 'succeeded', actor, target: session, requestId }
      : luck < 0.56
        ? { phase: 'note', action: 'session.end', outcome: 'succeeded', actor, target: session, requestId }
        : luck < 0.6
          ? {
              phase: 'denied',
              action: 'session.refuse',
              outcome: 'denied',
              actor: { ...actor, type: 'anonymous', id: 'anonymous', role: 'none' },
              target: session,
              detail: { cause: 'credentials' },
              requestId,
            }
          : luck < 0.72
            ? {
                phase: 'outcome',
                action: 'licensee.update',
                outcome: 'succeeded',
                actor,
                target: { type: 'licensee', id: licensee.id, name: licensee.name },
                before: { name: licensee.name, note: '', contacts: 1 },
                after: { name: licensee.name, note: reasonOf(random), contacts: 2 },
                requestId,
              }
            : luck < 0.76
              ? {
                  phase: 'read',
                  action: 'audit.export',
                  outcome: 'succeeded',
                  actor,
                  target: { type: 'system', id: 'audit', name: 'audit' },
                  detail: { filter: { action: 'drama.*' }, limit: 10_000 },
                  requestId,
                }
              : luck < 0.79
                ? {
                    phase: 'read',
                    action: 'secret.reveal',
                    outcome: 'succeeded',
                    actor: cast.manager(random),
                    target: { type: 'channel', ...cast.channel(random) },
                    reason: reasonOf(random),
                    requestId,
                  }
                : luck < 0.81
                  ? {
                      phase: 'denied',
                      action: 'drama.grant',
                      outcome: 'denied',
                      actor,
                      target: { type: 'system', id: 'door', name: '/grants/new' },
                      detail: { code: 'forbidden' },
                      requestId,
                    }
                  : luck < 0.9
                    ? {
                        phase: 'drift',
                        action: 'grant.drift',
                        outcome: 'mismatch',
                        actor: systemActor('worker'),
                        connectionId: wechatId,
                        target: grantTarget(cast.drama(random), licensee),
                        before: { expiresAt: 1_790_000_000 },
                        after: null,
                      }
                    : {
                        phase: 'outcome',
                        action: 'channel.sync',
                        outcome: 'succeeded',
                        actor: systemActor('worker'),
                        connectionId: polyvId,
                        target: { type: 'connection', id: polyvId, name: 'polyv' },
                        detail: { read: 120, changed: random.below(4) },
                      }
  return { events: [{ at, event }] }
}
