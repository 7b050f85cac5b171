import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={4} lede>
      <TableSkeleton rows={8} columns={4} />
    </PageSkeleton>
  )
}
