import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton tabs={2} actions={1}>
      <TableSkeleton rows={6} columns={6} />
    </PageSkeleton>
  )
}
