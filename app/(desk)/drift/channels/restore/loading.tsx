import { PageBody } from '@/components/shell/page-head'
import { HeadSkeleton, TableSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageBody>
      <HeadSkeleton />
      <TableSkeleton rows={8} columns={5} />
    </PageBody>
  )
}
