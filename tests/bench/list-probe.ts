import type { AuditFilter } from '@/lib/audit/filter'
import { listEvents } from '@/lib/audit/queries'
import { Cast } from '@/tests/bench/log/cast'
import { LOG_SEED } from '@/tests/bench/log/seed'

const cast = new Cast(LOG_SEED)
const [busiest, seldom] = [cast.people[0], cast.people[30]]
const [drama, licensee] = [cast.dramas[0], cast.licensees[0]]
if (!busiest || !seldom || !drama || !licensee) throw new Error('an empty cast')

/** What people narrow the list by; every one has a full page in a log of any size. */
export const filters: Record<string, AuditFilter> = {
  everything: {},
  'busy person': { actorId: busiest.id },
  'quiet person': { actorId: seldom.id },
  action: { action: 'channel.conditions.update' },
  family: { action: 'drama.*' },
  'rare action': { action: 'secret.reveal' },
  target: { targetType: 'drama_grant', targetId: `${drama.id}@${licensee.id}` },
  outcome: { outcomes: ['failed'] },
  'several outcomes': { outcomes: ['failed', 'unknown', 'mismatch'] },
  phase: { phase: 'denied' },
  'person, action and outcome': { actorId: busiest.id, action: 'drama.grant', outcomes: ['failed'] },
  'a month long ago': { from: new Date('2026-02-01'), until: new Date('2026-03-01') },
  'two characters': { text: '归人' },
  'a person by name': { text: seldom.name },
  'a refusal code': { text: '45011' },
  'an id': { text: licensee.id },
  'two words': { text: `${drama.name} ${licensee.name}` },
}

process.on('message', async ({ name, times }: { name: string; times: number }) => {
  const samples: number[] = []
  let rows = 0
  for (let at = 0; at < times; at += 1) {
    const started = performance.now()
    rows = (await listEvents(filters[name] ?? {})).events.length
    samples.push(performance.now() - started)
  }
  process.send?.({ samples, rows })
})
process.send?.({ filters: Object.keys(filters) })
