import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton actions={1} ruled lede>
      <TableSkeleton rows={6} columns={3} />
    </PageSkeleton>
  )
}
