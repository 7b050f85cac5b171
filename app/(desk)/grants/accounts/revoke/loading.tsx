import { PageSkeleton } from '@/components/shell/page-skeleton'
import { FormSkeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <PageSkeleton lede>
      <div className="grid gap-8 desk:grid-cols-2">
        <FormSkeleton fields={4} />
        <FormSkeleton fields={3} />
      </div>
    </PageSkeleton>
  )
}
