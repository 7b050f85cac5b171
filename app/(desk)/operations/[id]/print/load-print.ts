import 'server-only'
import { licenseeGroups } from '@/lib/operations/licensee-groups'
import { listItems } from '@/lib/operations/list-items'
import type { ItemGroup, ItemView } from '@/lib/operations/schema'
import { loadReceipt } from '../load-receipt'

/** A receipt this small is printed whole. */
const WHOLE = 60
const MOST_ITEMS = 300
const MOST_LICENSEES = 60

const troubled: readonly ItemGroup[] = ['failed', 'mismatch', 'unknown', 'partial', 'pending', 'cancelled']
const nothingChosen = { show: null, cause: '', licensee: '', text: '', by: 'licensee', after: -1 } as const

/** What is printed: everything of a small receipt, of a large one what is not simply verified. */
export async function loadPrint(id: string) {
  const receipt = await loadReceipt(id, nothingChosen)
  if (!receipt) return null
  const { operation, progress } = receipt
  const isComplete = progress.total <= WHOLE
  const [licensees, items] = await Promise.all([
    operation.action.startsWith('drama.') ? licenseeGroups(operation.id) : [],
    isComplete ? listItems(operation.id, { limit: WHOLE }).then((page) => page.items) : troubledItems(operation.id),
  ])
  return {
    ...receipt,
    licensees: licensees.slice(0, MOST_LICENSEES),
    items,
    isComplete,
    unlisted: progress.total - items.length,
  }
}

async function troubledItems(operationId: string): Promise<ItemView[]> {
  const items: ItemView[] = []
  for (const group of troubled) {
    if (items.length >= MOST_ITEMS) break
    items.push(...(await listItems(operationId, { group, limit: MOST_ITEMS - items.length })).items)
  }
  return items
}
