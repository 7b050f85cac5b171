import { PageSkeleton } from '@/components/shell/page-skeleton'
import { TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton ruled actions={2}>
      <TableSkeleton rows={12} columns={6} />
    </PageSkeleton>
  )
}
