import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Asker, NeedSource } from '@/app/(desk)/(today)/needs/need'
import { setTestEnvironment } from './environment'

vi.mock('@/lib/log', () => ({ log: { error: vi.fn() } }))

let loadNeeds: typeof import('@/app/(desk)/(today)/needs/load-needs').loadNeeds
let sourcesFor: typeof import('@/app/(desk)/(today)/needs/load-needs').sourcesFor

beforeAll(async () => {
  setTestEnvironment()
  ;({ loadNeeds, sourcesFor } = await import('@/app/(desk)/(today)/needs/load-needs'))
})

const asker: Asker = { id: 'p1', role: 'manager', now: new Date('2026-11-27T08:00:00Z') }
const need = (key: string) => ({ key, state: 'failed' as const, title: key, href: '/', action: 'look' })

describe('what waits for a person', () => {
  it('stands although one source cannot be read, and says which', async () => {
    const good: NeedSource = async () => [need('a')]
    const bad: NeedSource = async () => {
      throw new Error('no answer')
    }
    expect(
      await loadNeeds(asker, [
        ['receipts', good],
        ['drift', bad],
        ['expiry', good],
      ]),
    ).toEqual({ needs: [need('a'), need('a')], unread: ['drift'] })
  })

  it('is the house as well for an administrator, and nobody else', () => {
    const names = (role: Asker['role']) => sourcesFor(role).map(([name]) => name)
    expect(names('admin')).toEqual([
      'accounts',
      'integrity',
      'streams',
      'people',
      'receipts',
      'drift',
      'schedules',
      'expiry',
    ])
    expect(names('manager')).toEqual(['accounts', 'receipts', 'drift', 'schedules', 'expiry'])
    expect(names('support')).toEqual(names('manager'))
  })
})
