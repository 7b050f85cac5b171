import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Asker, NeedSource } from '@/app/(desk)/(today)/needs/need'
import { setTestEnvironment } from './environment'

vi.mock('@/lib/log', () => ({ log: { error: vi.fn() } }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key }))
const listReceiptNeeds = vi.hoisted(() => vi.fn())
vi.mock('@/lib/overview/queries', () => ({ listReceiptNeeds, listParkedAccounts: vi.fn() }))

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

  it('offers to try again only what has a page for that, and only to whom it is allowed', async () => {
    const { receiptNeeds } = await import('@/app/(desk)/(today)/needs/receipt-needs')
    const receipt = (number: number, action: string, counts: Record<string, number>) => ({
      operation: { number, action, verdict: 'partial', reason: '工单' },
      counts,
      causes: 1,
    })
    const receipts = [
      receipt(1, 'drama.grant', { failed: 2 }),
      receipt(2, 'drama.revoke', { failed: 1 }),
      receipt(3, 'channel.conditions.apply', { failed: 1 }),
      receipt(4, 'drama.grant', { unknown: 1 }),
    ]
    listReceiptNeeds.mockResolvedValue({ receipts, total: receipts.length })
    const hrefs = async (role: Asker['role']) => (await receiptNeeds({ ...asker, role })).map(({ href }) => href)
    expect(await hrefs('manager')).toEqual([
      '/operations/R-1/retry',
      '/operations/R-2/retry',
      '/operations/R-3',
      '/operations/R-4',
    ])
    expect(await hrefs('support')).toEqual(['/operations/R-1', '/operations/R-2', '/operations/R-3', '/operations/R-4'])
  })
})
