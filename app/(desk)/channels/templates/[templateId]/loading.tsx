import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FormSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton ruled>
      <FormSkeleton fields={6} />
    </PageSkeleton>
  )
}
